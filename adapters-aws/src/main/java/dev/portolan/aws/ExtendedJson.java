package dev.portolan.aws;

import dev.portolan.spi.JsonNode;
import dev.portolan.spi.PlainJson;
import dev.portolan.spi.Time;
import dev.portolan.spi.Times;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * MongoDB's extended JSON as plain JSON: an object id is text, a number a number, a date RFC 3339, binary base64.
 *
 * @see <a href="https://www.mongodb.com/docs/manual/reference/mongodb-extended-json/">Extended JSON</a>
 */
final class ExtendedJson {

    private ExtendedJson() {}

    /** The document that this node is; null for none. */
    static @Nullable Object plainOrNull(@Nullable JsonNode document) {
        return document == null ? null : plain(PlainJson.of(document));
    }

    /** The members of the document that this node is; null for none. */
    static @Nullable Map<String, @Nullable Object> mapOrNull(@Nullable JsonNode document) {
        Map<String, @Nullable Object> members = PlainJson.objectOrNull(document);
        return members == null ? null : plainMembers(members);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> plain = new ArrayList<>(list.size());
            for (Object element : list) {
                plain.add(plain(element));
            }
            return Collections.unmodifiableList(plain);
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Object scalar = map.size() == 1 || map.containsKey("$binary") ? scalar(map) : null;
        return scalar == null ? plainMembers(map) : scalar;
    }

    private static Map<String, @Nullable Object> plainMembers(Map<?, ?> members) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            plain.put((String) member.getKey(), plain(member.getValue()));
        }
        return Collections.unmodifiableMap(plain);
    }

    /** What a wrapper such as {@code {"$oid":"…"}} stands for; null if the object is none. */
    private static @Nullable Object scalar(Map<?, ?> wrapper) {
        for (Map.Entry<?, ?> member : wrapper.entrySet()) {
            Object value = member.getValue();
            String text = value instanceof String string ? string : null;
            switch ((String) member.getKey()) {
                case "$oid" -> {
                    return text;
                }
                case "$numberInt", "$numberLong", "$numberDouble", "$numberDecimal" -> {
                    return text == null ? null : PlainJson.numberOrText(text);
                }
                case "$date" -> {
                    return text == null ? date(value) : text;
                }
                case "$binary" -> {
                    return text == null && value instanceof Map<?, ?> binary ? binary.get("base64") : text;
                }
                default -> {}
            }
        }
        return null;
    }

    /** Milliseconds since 1970 as RFC 3339. */
    private static @Nullable Object date(@Nullable Object value) {
        Object millis = value instanceof Map<?, ?> wrapper ? wrapper.get("$numberLong") : value;
        Time time = millis == null ? null : Times.decimal(millis.toString(), 3);
        return time == null ? null : time.toString();
    }
}
