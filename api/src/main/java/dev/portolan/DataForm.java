package dev.portolan;

/** How an event's data stands in its array. */
enum DataForm {
    /** There is no data. */
    NONE,
    /** The bytes are the data, and JSON that was validated and does not nest too deep for an event of a batch. */
    JSON,
    /** The bytes are the data. */
    BYTES,
    /** The inside of a JSON string whose text is the data. */
    JSON_TEXT,
    /** The inside of a JSON string that is the base64 form of the data, character for character. */
    BASE64,
    /** The same, but with escapes or with other bits behind the last byte. */
    OTHER_BASE64
}
