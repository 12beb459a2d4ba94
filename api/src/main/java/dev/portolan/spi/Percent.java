package dev.portolan.spi;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Percent-decoding, exactly once. */
public final class Percent {

    private Percent() {}

    /** Each {@code %XX} as the byte it stands for, all bytes as UTF-8; {@code +} stays. Null if that is malformed. */
    public static @Nullable String decodeOrNull(String text) {
        return text.indexOf('%') < 0 ? text : decodeOrNull(text, false);
    }

    /** A name or value of a form or query: {@code +} is a blank. The text as it stands if it is malformed. */
    public static String decodeForm(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        String decoded = decodeOrNull(text, true);
        return decoded == null ? text : decoded;
    }

    private static @Nullable String decodeOrNull(String text, boolean plusIsBlank) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '%') {
                int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
                int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
                if (low < 0) {
                    return null;
                }
                b = (byte) (high << 4 | low);
                i += 2;
            } else if (b == '+' && plusIsBlank) {
                b = ' ';
            }
            bytes[length++] = b;
        }
        return Text.isUtf8(bytes, 0, length) ? new String(bytes, 0, length, StandardCharsets.UTF_8) : null;
    }
}
