package dev.portolan.wire;

import dev.portolan.spi.Percent;
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
            return Percent.decodeOrNull(unquote(value.strip()));
        }
        String text = Text.ofLatin1(value.strip());
        return decoding == HeaderDecoding.LITERAL ? text : Percent.decodeLenientlyOrNull(unquote(text));
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
