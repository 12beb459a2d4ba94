package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.spi.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Texts in the forms that payloads have them in. */
final class Texts {

    private static final String UNRESERVED = "-._~";

    private Texts() {}

    /** The text, or the other if it is null or empty. */
    static String or(@Nullable String text, String other) {
        return text == null || text.isEmpty() ? other : text;
    }

    static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    static boolean isDecimal(@Nullable String text) {
        return text != null && text.matches("0|[1-9][0-9]{0,17}");
    }

    /** Whether the text has a UTF-8 form. */
    static boolean isUnicode(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Whether CloudEvents allows the text in an attribute. */
    static boolean isAttribute(String text) {
        return isUnicode(text)
                && text.codePoints()
                        .noneMatch(c -> c < ' '
                                || (c >= 0x7F && c < 0xA0)
                                || (c >= 0xFDD0 && c <= 0xFDEF)
                                || (c & 0xFFFE) == 0xFFFE);
    }

    static boolean isUtf8(Bytes bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toArray()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** The media type that bytes show when their producer declares none. */
    static @Nullable String mediaType(Bytes bytes) {
        byte[] array = bytes.toArray();
        if (array.length == 0) {
            return null;
        }
        return Json.isDocument(array, 0, array.length)
                ? "application/json"
                : isUtf8(bytes) ? "text/plain" : "application/octet-stream";
    }

    static String md5(Bytes bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes.toArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Percent-encoded, but for letters, digits and {@code -._~/}. */
    static String percentEncoded(String text) {
        return encoded(text, c -> isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0 || c == '/');
    }

    /** As AWS writes S3 keys: like a form, with slashes as they are. */
    static String formEncoded(String text) {
        return encoded(text, c -> isLetterOrDigit(c) || "-._*/ ".indexOf(c) >= 0)
                .replace(' ', '+');
    }

    /** A query parameter's name or value. */
    static String queryEncoded(String text) {
        return encoded(text, c -> isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    static String encoded(String text, IntPredicate isKept) {
        StringBuilder encoded = new StringBuilder();
        for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
            if (unit >= 0 && isKept.test(unit)) {
                encoded.append((char) unit);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(unit));
            }
        }
        return encoded.toString();
    }
}
