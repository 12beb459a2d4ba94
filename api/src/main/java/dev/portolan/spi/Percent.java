package dev.portolan.spi;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Percent-decoding, exactly once: each run of {@code %XX} is the UTF-8 of characters. */
public final class Percent {

    private Percent() {}

    /** The text with its escapes undone; {@code +} stays. Null if one is malformed or they are no UTF-8. */
    public static @Nullable String decodeOrNull(String text) {
        return decodeOrNull(text, false);
    }

    /** The same, but a percent sign that no two hexadecimal digits follow stands for itself. */
    public static @Nullable String decodeLenientlyOrNull(String text) {
        return decodeOrNull(text, true);
    }

    /** A name or value of a form or query: {@code +} is a blank. The text as it stands if it is malformed. */
    public static String decodeForm(String text) {
        String decoded = decodeOrNull(text.replace('+', ' '), false);
        return decoded == null ? text : decoded;
    }

    private static @Nullable String decodeOrNull(String text, boolean lonePercentStays) {
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
}
