package dev.portolan.wire;

import dev.portolan.spi.Text;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The text of a header's value. */
final class HeaderText {

    private static final String HEX = "0123456789ABCDEF";

    private HeaderText() {}

    /** The text that a value stands for; null where its escapes are none, or are not UTF-8. */
    static @Nullable String decodeOrNull(String value, HeaderDecoding decoding) {
        if (decoding == HeaderDecoding.STRICT) {
            return percentDecode(unquote(value.strip()), false);
        }
        String text = Text.ofLatin1(value.strip());
        return decoding == HeaderDecoding.LITERAL ? text : percentDecode(unquote(text), true);
    }

    private static String unquote(String text) {
        int last = text.length() - 1;
        if (last < 1 || text.charAt(0) != '"' || text.charAt(last) != '"') {
            return text;
        }
        StringBuilder unquoted = new StringBuilder(last);
        for (int i = 1; i < last; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            }
            if (c == '"' || i == last) {
                return text;
            }
            unquoted.append(text.charAt(i));
        }
        return unquoted.toString();
    }

    private static @Nullable String percentDecode(String text, boolean lonePercentStays) {
        int at = text.indexOf('%');
        if (at < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        byte[] run = new byte[text.length() / 3];
        int from = 0;
        while (at >= 0) {
            decoded.append(text, from, at);
            int length = 0;
            for (from = at; isEscape(text, from); from += 3) {
                run[length++] = (byte) (hex(text.charAt(from + 1)) << 4 | hex(text.charAt(from + 2)));
            }
            if (length == 0) {
                decoded.append('%');
                from++;
            }
            if ((length == 0 && !lonePercentStays) || !Text.isUtf8(run, 0, length)) {
                return null;
            }
            decoded.append(new String(run, 0, length, StandardCharsets.UTF_8));
            at = text.indexOf('%', from);
        }
        return decoded.append(text, from, text.length()).toString();
    }

    private static boolean isEscape(String text, int at) {
        return at + 2 < text.length()
                && text.charAt(at) == '%'
                && hex(text.charAt(at + 1)) >= 0
                && hex(text.charAt(at + 2)) >= 0;
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    /** The value of a header that stands for a text, all in printable ASCII. */
    static String encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder encoded = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            if (b <= ' ' || b == '"' || b == '%' || b == 0x7F) {
                encoded.append('%').append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
            } else {
                encoded.append((char) b);
            }
        }
        return encoded.toString();
    }
}
