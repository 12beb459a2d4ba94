package dev.portolan.spi;

/**
 * The grammar of JSON (RFC 8259) and UTF-8, checked without a copy, an exception or a recursion.
 *
 * <p>A result is a {@code long}: the position behind what was read, with what was seen in a text in the upper half. A
 * negative result is a fault: what {@link Fault} makes an exception of.
 */
final class Syntax {

    /** Seen in a text: a backslash. */
    static final int ESCAPED = 1;

    /** Seen in a text: a character outside ASCII, as UTF-8. */
    static final int WIDE = 2;

    /** Seen in a text: the escape of half a surrogate pair, which is no character. */
    static final int LONE = 4;

    /** The text is padded standard base64 (RFC 4648 section 4) without escapes. */
    static final int BASE64 = 8;

    static final int NO_VALUE = 0;
    static final int NO_NAME = 1;
    static final int NO_COLON = 2;
    static final int NO_COMMA = 3;
    static final int NO_END = 4;
    static final int CONTROL = 5;
    static final int BAD_ESCAPE = 6;
    static final int NO_UTF8 = 7;
    static final int BAD_NUMBER = 8;
    static final int TOO_DEEP = 9;
    static final int TRUNCATED = 10;

    /** What a byte is inside a text: up to this it needs no attention. */
    static final byte PLAIN = 1;

    private static final byte ALPHABET = 0;
    private static final byte SPECIAL = 2;

    static final byte[] CLASS = new byte[256];

    static {
        for (int b = 0; b < 256; b++) {
            boolean letter = (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
            boolean base64 = letter || (b >= '0' && b <= '9') || b == '+' || b == '/';
            boolean special = b < ' ' || b > 127 || b == '"' || b == '\\';
            CLASS[b] = base64 ? ALPHABET : special ? SPECIAL : PLAIN;
        }
    }

    private Syntax() {}

    static long fault(int problem, int pos) {
        return Long.MIN_VALUE | (long) problem << 32 | pos;
    }

    /** The first position from {@code pos} that holds no white space. */
    static int space(byte[] bytes, int pos, int end) {
        while (pos < end) {
            int b = bytes[pos];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return pos;
            }
            pos++;
        }
        return end;
    }

    /** One value with all it holds; {@code depth} is how many containers may be open at once. */
    static long value(byte[] bytes, int pos, int end, int depth) {
        int open = 0;
        long objects = 0;
        long[] outer = NONE;
        for (; ; ) {
            if (pos >= end) {
                return fault(TRUNCATED, end);
            }
            int b = bytes[pos];
            boolean entered = false;
            if (b == '"') {
                long text = text(bytes, pos + 1, end);
                if (text < 0) {
                    return text;
                }
                pos = (int) text + 1;
            } else if (b == '{' || b == '[') {
                if (open == depth) {
                    return fault(TOO_DEEP, pos);
                }
                if ((open & 63) == 0 && open > 0) {
                    outer = push(outer, (open >> 6) - 1, objects);
                }
                open++;
                objects = objects << 1 | (b == '{' ? 1 : 0);
                pos++;
                entered = true;
            } else {
                long scalar = scalar(bytes, pos, end);
                if (scalar < 0) {
                    return scalar;
                }
                pos = (int) scalar;
            }
            for (; ; ) {
                if (open == 0) {
                    return pos;
                }
                pos = space(bytes, pos, end);
                if (pos >= end) {
                    return fault(TRUNCATED, end);
                }
                b = bytes[pos];
                boolean object = (objects & 1) != 0;
                if (b == (object ? '}' : ']')) {
                    pos++;
                    open--;
                    objects >>>= 1;
                    if ((open & 63) == 0 && open > 0) {
                        objects = outer[(open >> 6) - 1];
                    }
                    entered = false;
                    continue;
                }
                if (!entered) {
                    if (b != ',') {
                        return fault(NO_COMMA, pos);
                    }
                    pos = space(bytes, pos + 1, end);
                }
                if (object) {
                    long name = name(bytes, pos, end);
                    if (name < 0) {
                        return name;
                    }
                    pos = (int) name;
                }
                break;
            }
        }
    }

    private static final long[] NONE = {};

    private static long[] push(long[] outer, int at, long objects) {
        long[] longer = outer;
        if (at == outer.length) {
            longer = new long[at * 2 + 8];
            System.arraycopy(outer, 0, longer, 0, at);
        }
        longer[at] = objects;
        return longer;
    }

    /** A name with its colon and the white space up to the value. */
    private static long name(byte[] bytes, int pos, int end) {
        if (pos >= end) {
            return fault(TRUNCATED, end);
        }
        if (bytes[pos] != '"') {
            return fault(NO_NAME, pos);
        }
        long text = text(bytes, pos + 1, end);
        return text < 0 ? text : colon(bytes, (int) text + 1, end);
    }

    /** The colon behind a name and the white space around it. */
    static long colon(byte[] bytes, int pos, int end) {
        pos = space(bytes, pos, end);
        if (pos >= end) {
            return fault(TRUNCATED, end);
        }
        if (bytes[pos] != ':') {
            return fault(NO_COLON, pos);
        }
        return space(bytes, pos + 1, end);
    }

