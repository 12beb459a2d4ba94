package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an adapter must be set up for a payload; everything is off unless a fixture says so.
 *
 * @param open the nested envelopes to open, such as {@code sns}
 * @param accept the request-and-reply protocols to accept, such as {@code bigquery}
 * @param audience the audience that identity tokens must name
 * @param keys the JSON Web Key Set that identity tokens are verified with
 */
public record Options(
        List<String> open,
        List<String> accept,
        @Nullable String audience,
        @Nullable String keys) {

    /** Nothing opened, nothing accepted. */
    public static final Options NONE = new Options(List.of(), List.of(), null, null);

    /** What a command is told by {@code --open} and {@code --accept}. */
    static Options of(Arguments arguments) {
        return new Options(arguments.words("--open"), arguments.words("--accept"), null, null);
    }

    static Options of(JsonNode json) {
        JsonNode keys = json.get("keys");
        return new Options(
                texts(json.path("open")),
                texts(json.path("accept")),
                json.path("audience").asText(null),
                keys == null ? null : keys.toString());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }
}
