package dev.portolan.data;

import dev.portolan.Limits;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.JsonWriter;
import dev.portolan.spi.Numbers;
import dev.portolan.spi.PlainJson;
import dev.portolan.spi.Text;
import dev.portolan.spi.Time;
import dev.portolan.spi.Times;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The one JSON form of each record; a component is written and read in neighbouring methods. */
final class CanonicalJson {

    private CanonicalJson() {}

    static byte[] write(TypedData data) {
        JsonWriter json = new JsonWriter(256).beginObject();
        if (data instanceof StoredObject object) {
            write(json, object);
        } else if (data instanceof Message message) {
            write(json, message);
        } else if (data instanceof StreamRecord record) {
            write(json, record);
        } else if (data instanceof DocumentChange change) {
            write(json, change);
        } else if (data instanceof HttpRequest request) {
            write(json, request);
        } else if (data instanceof TimerFired timer) {
            write(json, timer);
        } else if (data instanceof Opaque opaque) {
            write(json, opaque);
        }
        return json.endObject().toBytes();
    }

    static <T extends TypedData> T read(Class<T> record, byte[] bytes) {
        try (Json json = Json.readAgain(bytes, 0, bytes.length)) {
            JsonNode root = json.root();
            if (!root.isObject()) {
                throw root.malformed("expected an object, found another type");
            }
            return record.cast(read(record.getSimpleName(), root));
        }
    }

    private static TypedData read(String record, JsonNode json) {
        return switch (record) {
            case "StoredObject" -> storedObject(json);
            case "Message" -> message(json);
            case "StreamRecord" -> streamRecord(json);
            case "DocumentChange" -> documentChange(json);
            case "HttpRequest" -> httpRequest(json);
            case "TimerFired" -> timerFired(json);
            case "Opaque" -> opaque(json);
            default -> throw new IllegalArgumentException("name one of the records, not " + record);
        };
    }

    private static void write(JsonWriter json, StoredObject object) {
        text(json, "change", object.change().name());
        text(json, "bucket", object.bucket());
        text(json, "key", object.key());
        number(json, "size", object.size());
        text(json, "etag", object.etag());
        text(json, "version", object.version());
        text(json, "contentType", object.contentType());
        text(json, "sequencer", object.sequencer());
    }

    private static StoredObject storedObject(JsonNode json) {
        return new StoredObject(
                oneOf(StoredObject.Change.class, json.at("change")),
                string(json.at("bucket")),
                string(json.at("key")),
                longOrNull(json.atOrNull("size")),
                stringOrNull(json, "etag"),
                stringOrNull(json, "version"),
                stringOrNull(json, "contentType"),
                stringOrNull(json, "sequencer"));
    }

    private static void write(JsonWriter json, Message message) {
        bytes(json, "body", message.body());
        text(json, "contentType", message.contentType());
        json.name("attributes").beginObject();
        for (Map.Entry<String, Bytes> attribute : message.attributes().entrySet()) {
            bytes(json, attribute.getKey(), attribute.getValue());
        }
        json.endObject();
        text(json, "id", message.id());
        text(json, "queue", message.queue());
        text(json, "group", message.group());
        number(json, "deliveryCount", message.deliveryCount());
        instant(json, "sentAt", message.sentAt());
    }

    private static Message message(JsonNode json) {
        Map<String, Bytes> attributes = new LinkedHashMap<>();
        for (JsonNode attribute : object(json.at("attributes"))) {
            attributes.put(attribute.name(), bytes(attribute));
        }
        Long deliveryCount = longOrNull(json.atOrNull("deliveryCount"));
        if (deliveryCount != null && deliveryCount.intValue() != deliveryCount) {
            throw json.at("deliveryCount").malformed("expected a whole number of 32 bits, found another number");
        }
        return new Message(
                bytes(json.at("body")),
                stringOrNull(json, "contentType"),
                attributes,
                stringOrNull(json, "id"),
                stringOrNull(json, "queue"),
                stringOrNull(json, "group"),
                deliveryCount == null ? null : (Integer) deliveryCount.intValue(),
                instantOrNull(json.atOrNull("sentAt")));
    }

