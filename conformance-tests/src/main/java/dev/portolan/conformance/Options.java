package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an adapter must be set up for a payload; everything is off unless a fixture says so.
 *
 * @param open the nested envelopes to open, such as {@code sns}
 * @param accept the request-and-reply protocols to accept, such as {@code bigquery}
 * @param audience the audience that identity tokens must name
 * @param keys the JSON Web Key Set that identity tokens are verified with
 * @param context what the caller says beside the payload: the {@code custom} part of Lambda's client context
 */
public record Options(
        List<String> open,
        List<String> accept,
        @Nullable String audience,
        @Nullable String keys,
        Map<String, String> context) {

    /** Copies the lists and the map, whose order stays. */
    public Options {
        open = List.copyOf(open);
        accept = List.copyOf(accept);
        context = Collections.unmodifiableMap(new LinkedHashMap<>(context));
    }

    /** Nothing opened, nothing accepted. */
    public static final Options NONE = new Options(List.of(), List.of(), null, null, Map.of());

    /** What a command is told by {@code --open} and {@code --accept}. */
    static Options of(Arguments arguments) {
        return new Options(arguments.words("--open"), arguments.words("--accept"), null, null, Map.of());
    }

    static Options of(JsonNode json) {
        JsonNode keys = json.get("keys");
        return new Options(
                texts(json.path("open")),
                texts(json.path("accept")),
                json.path("audience").asText(null),
                keys == null ? null : keys.toString(),
                members(json.path("context")));
    }

    /** The same with another word of the caller's; null for none. */
    Options saying(String name, @Nullable String text) {
        Map<String, String> other = new LinkedHashMap<>(context);
        if (text == null) {
            other.remove(name);
        } else {
            other.put(name, text);
        }
        return new Options(open, accept, audience, keys, other);
    }

    private static Map<String, String> members(JsonNode object) {
        Map<String, String> members = new LinkedHashMap<>();
        object.properties()
                .forEach(
                        member -> members.put(member.getKey(), member.getValue().asText()));
        return members;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
