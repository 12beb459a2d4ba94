package dev.portolan.spi;

import java.util.Arrays;

/**
 * Writes one JSON document into bytes; commas set themselves. Text that has no UTF-8 form is written with the escape it
 * needs, so that nothing is lost.
 */
public final class JsonWriter {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private byte[] bytes;
    private int size;
    private boolean needsComma;
    private byte[] spare = {};

    /** A writer that expects about this many bytes. */
    public JsonWriter(int expected) {
        bytes = new byte[Math.max(16, expected)];
    }

    public JsonWriter beginObject() {
        return open('{');
    }

    public JsonWriter endObject() {
        return close('}');
    }

    public JsonWriter beginArray() {
        return open('[');
    }

    public JsonWriter endArray() {
        return close(']');
    }

    /** A member's name; its value must follow. */
    public JsonWriter name(String name) {
        text(name);
        put(':');
        needsComma = false;
        return this;
    }

    /** A member's name and its colon, as bytes that are JSON already; its value must follow. */
    public JsonWriter name(byte[] nameAndColon) {
        json(nameAndColon, 0, nameAndColon.length);
        needsComma = false;
        return this;
    }

    /** A string of printable ASCII without quotes and backslashes. */
    @SuppressWarnings("deprecation") // takes the lower byte of each character, which is the character
    public JsonWriter plain(String text) {
        comma();
        int length = text.length();
        reserve(length + 2);
        bytes[size] = '"';
        text.getBytes(0, length, bytes, size + 1);
        size += length + 2;
        bytes[size - 1] = '"';
        return this;
    }

    /** A string. */
    public JsonWriter text(String text) {
        comma();
        int length = text.length();
        reserve(length + 2);
        byte[] bytes = this.bytes;
        int at = size;
        bytes[at++] = '"';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                size = at;
                rest(text, i);
                return this;
            }
            bytes[at++] = (byte) c;
        }
        bytes[at++] = '"';
        size = at;
        return this;
    }

    /** A string from a character on that does not stand for itself as one byte, and its end. */
    private void rest(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                put('\\');
                put(c);
            } else if (c < ' ') {
                escape(c);
            } else if (c < 0x80) {
                put(c);
            } else if (c < 0x800) {
                put(0xC0 | (c >> 6));
                put(0x80 | (c & 0x3F));
            } else if (!Character.isSurrogate(c)) {
                put(0xE0 | (c >> 12));
                put(0x80 | ((c >> 6) & 0x3F));
                put(0x80 | (c & 0x3F));
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                int codePoint = Character.toCodePoint(c, text.charAt(++i));
                put(0xF0 | (codePoint >> 18));
                put(0x80 | ((codePoint >> 12) & 0x3F));
                put(0x80 | ((codePoint >> 6) & 0x3F));
                put(0x80 | (codePoint & 0x3F));
            } else {
                escape(c);
            }
        }
        put('"');
    }

    private void escape(char c) {
        put('\\');
        switch (c) {
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '\t' -> put('t');
            default -> {
                put('u');
                put(HEX[c >> 12]);
                put(HEX[(c >> 8) & 0xF]);
                put(HEX[(c >> 4) & 0xF]);
                put(HEX[c & 0xF]);
            }
        }
    }

    /** A string of this time's text. */
    public JsonWriter time(Time time) {
        comma();
        reserve(Time.LONGEST + 2);
        bytes[size] = '"';
        size = time.write(bytes, size + 1);
        bytes[size++] = '"';
        return this;
    }

    /** A whole number. */
    public JsonWriter number(long number) {
        return literal(Long.toString(number));
    }

    /** {@code true} or {@code false}. */
    public JsonWriter bool(boolean value) {
        return literal(value ? "true" : "false");
    }

    /** {@code null}. */
    public JsonWriter nul() {
        return literal("null");
    }

    /** ASCII text that is a JSON number or literal already. */
    public JsonWriter literal(String ascii) {
        comma();
        for (int i = 0; i < ascii.length(); i++) {
            put(ascii.charAt(i));
        }
        return this;
    }

    /** A value that is JSON already, byte for byte. */
    public JsonWriter json(byte[] source, int start, int end) {
        comma();
        reserve(end - start);
        System.arraycopy(source, start, bytes, size, end - start);
        size += end - start;
        return this;
    }

    /** A string with the base64 form of these bytes. */
    public JsonWriter base64(byte[] data) {
        comma();
        byte[] encoded = java.util.Base64.getEncoder().encode(data);
        reserve(encoded.length + 2);
        put('"');
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
        put('"');
        return this;
    }

    /** At least so many bytes for what is still to be looked at before it is written; the next call may give the same ones. */
    public byte[] spare(int size) {
        if (spare.length < size) {
            spare = new byte[size];
        }
        return spare;
    }

    /** The document. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private JsonWriter open(char bracket) {
        comma();
        put(bracket);
        needsComma = false;
        return this;
    }

    private JsonWriter close(char bracket) {
        put(bracket);
        needsComma = true;
        return this;
    }

    private void comma() {
        if (needsComma) {
            put(',');
        }
        needsComma = true;
    }

    private void put(int value) {
        if (size == bytes.length) {
            reserve(1);
        }
        bytes[size++] = (byte) value;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length + (bytes.length >> 1)));
        }
    }
}