    private static void write(JsonWriter json, StreamRecord record) {
        bytes(json, "data", record.data());
        bytes(json, "key", record.key());
        text(json, "partition", record.partition());
        text(json, "position", record.position());
        text(json, "stream", record.stream());
        instant(json, "arrivedAt", record.arrivedAt());
        json.name("headers").beginArray();
        for (StreamRecord.Header header : record.headers()) {
            json.beginObject();
            text(json, "name", header.name());
            bytes(json, "value", header.value());
            json.endObject();
        }
        json.endArray();
    }

    private static StreamRecord streamRecord(JsonNode json) {
        List<StreamRecord.Header> headers = new ArrayList<>();
        for (JsonNode header : array(json.at("headers"))) {
            headers.add(new StreamRecord.Header(string(header.at("name")), bytesOrNull(header.atOrNull("value"))));
        }
        return new StreamRecord(
                bytesOrNull(json.atOrNull("data")),
                bytesOrNull(json.atOrNull("key")),
                stringOrNull(json, "partition"),
                stringOrNull(json, "position"),
                stringOrNull(json, "stream"),
                instantOrNull(json.atOrNull("arrivedAt")),
                headers);
    }

    private static void write(JsonWriter json, DocumentChange change) {
        text(json, "operation", change.operation().name());
        text(json, "table", change.table());
        document(json, "keys", change.keys());
        document(json, "before", change.before());
        document(json, "after", change.after());
    }

    private static DocumentChange documentChange(JsonNode json) {
        JsonNode keys = json.atOrNull("keys");
        return new DocumentChange(
                oneOf(DocumentChange.Operation.class, json.at("operation")),
                stringOrNull(json, "table"),
                keys == null ? null : members(object(keys)),
                documentOrNull(json.atOrNull("before")),
                documentOrNull(json.atOrNull("after")));
    }

    private static void write(JsonWriter json, HttpRequest request) {
        text(json, "method", request.method());
        text(json, "path", request.path());
        text(json, "rawQuery", request.rawQuery());
        document(json, "query", request.query());
        document(json, "headers", request.headers());
        document(json, "cookies", request.cookies());
        bytes(json, "body", request.body());
        text(json, "scheme", request.scheme());
        text(json, "host", request.host());
        text(json, "clientAddress", request.clientAddress());
    }

    private static HttpRequest httpRequest(JsonNode json) {
        return new HttpRequest(
                string(json.at("method")),
                string(json.at("path")),
                stringOrNull(json, "rawQuery"),
                values(json.at("query")),
                values(json.at("headers")),
                strings(json.at("cookies")),
                bytesOrNull(json.atOrNull("body")),
                stringOrNull(json, "scheme"),
                stringOrNull(json, "host"),
                stringOrNull(json, "clientAddress"));
    }

    private static void write(JsonWriter json, TimerFired timer) {
        text(json, "schedule", timer.schedule());
        instant(json, "scheduledFor", timer.scheduledFor());
        if (timer.late() != null) {
            json.name("late").bool(timer.late());
        }
    }

    private static TimerFired timerFired(JsonNode json) {
        JsonNode late = json.atOrNull("late");
        if (late != null && !late.isBoolean()) {
            throw late.malformed("expected true or false, found another type");
        }
        return new TimerFired(
                stringOrNull(json, "schedule"),
                instantOrNull(json.atOrNull("scheduledFor")),
                late == null ? null : (Boolean) late.isTrue());
    }

    private static void write(JsonWriter json, Opaque opaque) {
        bytes(json, "bytes", opaque.bytes());
        text(json, "contentType", opaque.contentType());
    }

    private static Opaque opaque(JsonNode json) {
        return new Opaque(bytes(json.at("bytes")), stringOrNull(json, "contentType"));
    }

    private static void text(JsonWriter json, String name, @Nullable String value) {
        if (value != null) {
            json.name(name).text(value);
        }
    }

    private static @Nullable String stringOrNull(JsonNode json, String name) {
        JsonNode value = json.atOrNull(name);
        return value == null ? null : string(value);
    }

    private static String string(JsonNode value) {
        return value.string();
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, JsonNode value) {
        try {
            return Enum.valueOf(type, value.string());
        } catch (IllegalArgumentException e) {
            throw value.malformed("expected a value of " + type.getSimpleName() + ", found other text");
        }
    }