    /** A text from behind its first quote up to its last one, whose position is in the lower half. */
    static long text(byte[] bytes, int pos, int end) {
        int from = pos;
        while (pos < end && CLASS[bytes[pos] & 0xff] == ALPHABET) {
            pos++;
        }
        if (pos < end && (bytes[pos] == '"' || bytes[pos] == '=')) {
            int last = pos;
            while (last < end && last < pos + 2 && bytes[last] == '=') {
                last++;
            }
            if (last < end && bytes[last] == '"') {
                return (long) ((last - from & 3) == 0 ? BASE64 : 0) << 32 | last;
            }
        }
        return textRest(bytes, pos, end);
    }

    /** The same from somewhere inside a text, between two characters. */
    static long textRest(byte[] bytes, int pos, int end) {
        long seen = 0;
        for (; ; ) {
            while (pos < end && CLASS[bytes[pos] & 0xff] <= PLAIN) {
                pos++;
            }
            if (pos >= end) {
                return fault(TRUNCATED, end);
            }
            int b = bytes[pos];
            if (b == '"') {
                return seen << 32 | pos;
            }
            if (b == '\\') {
                int length = escape(bytes, pos, end);
                if (length == 0) {
                    return fault(BAD_ESCAPE, pos);
                }
                seen |= length < 0 ? ESCAPED | LONE : ESCAPED;
                pos += Math.abs(length);
            } else if (b < 0) {
                int length = utf8(bytes, pos, end);
                if (length == 0) {
                    return fault(NO_UTF8, pos);
                }
                seen |= WIDE;
                pos += length;
            } else {
                return fault(CONTROL, pos);
            }
        }
    }

    /** The length of the escape at {@code pos}, a pair of surrogates taken together; -6 for half a pair, 0 for none. */
    private static int escape(byte[] bytes, int pos, int end) {
        if (end - pos < 2) {
            return 0;
        }
        int b = bytes[pos + 1];
        if (b != 'u') {
            return b == '"' || b == '\\' || b == '/' || b == 'n' || b == 't' || b == 'r' || b == 'b' || b == 'f'
                    ? 2
                    : 0;
        }
        int unit = hex(bytes, pos + 2, end);
        if (unit < 0xD800 || unit > 0xDFFF) {
            return unit < 0 ? 0 : 6;
        }
        boolean pair = unit < 0xDC00
                && end - pos > 8
                && bytes[pos + 6] == '\\'
                && bytes[pos + 7] == 'u'
                && (hex(bytes, pos + 8, end) & 0xFFFFFC00) == 0xDC00;
        return pair ? 12 : -6;
    }

    /** Four hexadecimal digits, or -1. */
    static int hex(byte[] bytes, int pos, int end) {
        if (end - pos < 4) {
            return -1;
        }
        int unit = 0;
        for (int i = pos; i < pos + 4; i++) {
            int b = bytes[i];
            int digit = b >= '0' && b <= '9' ? b - '0' : (b | 32) >= 'a' && (b | 32) <= 'f' ? (b | 32) - 'a' + 10 : -1;
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    /** The length of the character outside ASCII at {@code pos}; 0 if it is not well-formed UTF-8. */
    static int utf8(byte[] bytes, int pos, int end) {
        int lead = bytes[pos] & 0xff;
        if (lead < 0xC2 || lead > 0xF4) {
            return 0;
        }
        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (end - pos < length) {
            return 0;
        }
        int second = bytes[pos + 1] & 0xff;
        int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < low || second > high) {
            return 0;
        }
        for (int i = pos + 2; i < pos + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** A number, {@code true}, {@code false} or {@code null}. */
    static long scalar(byte[] bytes, int pos, int end) {
        int b = bytes[pos];
        if (b == '-' || (b >= '0' && b <= '9')) {
            return number(bytes, pos, end);
        }
        String word = b == 't' ? "true" : b == 'f' ? "false" : b == 'n' ? "null" : "";
        int length = word.length();
        if (length == 0) {
            return fault(NO_VALUE, pos);
        }
        for (int i = 1; i < length; i++) {
            if (pos + i >= end) {
                return fault(TRUNCATED, end);
            }
            if (bytes[pos + i] != word.charAt(i)) {
                return fault(NO_VALUE, pos);
            }
        }
        return (long) pos + length;
    }

    private static long number(byte[] bytes, int pos, int end) {
        int from = pos;
        if (bytes[pos] == '-') {
            pos++;
        }
        int first = pos;
        pos = digits(bytes, pos, end);
        boolean good = pos > first && (bytes[first] != '0' || pos == first + 1);
        if (good && pos < end && bytes[pos] == '.') {
            int fraction = ++pos;
            pos = digits(bytes, pos, end);
            good = pos > fraction;
        }
        if (good && pos < end && (bytes[pos] | 32) == 'e') {
            pos++;
            if (pos < end && (bytes[pos] == '+' || bytes[pos] == '-')) {
                pos++;
            }
            int exponent = pos;
            pos = digits(bytes, pos, end);
            good = pos > exponent;
        }
        return good ? pos : pos >= end ? fault(TRUNCATED, end) : fault(BAD_NUMBER, from);
    }

    private static int digits(byte[] bytes, int pos, int end) {
        while (pos < end && bytes[pos] >= '0' && bytes[pos] <= '9') {
            pos++;
        }
        return pos;
    }
}
