package dev.portolan.gcp;

import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.JsonWriter;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The protobuf of Firestore and Datastore events as the JSON that protobuf defines for it, which is also what
 * first-generation functions receive.
 *
 * @see <a href="https://github.com/googleapis/google-cloudevents/blob/main/proto/google/events/cloud/firestore/v1/data.proto">DocumentEventData</a>
 * @see <a href="https://github.com/googleapis/google-cloudevents/blob/main/proto/google/events/cloud/datastore/v1/data.proto">EntityEventData</a>
 * @see <a href="https://protobuf.dev/programming-guides/json/">ProtoJSON</a>
 */
final class DocumentProtobuf {

    private static final long FIRST_SECOND = -62_135_596_800L;
    private static final long LAST_SECOND = 253_402_300_799L;

    private final JsonWriter json;
    private final boolean datastore;

    private DocumentProtobuf(JsonWriter json, boolean datastore) {
        this.json = json;
        this.datastore = datastore;
    }

    /** {@code {"value":{"name","fields"},"oldValue"}}. */
    static byte[] firestoreJson(byte[] protobuf) {
        JsonWriter json = new JsonWriter(protobuf.length * 2);
        new DocumentProtobuf(json, false).event(Protobuf.read(protobuf));
        return json.toBytes();
    }

    /** {@code {"value":{"entity":{"key","properties"}},"oldValue"}}. */
    static byte[] datastoreJson(byte[] protobuf) {
        JsonWriter json = new JsonWriter(protobuf.length * 2);
        new DocumentProtobuf(json, true).event(Protobuf.read(protobuf));
        return json.toBytes();
    }

    private void event(Protobuf event) {
        json.beginObject();
        document("value", event.message(1));
        document("oldValue", event.message(2));
        json.endObject();
    }

    private void document(String name, @Nullable Protobuf document) {
        if (document == null) {
            return;
        }
        json.name(name).beginObject();
        if (datastore) {
            Protobuf entity = document.message(1);
            if (entity != null) {
                json.name("entity");
                entity(entity);
            }
        } else {
            text("name", document, 1);
            values("fields", document, 2);
        }
        json.endObject();
    }

    private void entity(Protobuf entity) {
        json.beginObject();
        Protobuf key = entity.message(1);
        if (key != null) {
            json.name("key");
            key(key);
        }
        values("properties", entity, 3);
        json.endObject();
    }

    private void key(Protobuf key) {
        json.beginObject();
        if (key.has(2)) {
            json.name("path").beginArray();
            for (Protobuf element : key.messages(2)) {
                json.beginObject();
                text("kind", element, 1);
                switch (element.lastOf(2, 3)) {
                    case 2 -> json.name("id").text(Long.toString(element.integer(2)));
                    case 3 -> json.name("name").text(element.text(3));
                    default -> {}
                }
                json.endObject();
            }
            json.endArray();
        }
        json.endObject();
    }

    /** A map field: of entries with the same key the last counts. */
    private void values(String name, Protobuf holder, int field) {
        if (!holder.has(field)) {
            return;
        }
        Map<String, Protobuf> last = new LinkedHashMap<>();
        for (Protobuf entry : holder.messages(field)) {
            last.put(entry.text(1), entry);
        }
        json.name(name).beginObject();
        for (Map.Entry<String, Protobuf> entry : last.entrySet()) {
            json.name(entry.getKey()).beginObject();
            Protobuf value = entry.getValue().message(2);
            if (value != null) {
                value(value);
            }
            json.endObject();
        }
        json.endObject();
    }

    private void value(Protobuf value) {
        switch (value.lastOf(1, 2, 3, 5, 6, 8, 9, 10, 11, 17, 18)) {
            case 1 -> json.name("booleanValue").bool(value.integer(1) != 0);
            case 2 -> json.name("integerValue").text(Long.toString(value.integer(2)));
            case 3 -> {
                json.name("doubleValue");
                real(value.real(3));
            }
            case 5 -> reference(value);
            case 6 -> map(value);
            case 8 -> geoPoint(value.message(8));
            case 9 -> array(value.message(9));
            case 10 -> timestamp("timestampValue", value.message(10));
            case 11 -> json.name("nullValue").nul();
            case 17 -> json.name("stringValue").text(value.text(17));
            case 18 -> json.name(datastore ? "blobValue" : "bytesValue").base64(value.data(18));
            default -> {}
        }
    }

    private void reference(Protobuf value) {
        Protobuf key = datastore ? value.message(5) : null;
        if (key != null) {
            json.name("keyValue");
            key(key);
        } else {
            json.name("referenceValue").text(value.text(5));
        }
    }

    private void map(Protobuf value) {
        Protobuf inner = value.message(6);
        json.name(datastore ? "entityValue" : "mapValue");
        if (inner == null) {
            json.beginObject().endObject();
        } else if (datastore) {
            entity(inner);
        } else {
            json.beginObject();
            values("fields", inner, 1);
            json.endObject();
        }
    }

    private void geoPoint(@Nullable Protobuf point) {
        json.name("geoPointValue").beginObject();
        if (point != null && point.real(1) != 0) {
            json.name("latitude");
            real(point.real(1));
        }
        if (point != null && point.real(2) != 0) {
            json.name("longitude");
            real(point.real(2));
        }
        json.endObject();
    }

    private void array(@Nullable Protobuf array) {
        json.name("arrayValue").beginObject();
        if (array != null && array.has(1)) {
            json.name("values").beginArray();
            for (Protobuf value : array.messages(1)) {
                json.beginObject();
                value(value);
                json.endObject();
            }
            json.endArray();
        }
        json.endObject();
    }

    private void real(double number) {
        if (Double.isNaN(number)) {
            json.text("NaN");
        } else if (Double.isInfinite(number)) {
            json.text(number > 0 ? "Infinity" : "-Infinity");
        } else {
            json.literal(Doubles.text(number));
        }
    }

    private void text(String name, Protobuf holder, int field) {
        String text = holder.text(field);
        if (!text.isEmpty()) {
            json.name(name).text(text);
        }
    }

    private void timestamp(String name, @Nullable Protobuf timestamp) {
        if (timestamp != null) {
            json.name(name).text(rfc3339(timestamp.integer(1), timestamp.integer(2)));
        }
    }

    /** In UTC, with a fraction of 0, 3, 6 or 9 digits. */
    private static String rfc3339(long seconds, long nanos) {
        if (seconds < FIRST_SECOND || seconds > LAST_SECOND || nanos < 0 || nanos > 999_999_999) {
            throw new MalformedPayloadException(null, "", -1, "expected a timestamp of the years 1 to 9999");
        }
        LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, (int) nanos, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(30);
        digits(text, time.getYear(), 1000).append('-');
        digits(text, time.getMonthValue(), 10).append('-');
        digits(text, time.getDayOfMonth(), 10).append('T');
        digits(text, time.getHour(), 10).append(':');
        digits(text, time.getMinute(), 10).append(':');
        digits(text, time.getSecond(), 10);
        if (nanos % 1_000 != 0) {
            digits(text.append('.'), (int) nanos, 100_000_000);
        } else if (nanos % 1_000_000 != 0) {
            digits(text.append('.'), (int) nanos / 1_000, 100_000);
        } else if (nanos != 0) {
            digits(text.append('.'), (int) nanos / 1_000_000, 100);
        }
        return text.append('Z').toString();
    }

    private static StringBuilder digits(StringBuilder text, int number, int firstDigit) {
        for (int digit = firstDigit; digit > 0; digit /= 10) {
            text.append((char) ('0' + number / digit % 10));
        }
        return text;
    }
}
