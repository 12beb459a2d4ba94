package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.Bytes;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.StreamRecord.Header;
import dev.portolan.data.TypedData;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Numbers;
import dev.portolan.spi.Time;
import dev.portolan.wire.BinaryAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record: the producer's value is the data.
 *
 * <p>Bound as bytes the value comes by itself and the metadata describes it; bound as text an envelope has both, and only
 * there a tombstone can be told from an empty value.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-kafka-trigger">Apache Kafka trigger</a>
 */
final class Kafka extends Carrier {

    private static final Fields FIELDS = new Fields(
            "Offset",
            List.of(),
            List.of("Topic", "Key"),
            List.of("Partition", "Offset", "Timestamp", "Headers"),
            List.of());

    private final Bindings binding;
    private final boolean envelopes;
    private final boolean batch;
    private final Order order;

    /** The key of the one record, where the worker tells it as bytes. */
    private final byte @Nullable [] key;

    Kafka(Bindings binding, AzurePayload payload, Order order) {
        this.binding = binding;
        this.envelopes = payload.text;
        this.batch = payload.batch;
        this.order = order;
        this.key = isBinaryKey() && !envelopes && !batch ? payload.metadataBytes("Key") : null;
    }

    @Override
    public String kind() {
        return "azure:kafka";
    }

    @Override
    Fields fields() {
        return FIELDS;
    }

    @Override
    byte[] records(AzurePayload payload) {
        return envelopes ? Records.ofEnvelopes(payload) : super.records(payload);
    }

    @Override
    byte[] body(JsonNode record, byte[] payload) {
        JsonNode value = envelopes ? record.atOrNull("metadata", "Value") : null;
        return value == null ? payload : Scalars.utf8(value);
    }

    @Override
    public Order order() {
        return order;
    }

    @Override
    public void map(JsonNode record, Draft event) {
        String topic = record.text("metadata", "Topic");
        event.id(topic + "-" + partition(record) + "@" + offset(record))
                .source(binding.source(Sources.of("kafka://", broker(), "/kafka", topic)))
                .type("com.microsoft.azure.kafka.Record")
                .time(timestamp(record))
                .extension("partitionkey", isBinaryKey() ? null : key(record));
        requireHeaders(record);
        event.trace(header(record, "traceparent"), header(record, "tracestate"));
        data(record, event);
    }

    private void data(JsonNode record, Draft event) {
        JsonNode value = record.atOrNull("metadata", "Value");
        if (!envelopes || (value != null && value.isString())) {
            event.dataBytes(body, declaredType(record));
        } else if (value != null) {
            event.dataJson(value);
        }
    }

    private static String partition(JsonNode record) {
        return Scalars.text(record.at("metadata", "Partition"));
    }

    private static String offset(JsonNode record) {
        return Scalars.text(record.at("metadata", "Offset"));
    }

    private static @Nullable String key(JsonNode record) {
        return Scalars.textOrNull(record.atOrNull("metadata", "Key"));
    }

    private boolean isBinaryKey() {
        return "binary".equalsIgnoreCase(binding.textOrNull("keyDataType"));
    }

    /** The epoch says that the record has no time. */
    private static @Nullable Time timestamp(JsonNode record) {
        Time time = Stamps.iso(record.atOrNull("metadata", "Timestamp"));
        return time == null || time.toInstant().equals(Instant.EPOCH) ? null : time;
    }

    /** The first broker by name, whatever the order in which they are listed. */
    private @Nullable String broker() {
        String list = binding.textOrNull("brokerList");
        String first = null;
        for (int start = 0; list != null && start < list.length(); ) {
            int comma = list.indexOf(',', start);
            int end = comma < 0 ? list.length() : comma;
            String broker = list.substring(start, end).strip();
            if (!broker.isEmpty() && (first == null || broker.compareTo(first) < 0)) {
                first = broker;
            }
            start = end + 1;
        }
        return first;
    }

    private static void requireHeaders(JsonNode record) {
        JsonNode headers = record.atOrNull("metadata", "Headers");
        if (headers == null || !headers.isArray()) {
            return;
        }
        for (JsonNode header : headers) {
            JsonNode value = header.atOrNull("Value");
            if (value != null && !value.isBase64()) {
                throw value.malformed("expected base64 text, found something else");
            }
        }
    }

    /** The last value of a header as UTF-8; null if there is none. */
    private static @Nullable String header(JsonNode record, String name) {
        String found = null;
        JsonNode headers = record.atOrNull("metadata", "Headers");
        if (headers == null || !headers.isArray()) {
            return null;
        }
        for (JsonNode header : headers) {
            JsonNode value = header.atOrNull("Value");
            if (value != null && name.equalsIgnoreCase(header.textOrNull("Key"))) {
                found = Bytes.wrap(value.base64()).utf8();
            }
        }
        return found;
    }

    @Override
    @Nullable
    String declaredType(JsonNode record) {
        return header(record, "content-type");
    }

    @Override
    String declaredTypeField() {
        return "Headers";
    }

    @Override
    boolean isBinaryCloudEvent(JsonNode record) {
        return header(record, "ce_specversion") != null;
    }

    @Override
    void readBinaryCloudEvent(JsonNode record, Draft event) {
        JsonNode headers = record.at("metadata", "Headers");
        BinaryAttributes attributes = new BinaryAttributes(event, headers, "ce_");
        for (JsonNode header : headers) {
            String name = header.textOrNull("Key");
            JsonNode value = header.atOrNull("Value");
            if (name != null && name.startsWith("ce_") && value != null) {
                attributes.add(name.substring(3), Bytes.wrap(value.base64()).utf8());
            }
        }
        attributes.complete(declaredType(record));
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        byte[] data = event.data();
        return new StreamRecord(
                data == null ? null : Bytes.wrap(data),
                keyBytes(record),
                partition(record),
                offset(record),
                record.text("metadata", "Topic"),
                Numbers.instantOrNull(timestamp(record)),
                headers(record));
    }

    /** A binary key is base64 where it comes as JSON, in an envelope or an array; by itself it comes as it is. */
    private @Nullable Bytes keyBytes(JsonNode record) {
        if (key != null) {
            return Bytes.wrap(key);
        }
        JsonNode told = record.atOrNull("metadata", "Key");
        if (told == null) {
            return null;
        }
        boolean base64 = isBinaryKey() && (envelopes || batch) && told.isBase64();
        return Bytes.wrap(base64 ? told.base64() : Scalars.utf8(told));
    }

    private static List<Header> headers(JsonNode record) {
        List<Header> headers = new ArrayList<>();
        JsonNode all = record.atOrNull("metadata", "Headers");
        if (all != null && all.isArray()) {
            for (JsonNode header : all) {
                JsonNode value = header.atOrNull("Value");
                String name = header.textOrNull("Key");
                headers.add(new Header(name == null ? "" : name, value == null ? null : Bytes.wrap(value.base64())));
            }
        }
        return headers;
    }
}
