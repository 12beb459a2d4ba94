package dev.portolan.conformance.simulate;

import dev.portolan.data.DocumentChange;
import dev.portolan.data.DocumentChange.Operation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Documents before and after a change. */
final class Documents {

    private Documents() {}

    /** The document before, which a new one does not have. */
    static @Nullable Object before(DocumentChange change) {
        return change.operation() == Operation.INSERT ? null : change.before();
    }

    /** The document after, which a deleted one does not have. */
    static @Nullable Object after(DocumentChange change) {
        return change.operation() == Operation.DELETE ? null : change.after();
    }

    /** The keys that are given, else the id that a document has, else this one. */
    static Map<String, @Nullable Object> keys(DocumentChange change, String made) {
        Map<String, @Nullable Object> keys = change.keys();
        if (keys != null && !keys.isEmpty()) {
            return keys;
        }
        for (Object document : Arrays.asList(after(change), before(change))) {
            Object id = document instanceof Map<?, ?> members ? members.get("id") : null;
            if (id instanceof String || id instanceof BigDecimal) {
                return Map.of("id", id);
            }
        }
        return Map.of("id", made);
    }

    /** The document as a table holds it: its keys are among its members; null for none. */
    static @Nullable Map<String, @Nullable Object> withKeys(
            Map<String, ? extends @Nullable Object> keys, @Nullable Object document) {
        if (document == null) {
            return null;
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>(keys);
        members(document).forEach((name, value) -> all.putIfAbsent(name, value));
        return all;
    }

    static boolean isObject(@Nullable Object document) {
        return document == null || document instanceof Map;
    }

    @SuppressWarnings("unchecked") // the members of documents have names
    static Map<String, @Nullable Object> members(@Nullable Object document) {
        return document == null ? new LinkedHashMap<>() : new LinkedHashMap<>((Map<String, @Nullable Object>) document);
    }

    /** The document with its numbers as decimals. */
    static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            map.forEach((name, member) -> plain.put((String) name, plain(member)));
            return plain;
        }
        if (value instanceof List<?> list) {
            return Doc.array(list, Documents::plain);
        }
        return value instanceof Number && !(value instanceof BigDecimal) ? new BigDecimal(value.toString()) : value;
    }

    /** One text for the keys, where a document has one name: the only key, or all of them with hyphens between. */
    static String name(DocumentChange change, String other) {
        Map<String, @Nullable Object> keys = change.keys();
        if (keys == null || keys.isEmpty()) {
            return other;
        }
        List<String> values = new ArrayList<>();
        keys.values().forEach(value -> values.add(value instanceof String text ? text : Doc.text(value)));
        return Texts.or(String.join("-", values), other);
    }
}
