package dev.portolan;

/** How an event's data stands in its array. Constants of a type of their own would be one more class for the first event. */
final class DataForm {

    /** There is no data. */
    static final byte NONE = 0;

    /** The bytes are the data, and JSON that was validated and does not nest too deep for an event of a batch. */
    static final byte JSON = 1;

    /** The bytes are the data. */
    static final byte BYTES = 2;

    /** The inside of a JSON string whose text is the data. */
    static final byte JSON_TEXT = 3;

    /** The inside of a JSON string that is the base64 form of the data, character for character. */
    static final byte BASE64 = 4;

    /** The same, but with escapes or with other bits behind the last byte. */
    static final byte OTHER_BASE64 = 5;

    private DataForm() {}
}
