package dev.portolan;

/** How an event's data stands in its array. */
enum DataForm {
    /** There is no data. */
    NONE,
    /** The bytes are the data. */
    BYTES,
    /** The inside of a JSON string whose text is the data. */
    JSON_TEXT,
    /** The inside of a JSON string whose text is the base64 form of the data. */
    BASE64
}
