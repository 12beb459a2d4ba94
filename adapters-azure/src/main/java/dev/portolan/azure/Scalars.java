package dev.portolan.azure;

import dev.portolan.spi.JsonNode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Values that one host writes as text and another as a number. */
final class Scalars {

    private Scalars() {}

    /** The text of a string that is not empty, the digits of a number; null for anything else. */
    static @Nullable String textOrNull(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        if (node.isNumber()) {
            return node.literal();
        }
        return node.isString() && !node.string().isEmpty() ? node.string() : null;
    }

    /** The same, which must be there. */
    static String text(JsonNode node) {
        String text = textOrNull(node);
        if (text == null) {
            throw node.malformed("expected text or a number, found something else");
        }
        return text;
    }

    /** A string's text; of anything else its JSON. */
    static byte[] utf8(JsonNode node) {
        return node.isString() ? node.string().getBytes(StandardCharsets.UTF_8) : node.slice();
    }

    /** The text without one pair of quotes around it, as entity tags have them. */
    static @Nullable String unquoted(@Nullable String text) {
        return text != null && text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