    private static void number(JsonWriter json, String name, @Nullable Number value) {
        if (value != null) {
            json.name(name).number(value.longValue());
        }
    }

    private static @Nullable Long longOrNull(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        try {
            return Long.valueOf(value.literal());
        } catch (NumberFormatException e) {
            throw value.malformed("expected a whole number of 64 bits, found something else");
        }
    }

    private static void instant(JsonWriter json, String name, @Nullable Instant value) {
        if (value == null) {
            return;
        }
        if (!Times.isWithinYears(value)) {
            throw new IllegalArgumentException(name + ": expected a year from 0 to 9999");
        }
        json.name(name).time(new Time(value.getEpochSecond(), value.getNano(), 0));
    }

    private static @Nullable Instant instantOrNull(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        Instant instant = Numbers.instantOrNull(Times.rfc3339(value.string()));
        if (instant == null) {
            throw value.malformed("expected a time of RFC 3339, found other text");
        }
        return instant;
    }

    private static void bytes(JsonWriter json, String name, @Nullable Bytes value) {
        if (value == null) {
            return;
        }
        json.name(name);
        byte[] bytes = value.toArray();
        if (Text.isUtf8(bytes, 0, bytes.length)) {
            json.text(value.utf8());
        } else {
            json.beginObject().name("base64").base64(bytes).endObject();
        }
    }

    private static @Nullable Bytes bytesOrNull(@Nullable JsonNode value) {
        return value == null ? null : bytes(value);
    }

    private static Bytes bytes(JsonNode value) {
        return Bytes.wrap(value.isObject() ? value.at("base64").base64() : value.utf8());
    }

    private static void document(JsonWriter json, String name, @Nullable Object value) {
        if (value != null) {
            plain(json.name(name), value, Limits.STANDARD.depth());
        }
    }

    private static void plain(JsonWriter json, @Nullable Object value, int depth) {
        if (value == null) {
            json.nul();
        } else if (value instanceof String text) {
            json.text(text);
        } else if (value instanceof BigDecimal number) {
            json.literal(number.toString());
        } else if (value instanceof Boolean truth) {
            json.bool(truth);
        } else if (value instanceof List<?> list) {
            json.beginArray();
            for (Object element : list) {
                plain(json, element, deeper(depth));
            }
            json.endArray();
        } else if (value instanceof Map<?, ?> map) {
            json.beginObject();
            for (Map.Entry<?, ?> member : map.entrySet()) {
                plain(json.name(memberName(member.getKey())), member.getValue(), deeper(depth));
            }
            json.endObject();
        } else {
            throw new IllegalArgumentException("a document holds String, BigDecimal, Boolean, null, List and Map, not "
                    + value.getClass().getName());
        }
    }

    private static int deeper(int depth) {
        if (depth == 0) {
            throw new IllegalArgumentException(
                    "a document nests deeper than Limits.STANDARD allows, which is " + Limits.STANDARD.depth());
        }
        return depth - 1;
    }

    private static String memberName(@Nullable Object key) {
        if (key instanceof String name) {
            return name;
        }
        throw new IllegalArgumentException("the names of a document are Strings, not "
                + (key == null ? "null" : key.getClass().getName()));
    }

    @SuppressWarnings("unchecked") // an object is a map with text keys
    private static Map<String, @Nullable Object> members(JsonNode object) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(PlainJson.of(object));
    }

    private static @Nullable Object documentOrNull(@Nullable JsonNode value) {
        return value == null ? null : PlainJson.of(value);
    }

    private static Map<String, List<String>> values(JsonNode json) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (JsonNode member : object(json)) {
            values.put(member.name(), strings(member));
        }
        return values;
    }

    private static List<String> strings(JsonNode json) {
        List<String> strings = new ArrayList<>();
        for (JsonNode element : array(json)) {
            strings.add(string(element));
        }
        return strings;
    }

    private static JsonNode object(JsonNode value) {
        if (!value.isObject()) {
            throw value.malformed("expected an object, found another type");
        }
        return value;
    }

    private static JsonNode array(JsonNode value) {
        if (!value.isArray()) {
            throw value.malformed("expected an array, found another type");
        }
        return value;
    }
}
