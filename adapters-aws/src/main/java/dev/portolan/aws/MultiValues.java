package dev.portolan.aws;

import dev.portolan.spi.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Headers or query parameters: of the member that holds lists of values, else of the one that holds single ones. */
final class MultiValues {

    /** The object with the values; null for none. */
    private final @Nullable JsonNode values;

    private MultiValues(@Nullable JsonNode values) {
        this.values = values;
    }

    static MultiValues of(JsonNode request, String multi, String single) {
        JsonNode values = request.atOrNull(request.hasMembers(multi) ? multi : single);
        return new MultiValues(values != null && values.isObject() ? values : null);
    }

    static MultiValues headersOf(JsonNode request) {
        return of(request, "multiValueHeaders", "headers");
    }

    /** The first value under this name, in whatever case; null if there is none, or an empty one. */
    @Nullable
    String first(String name) {
        JsonNode member = values == null ? null : values.anyCaseOrNull(name);
        JsonNode value = member == null || !member.isArray() ? member : firstScalar(member);
        String text = value == null || !isScalar(value) ? "" : scalar(value);
        return text.isEmpty() ? null : text;
    }

    /** Whether there is a value under this name, in whatever case. */
    boolean has(String name) {
        return values != null
                && values.anyCaseOrNull(name) != null
                && !all(name).isEmpty();
    }

    /** Every value under this name, in whatever case. */
    List<String> all(String name) {
        List<String> all = new ArrayList<>(1);
        for (JsonNode member : members()) {
            if (member.isCalled(name)) {
                all.addAll(values(member));
            }
        }
        return all;
    }

    /** Adds every value to the map, whose keys may be the same in whatever case. */
    <M extends Map<String, List<String>>> M addTo(M map) {
        for (JsonNode member : members()) {
            List<String> values = map.get(member.name());
            if (values == null) {
                values = new ArrayList<>(1);
                map.put(member.name(), values);
            }
            values.addAll(values(member));
        }
        return map;
    }

    private Iterable<JsonNode> members() {
        return values == null ? List.of() : values;
    }

    private static List<String> values(JsonNode member) {
        List<String> values = new ArrayList<>(1);
        if (isScalar(member)) {
            values.add(scalar(member));
        } else if (member.isArray()) {
            for (JsonNode value : member) {
                if (isScalar(value)) {
                    values.add(scalar(value));
                }
            }
        }
        return values;
    }

    private static @Nullable JsonNode firstScalar(JsonNode list) {
        for (JsonNode value : list) {
            if (isScalar(value)) {
                return value;
            }
        }
        return null;
    }

    private static boolean isScalar(JsonNode value) {
        return value.isString() || value.isNumber() || value.isBoolean();
    }

    private static String scalar(JsonNode value) {
        return value.isString() ? value.string() : value.literal();
    }
}
