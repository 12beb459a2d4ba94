package dev.portolan.conformance;

import dev.portolan.MalformedPayloadException;
import dev.portolan.data.Bytes;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.Message;
import dev.portolan.data.StoredObject;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.TimerFired;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonWriter;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can happen, as the command line names it.
 *
 * @param fixed JSON values of the components that the name says, and of those that are never null
 */
record Happening(String name, Class<? extends TypedData> record, Map<String, String> fixed) {

    private static final int DEEPEST = 100;

    private static final Map<String, String> REQUEST =
            Map.of("method", "\"GET\"", "path", "\"/\"", "query", "{}", "headers", "{}", "cookies", "[]");

    static final List<Happening> ALL = List.of(
            new Happening("object-created", StoredObject.class, object("CREATED")),
            new Happening("object-deleted", StoredObject.class, object("DELETED")),
            new Happening("object-updated", StoredObject.class, object("UPDATED")),
            new Happening("message", Message.class, Map.of("body", "\"hello\"", "attributes", "{}")),
            new Happening("stream-record", StreamRecord.class, Map.of("data", "\"hello\"", "headers", "[]")),
            new Happening("document-inserted", DocumentChange.class, Map.of("operation", "\"INSERT\"")),
            new Happening("document-updated", DocumentChange.class, Map.of("operation", "\"UPDATE\"")),
            new Happening("document-upserted", DocumentChange.class, Map.of("operation", "\"UPSERT\"")),
            new Happening("document-deleted", DocumentChange.class, Map.of("operation", "\"DELETE\"")),
            new Happening("timer", TimerFired.class, Map.of()),
            new Happening("http-request", HttpRequest.class, REQUEST));

    private static Map<String, String> object(String change) {
        return Map.of("change", '"' + change + '"', "bucket", "\"photos\"", "key", "\"cat.jpg\"");
    }

    static List<String> names() {
        List<String> names = new ArrayList<>();
        ALL.forEach(happening -> names.add(happening.name));
        return names;
    }

    static Happening named(String name) {
        for (Happening happening : ALL) {
            if (happening.name.equals(name)) {
                return happening;
            }
        }
        throw new UsageException("Nothing called " + name + " can happen, but " + String.join(", ", names()) + ".");
    }

    /** The record that the options describe, by its canonical JSON. */
    TypedData record(Arguments arguments) {
        JsonWriter json = new JsonWriter(256).beginObject();
        for (RecordComponent component : record.getRecordComponents()) {
            String option = option(component.getName());
            String value = arguments.value(option);
            String known = known(component.getName(), arguments);
            if (value != null) {
                json.name(component.getName());
                write(json, component.getType(), option, value);
            } else if (known != null) {
                json.name(component.getName()).literal(known);
            }
        }
        try {
            TypedData data = TypedData.fromJson(record, json.endObject().toBytes());
            if (data instanceof StoredObject object && object.size() != null && object.size() < 0) {
                throw new UsageException("--size is a number of bytes, not " + object.size() + ".");
            }
            return data;
        } catch (MalformedPayloadException e) {
            throw new UsageException("The options do not fit: " + UsageException.ended(e.getMessage()));
        }
    }

    /** What a component is where no option says it: a request that has a body is a POST. */
    private @Nullable String known(String component, Arguments arguments) {
        boolean isPost = component.equals("method") && arguments.value("--body") != null;
        return isPost ? "\"POST\"" : fixed.get(component);
    }

    /** {@code --content-type} for {@code contentType}. */
    private static String option(String component) {
        StringBuilder option = new StringBuilder("--");
        for (int i = 0; i < component.length(); i++) {
            char c = component.charAt(i);
            option.append(Character.isUpperCase(c) ? "-" + Character.toLowerCase(c) : String.valueOf(c));
        }
        return option.toString();
    }

    private static void write(JsonWriter json, Class<?> type, String option, String value) {
        if (type == String.class || type == Bytes.class || type == Instant.class || type.isEnum()) {
            json.text(value);
            return;
        }
        byte[] bytes = value.strip().getBytes(StandardCharsets.UTF_8);
        if (!Json.isValue(bytes, 0, bytes.length, DEEPEST)) {
            throw new UsageException(option + " is JSON, which this is not: " + value);
        }
        json.json(bytes, 0, bytes.length);
    }
}
