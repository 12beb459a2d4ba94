package dev.portolan.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the content of a JSON text stands for. The content is {@code bytes} from {@code start} up to {@code end}, between
 * the quotes, as {@link Json} validated it.
 */
public final class Text {

    private Text() {}

    static String string(byte[] bytes, int start, int end, int seen) {
        if ((seen & Syntax.ESCAPED) != 0) {
            return unescaped(bytes, start, end);
        }
        return new String(
                bytes,
                start,
                end - start,
                (seen & Syntax.WIDE) != 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    private static String unescaped(byte[] bytes, int start, int end) {
        char[] chars = new char[end - start];
        int length = 0;
        for (int pos = start; pos < end; ) {
            int b = bytes[pos++];
            if (b < 0) {
                int point;
                if (b < (byte) 0xE0) {
                    point = (b & 0x1F) << 6 | (bytes[pos++] & 0x3F);
                } else if (b < (byte) 0xF0) {
                    point = (b & 0x0F) << 12 | (bytes[pos] & 0x3F) << 6 | (bytes[pos + 1] & 0x3F);
                    pos += 2;
                } else {
                    point = (b & 0x07) << 18
                            | (bytes[pos] & 0x3F) << 12
                            | (bytes[pos + 1] & 0x3F) << 6
                            | (bytes[pos + 2] & 0x3F);
                    pos += 3;
                }
                length += Character.toChars(point, chars, length);
            } else if (b != '\\') {
                chars[length++] = (char) b;
            } else if (bytes[pos] == 'u') {
                chars[length++] = (char) Syntax.hex(bytes, pos + 1);
                pos += 5;
            } else {
                chars[length++] = (char) control(bytes[pos++]);
            }
        }
        return new String(chars, 0, length);
    }

    /** What a backslash and {@code b} stand for. */
    private static int control(int b) {
        return switch (b) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> b;
        };
    }

    /**
     * The text as UTF-8, in an array of its own.
     *
     * @throws IllegalArgumentException if an escape stands for half a surrogate pair: see {@link JsonNode#isUnicode()}
     */
    public static byte[] utf8(byte[] bytes, int start, int end) {
        int pos = escape(bytes, start, end);
        if (pos == end) {
            return Arrays.copyOfRange(bytes, start, end);
        }
        byte[] text = new byte[end - start];
        int length = 0;
        for (pos = start; pos < end; ) {
            byte b = bytes[pos++];
            if (b != '\\') {
                text[length++] = b;
            } else if (bytes[pos] != 'u') {
                text[length++] = (byte) control(bytes[pos++]);
            } else {
                int point = Syntax.hex(bytes, pos + 1);
                pos += 5;
                if (point >= 0xD800 && point <= 0xDFFF) {
                    int low = point < 0xDC00 && end - pos >= 6 && bytes[pos] == '\\' && bytes[pos + 1] == 'u'
                            ? Syntax.hex(bytes, pos + 2)
                            : 0;
                    if (low < 0xDC00 || low > 0xDFFF) {
                        throw new IllegalArgumentException("half a surrogate pair has no UTF-8");
                    }
                    pos += 6;
                    point = Character.toCodePoint((char) point, (char) low);
                }
                length = put(text, length, point);
            }
        }
        return Arrays.copyOf(text, length);
    }

    private static int put(byte[] text, int length, int point) {
        if (point < 0x80) {
            text[length++] = (byte) point;
            return length;
        }
        if (point < 0x800) {
            text[length++] = (byte) (0xC0 | point >> 6);
        } else {
            if (point < 0x10000) {
                text[length++] = (byte) (0xE0 | point >> 12);
            } else {
                text[length++] = (byte) (0xF0 | point >> 18);
                text[length++] = (byte) (0x80 | (point >> 12 & 0x3F));
            }
            text[length++] = (byte) (0x80 | (point >> 6 & 0x3F));
        }
        text[length++] = (byte) (0x80 | (point & 0x3F));
        return length;
    }

    /** The position of the first backslash, or {@code end}. */
    private static int escape(byte[] bytes, int start, int end) {
        int pos = start;
        while (pos < end && bytes[pos] != '\\') {
            pos++;
        }
        return pos;
    }

    /** Whether the text is padded standard base64 (RFC 4648 section 4); bits behind the last byte are not looked at. */
    public static boolean isBase64(byte[] bytes, int start, int end) {
        if (escape(bytes, start, end) < end) {
            byte[] text = utf8(bytes, start, end);
            return isPlainBase64(text, 0, text.length);
        }
        return isPlainBase64(bytes, start, end);
    }

    private static boolean isPlainBase64(byte[] bytes, int start, int end) {
        if (((end - start) & 3) != 0) {
            return false;
        }
        int last = end;
        while (last > start && end - last < 2 && bytes[last - 1] == '=') {
            last--;
        }
        for (int pos = start; pos < last; pos++) {
            if (!inAlphabet(bytes[pos])) {
                return false;
            }
        }
        return true;
    }

    /**
     * The bytes that base64 stands for, in an array of their size.
     *
     * @throws IllegalArgumentException if it is not base64: see {@link JsonNode#isBase64()}
     */
    public static byte[] base64(byte[] bytes, int start, int end) {
        if (escape(bytes, start, end) < end) {
            byte[] text = utf8(bytes, start, end);
            return plainBase64(text, 0, text.length);
        }
        return plainBase64(bytes, start, end);
    }

    private static byte[] plainBase64(byte[] bytes, int start, int end) {
        if (!isPlainBase64(bytes, start, end)) {
            throw new IllegalArgumentException("not base64");
        }
        int pads = end == start || bytes[end - 1] != '=' ? 0 : bytes[end - 2] != '=' ? 1 : 2;
        byte[] decoded = new byte[(end - start) / 4 * 3 - pads];
        int at = 0;
        int pos = start;
        while (at + 3 <= decoded.length) {
            int bits = sextet(bytes[pos]) << 18
                    | sextet(bytes[pos + 1]) << 12
                    | sextet(bytes[pos + 2]) << 6
                    | sextet(bytes[pos + 3]);
            decoded[at] = (byte) (bits >> 16);
            decoded[at + 1] = (byte) (bits >> 8);
            decoded[at + 2] = (byte) bits;
            at += 3;
            pos += 4;
        }
        if (pads > 0) {
            int bits =
                    sextet(bytes[pos]) << 12 | sextet(bytes[pos + 1]) << 6 | (pads == 1 ? sextet(bytes[pos + 2]) : 0);
            decoded[at] = (byte) (bits >> 10);
            if (pads == 1) {
                decoded[at + 1] = (byte) (bits >> 2);
            }
        }
        return decoded;
    }

    private static boolean inAlphabet(int b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '/' && b <= '9') || b == '+';
    }

    private static int sextet(int b) {
        return b >= 'a' ? b - 'a' + 26 : b >= 'A' ? b - 'A' : b >= '0' ? b - '0' + 52 : b == '+' ? 62 : 63;
    }

    /** Whether the text, once its escapes are undone, is strict JSON with an object or array at the root. */
    public static boolean isDocument(byte[] bytes, int start, int end) {
        int first = Syntax.space(bytes, start, end);
        if (first == end || (bytes[first] != '{' && bytes[first] != '[' && bytes[first] != '\\')) {
            return false;
        }
        if (escape(bytes, first, end) == end) {
            return Json.isDocument(bytes, first, end);
        }
        byte[] text = utf8(bytes, start, end);
        return Json.isDocument(text, 0, text.length);
    }

    /** Whether bytes are well-formed UTF-8: neither overlong nor surrogates. */
    public static boolean isUtf8(byte[] bytes, int start, int end) {
        for (int pos = start; pos < end; ) {
            if (bytes[pos] >= 0) {
                pos++;
            } else {
                int length = Syntax.utf8(bytes, pos, end);
                if (length == 0) {
                    return false;
                }
                pos += length;
            }
        }
        return true;
    }
}
