package dev.portolan.conformance.simulate;

import dev.portolan.spi.JsonWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A JSON object, written down as its members stand in the provider's own examples. */
final class Doc {

    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    /** The object with one more member, unless the value is null. */
    Doc with(String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    /** The object with one more member, written as {@code null} if the value is null. */
    Doc withNull(String name, @Nullable Object value) {
        members.put(name, value);
        return this;
    }

    static <T> List<@Nullable Object> array(List<T> values, Function<? super T, ?> element) {
        List<@Nullable Object> array = new ArrayList<>();
        for (T value : values) {
            array.add(element.apply(value));
        }
        return array;
    }

    byte[] bytes() {
        return bytes(this);
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The JSON of a value: text, bytes as base64, numbers, truth values, lists, maps and objects. */
    static byte[] bytes(@Nullable Object value) {
        JsonWriter json = new JsonWriter(1024);
        write(json, value);
        return json.toBytes();
    }

    static String text(@Nullable Object value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    private static void write(JsonWriter json, @Nullable Object value) {
        if (value == null) {
            json.nul();
        } else if (value instanceof String text) {
            json.text(text);
        } else if (value instanceof byte[] bytes) {
            json.base64(bytes);
        } else if (value instanceof Integer || value instanceof Long || value instanceof BigDecimal) {
            json.literal(value.toString());
        } else if (value instanceof Boolean truth) {
            json.bool(truth);
        } else if (value instanceof List<?> list) {
            json.beginArray();
            list.forEach(element -> write(json, element));
            json.endArray();
        } else if (value instanceof Map<?, ?> map) {
            json.beginObject();
            map.forEach((name, member) -> write(json.name((String) name), member));
            json.endObject();
        } else if (value instanceof Doc doc) {
            write(json, doc.members);
        } else {
            throw new IllegalArgumentException("a document holds String, BigDecimal, Boolean, null, List and Map, not "
                    + value.getClass().getName());
        }
    }
}
