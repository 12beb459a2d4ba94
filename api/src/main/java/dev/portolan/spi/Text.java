package dev.portolan.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the content of a JSON text stands for. The content is {@code bytes} from {@code start} up to {@code end}, between
 * the quotes, as {@link Json} validated it.
 */
public final class Text {

    /** So many bytes are sooner copied one by one than by the JDK. */
    private static final int FEW = 16;

    /** So many characters of base64 are decoded to see whether they stand for text. */
    private static final int SAMPLE = 64;

    /** The six bits that each character of base64 stands for; -1 for all others. */
    private static final int[] SEXTETS = new int[256];

    static {
        Arrays.fill(SEXTETS, -1);
        for (int i = 0; i < 26; i++) {
            SEXTETS['A' + i] = i;
            SEXTETS['a' + i] = 26 + i;
        }
        for (int i = 0; i < 10; i++) {
            SEXTETS['0' + i] = 52 + i;
        }
        SEXTETS['+'] = 62;
        SEXTETS['/'] = 63;
    }

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

    /** The text that bytes are which a server read as Latin-1, if they are UTF-8; any other text as it is. */
    public static String ofLatin1(String text) {
        boolean ascii = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0xFF) {
                return text;
            }
            ascii &= c < 0x80;
        }
        if (ascii) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return isUtf8(bytes, 0, bytes.length) ? new String(bytes, StandardCharsets.UTF_8) : text;
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
        return Arrays.copyOf(text, utf8(bytes, start, pos, end, text));
    }

    /**
     * Writes the text as UTF-8 to the beginning of {@code text}, which has room for as many bytes as the content takes.
     *
     * @return how many bytes that are
     * @throws IllegalArgumentException if an escape stands for half a surrogate pair: see {@link JsonNode#isUnicode()}
     */
    public static int utf8(byte[] bytes, int start, int end, byte[] text) {
        return utf8(bytes, start, escape(bytes, start, end), end, text);
    }

    /** @param pos where the first backslash is, or {@code end} */
    private static int utf8(byte[] bytes, int start, int pos, int end, byte[] text) {
        int length = pos - start;
        System.arraycopy(bytes, start, text, 0, length);
        while (pos < end) {
            // A backslash, and what follows it.
            byte b = bytes[pos + 1];
            pos += 2;
            if (b == '"' || b == '\\' || b == '/') {
                text[length++] = b;
            } else if (b != 'u') {
                text[length++] = (byte) control(b);
            } else {
                int point = Syntax.hex(bytes, pos);
                pos += 4;
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
            // Mostly a few bytes up to the next one.
            int few = Math.min(end, pos + FEW);
            while (pos < few && (b = bytes[pos]) != '\\') {
                text[length++] = b;
                pos++;
            }
            if (pos == few) {
                pos = escape(bytes, few, end);
                System.arraycopy(bytes, few, text, length, pos - few);
                length += pos - few;
            }
        }
        return length;
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
        int last = unpadded(bytes, start, end);
        int pos = start;
        while (pos + 4 <= last
                && (SEXTETS[bytes[pos] & 0xff]
                                | SEXTETS[bytes[pos + 1] & 0xff]
                                | SEXTETS[bytes[pos + 2] & 0xff]
                                | SEXTETS[bytes[pos + 3] & 0xff])
                        >= 0) {
            pos += 4;
        }
        while (pos < last && SEXTETS[bytes[pos] & 0xff] >= 0) {
            pos++;
        }
        if (pos == last) {
            return ((end - start) & 3) == 0;
        }
        if (escape(bytes, pos, end) == end) {
            return false;
        }
        byte[] text = utf8(bytes, start, end);
        return escape(text, 0, text.length) == text.length && isBase64(text, 0, text.length);
    }

    /**
     * The bytes that base64 stands for, in an array of their size.
     *
     * @throws IllegalArgumentException if it is not base64: see {@link JsonNode#isBase64()}
     */
    public static byte[] base64(byte[] bytes, int start, int end) {
        byte[] decoded = base64OrNull(bytes, start, end);
        if (decoded == null) {
            throw new IllegalArgumentException("not base64");
        }
        return decoded;
    }

    /** The bytes that base64 stands for; null if it is not base64. */
    static byte @Nullable [] base64OrNull(byte[] bytes, int start, int end) {
        byte[] decoded = decodedOrNull(bytes, start, end);
        if (decoded == null && escape(bytes, start, end) < end) {
            byte[] text = utf8(bytes, start, end);
            decoded = decodedOrNull(text, 0, text.length);
        }
        return decoded;
    }

    /** Null for what is no base64, or only once its escapes are undone. */
    private static byte @Nullable [] decodedOrNull(byte[] bytes, int start, int end) {
        if (((end - start) & 3) != 0) {
            return null;
        }
        int last = unpadded(bytes, start, end);
        byte[] decoded = new byte[(end - start) / 4 * 3 - (end - last)];
        int at = 0;
        int pos = start;
        while (pos + 4 <= last) {
            int bits = SEXTETS[bytes[pos] & 0xff] << 18
                    | SEXTETS[bytes[pos + 1] & 0xff] << 12
                    | SEXTETS[bytes[pos + 2] & 0xff] << 6
                    | SEXTETS[bytes[pos + 3] & 0xff];
            if (bits < 0) {
                return null;
            }
            decoded[at] = (byte) (bits >> 16);
            decoded[at + 1] = (byte) (bits >> 8);
            decoded[at + 2] = (byte) bits;
            at += 3;
            pos += 4;
        }
        if (pos < last) {
            int third = pos + 2 < last ? SEXTETS[bytes[pos + 2] & 0xff] : 0;
            int bits = SEXTETS[bytes[pos] & 0xff] << 12 | SEXTETS[bytes[pos + 1] & 0xff] << 6 | third;
            if (bits < 0) {
                return null;
            }
            decoded[at] = (byte) (bits >> 10);
            if (pos + 2 < last) {
                decoded[at + 1] = (byte) (bits >> 2);
            }
        }
        return decoded;
    }

    /** Whether base64 without escapes leaves no bits behind its last byte. */
    static boolean endsCanonically(byte[] bytes, int start, int end) {
        int padding = end - unpadded(bytes, start, end);
        return padding == 0 || (SEXTETS[bytes[end - padding - 1] & 0xff] & (padding == 1 ? 3 : 15)) == 0;
    }

    /** Whether base64 without escapes shows at once that it stands for no text: only its first bytes are looked at. */
    public static boolean isBinary(byte[] bytes, int start, int end) {
        if (end - start < SAMPLE) {
            return false;
        }
        byte[] sample = base64(bytes, start, start + SAMPLE);
        int pos = 0;
        while (pos < sample.length) {
            int length = sample[pos] >= 0 ? 1 : Syntax.utf8(sample, pos, sample.length);
            if (length == 0) {
                // A character may be cut off.
                return sample.length - pos > 3;
            }
            pos += length;
        }
        return false;
    }

    /** The end of base64 without its padding. */
    private static int unpadded(byte[] bytes, int start, int end) {
        int last = end;
        while (last > start && end - last < 2 && bytes[last - 1] == '=') {
            last--;
        }
        return last;
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
