package dev.portolan.azure;

import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which metadata the author of a payload may have written: the host reads a single text payload that is a JSON object and
 * lets its members replace metadata of the same name, whatever the case of the letters.
 *
 * @see <a href="https://github.com/Azure/azure-webjobs-sdk-extensions/issues/882">The host's issue</a>
 */
final class Forgery {

    private static final Forgery NONE = new Forgery("", new ArrayList<>());

    private final String text;

    /** The members the host has taken; null where it may read the text as an object that the standard knows none of. */
    private final @Nullable List<String> members;

    private Forgery(String text, @Nullable List<String> members) {
        this.text = text;
        this.members = members;
    }

    static Forgery of(AzurePayload payload) {
        if (!payload.text || payload.batch) {
            return NONE;
        }
        String text = trimmed(new String(payload.parts.get(0), StandardCharsets.UTF_8));
        return text.startsWith("{") && text.endsWith("}") ? new Forgery(text, members(text)) : NONE;
    }

    /** .NET trims more than Java does. */
    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085' || c == '\uFEFF';
    }

    private static @Nullable List<String> members(String text) {
        try (Json json = Json.read(text.getBytes(StandardCharsets.UTF_8))) {
            List<String> members = new ArrayList<>();
            for (JsonNode member : json.root()) {
                if (!member.isNull() && !member.isArray()) {
                    members.add(member.name());
                }
            }
            return members;
        } catch (MalformedPayloadException e) {
            return null;
        }
    }

    /** Whether the payload's author may have written the metadata of this name. */
    boolean mayHaveWritten(String name) {
        if (members != null) {
            for (String member : members) {
                if (member.equalsIgnoreCase(name)) {
                    return true;
                }
            }
            return false;
        }
        if (text.indexOf('\\') >= 0) {
            return true;
        }
        for (int i = 0; i + name.length() <= text.length(); i++) {
            if (text.regionMatches(true, i, name, 0, name.length())) {
                return true;
            }
        }
        return false;
    }
}
