package dev.portolan.gcp;

import dev.portolan.spi.PlainJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The typed values of Firestore and Datastore, {@code {"integerValue":"1"}}, as plain JSON values.
 *
 * @see <a href="https://cloud.google.com/firestore/docs/reference/rest/v1/Value">Value of Firestore</a>
 * @see <a href="https://cloud.google.com/datastore/docs/reference/data/rest/v1/projects/runQuery#Value">Value of
 *     Datastore</a>
 */
final class PlainValues {

    private static final String[] COORDINATES = {"latitude", "longitude"};

    private PlainValues() {}

    /** The fields of a document or the properties of an entity; empty for anything but an object. */
    static Map<Object, @Nullable Object> members(@Nullable Object fields) {
        Map<Object, @Nullable Object> members = new LinkedHashMap<>();
        if (fields instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> field : map.entrySet()) {
                members.put(field.getKey(), value(field.getValue()));
            }
        }
        return Collections.unmodifiableMap(members);
    }

    private static @Nullable Object value(@Nullable Object typed) {
        if (typed instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> content : map.entrySet()) {
                // Datastore has members beside the value, and some stand before it.
                if (content.getKey() instanceof String kind
                        && !kind.equals("meaning")
                        && !kind.equals("excludeFromIndexes")) {
                    return value(kind, content.getValue());
                }
            }
        }
        return null;
    }

    private static @Nullable Object value(String kind, @Nullable Object content) {
        return switch (kind) {
            case "integerValue" -> number(content);
            case "arrayValue" -> elements(member(content, "values"));
            case "mapValue" -> members(member(content, "fields"));
            case "entityValue" -> members(member(content, "properties"));
            case "geoPointValue" -> geoPoint(content);
            case "keyValue" -> keyPath(content);
            case "stringValue",
                    "booleanValue",
                    "doubleValue",
                    "bytesValue",
                    "blobValue",
                    "referenceValue",
                    "timestampValue" -> content;
            default -> null;
        };
    }

    private static List<@Nullable Object> elements(@Nullable Object values) {
        List<@Nullable Object> elements = new ArrayList<>();
        if (values instanceof List<?> list) {
            for (Object element : list) {
                elements.add(value(element));
            }
        }
        return Collections.unmodifiableList(elements);
    }

    private static Map<String, Object> geoPoint(@Nullable Object point) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name : COORDINATES) {
            Object coordinate = member(point, name);
            members.put(name, coordinate == null ? BigDecimal.ZERO : coordinate);
        }
        return Collections.unmodifiableMap(members);
    }

    /** The elements of a key, each {@code {"kind","id"}} or {@code {"kind","name"}}; empty for no key. */
    static List<Map<String, @Nullable Object>> keyPath(@Nullable Object key) {
        List<Map<String, @Nullable Object>> path = new ArrayList<>();
        if (member(key, "path") instanceof List<?> elements) {
            for (Object element : elements) {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                members.put("kind", member(element, "kind"));
                if (member(element, "id") != null) {
                    members.put("id", number(member(element, "id")));
                }
                if (member(element, "name") != null) {
                    members.put("name", member(element, "name"));
                }
                path.add(Collections.unmodifiableMap(members));
            }
        }
        return Collections.unmodifiableList(path);
    }

    /** The member of an object; null for anything else. */
    static @Nullable Object member(@Nullable Object object, String name) {
        return object instanceof Map<?, ?> map ? map.get(name) : null;
    }

    /** A 64-bit number, which JSON holds as text. */
    private static @Nullable Object number(@Nullable Object digits) {
        return digits instanceof String text ? PlainJson.numberOrText(text) : digits;
    }
}
