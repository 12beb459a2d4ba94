package dev.portolan.aws;

import dev.portolan.spi.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Headers or query parameters: of the member that holds lists of values, else of the one that holds single ones. */
final class MultiValues {

    private final List<JsonNode> members = new ArrayList<>();

    private MultiValues(@Nullable JsonNode values) {
        if (values != null && values.isObject()) {
            for (JsonNode member : values) {
                members.add(member);
            }
        }
    }

    static MultiValues of(JsonNode request, String multi, String single) {
        MultiValues lists = new MultiValues(request.atOrNull(multi));
        return lists.members.isEmpty() ? new MultiValues(request.atOrNull(single)) : lists;
    }

    static MultiValues headersOf(JsonNode request) {
        return of(request, "multiValueHeaders", "headers");
    }

    /** The first value under this name, in whatever case; null if there is none, or an empty one. */
    @Nullable
    String first(String name) {
        for (JsonNode member : members) {
            if (member.isCalled(name)) {
                List<String> values = values(member);
                return values.isEmpty() || values.get(0).isEmpty() ? null : values.get(0);
            }
        }
        return null;
    }

    /** Every value under this name, in whatever case. */
    List<String> all(String name) {
        List<String> all = new ArrayList<>(1);
        for (JsonNode member : members) {
            if (member.isCalled(name)) {
                all.addAll(values(member));
            }
        }
        return all;
    }

    /** Adds every value to the map, whose keys may be the same in whatever case. */
    <M extends Map<String, List<String>>> M addTo(M map) {
        for (JsonNode member : members) {
            List<String> values = map.get(member.name());
            if (values == null) {
                values = new ArrayList<>(1);
                map.put(member.name(), values);
            }
            values.addAll(values(member));
        }
        return map;
    }

    private static List<String> values(JsonNode member) {
        List<String> values = new ArrayList<>(1);
        if (member.isArray()) {
            for (JsonNode value : member) {
                addScalar(values, value);
            }
        } else {
            addScalar(values, member);
        }
        return values;
    }

    private static void addScalar(List<String> values, JsonNode value) {
        if (value.isString()) {
            values.add(value.string());
        } else if (value.isNumber() || value.isBoolean()) {
            values.add(value.literal());
        }
    }
}
