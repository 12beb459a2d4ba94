package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.StreamRecord;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Events of one partition of an event hub, handed over as a batch.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs-trigger">Event Hubs trigger</a>
 */
final class EventHubs extends Format<StreamRecord> {

    EventHubs() {
        super("azure:eventhubs", StreamRecord.class);
    }

    /** Headers are properties, of which a name has one value; every event has a position that is a number. */
    @Override
    StreamRecord told(StreamRecord record, Seed seed) {
        Bytes key = record.key();
        require(key == null || Texts.isUtf8(key), "a key that is no text");
        Map<String, StreamRecord.Header> headers = new LinkedHashMap<>();
        for (StreamRecord.Header header : record.headers()) {
            if (header.value() != null) {
                require(Texts.isUtf8(header.value()), "a property that is no text");
                headers.put(header.name(), header);
            }
        }
        return new StreamRecord(
                record.data() == null ? Bytes.EMPTY : record.data(),
                key == null || key.isEmpty() ? null : key,
                Texts.or(record.partition(), "0"),
                Texts.isDecimal(record.position()) ? record.position() : seed.position(),
                Texts.or(record.stream(), "clicks"),
                Times.or(record.arrivedAt(), seed, ChronoUnit.MILLIS),
                new ArrayList<>(headers.values()));
    }

    @Override
    byte[] payload(List<Sent<StreamRecord>> sent) {
        List<StreamRecord> records = new ArrayList<>();
        sent.forEach(one -> records.add(one.data()));
        StreamRecord first = records.get(0);
        require(
                records.stream()
                        .allMatch(record -> Objects.equals(record.stream(), first.stream())
                                && Objects.equals(record.partition(), first.partition())),
                "several hubs or partitions in one batch");
        Doc metadata = new Doc()
                .with(
                        "PartitionContext",
                        new Doc()
                                .with("FullyQualifiedNamespace", Azure.NAMESPACE)
                                .with("EventHubName", first.stream())
                                .with("ConsumerGroup", "$Default")
                                .with("PartitionId", first.partition())
                                .with("IsCheckpointingAfterInvocation", false))
                .with("PartitionKeyArray", Azure.column(records, EventHubs::key))
                .with("OffsetArray", Azure.column(records, EventHubs::offset))
                .with("SequenceNumberArray", Azure.column(records, EventHubs::sequenceNumber))
                .with("EnqueuedTimeUtcArray", Doc.text(Doc.array(records, EventHubs::enqueued)))
                .with("PropertiesArray", Doc.array(records, EventHubs::properties))
                .with("SystemPropertiesArray", Doc.array(records, EventHubs::systemProperties));
        Doc binding = new Doc()
                .with("name", "events")
                .with("type", "eventHubTrigger")
                .with("direction", "in")
                .with("cardinality", "many")
                .with("dataType", "binary")
                .with("eventHubName", first.stream())
                .with("connection", "Hub");
        List<Object> payload = new ArrayList<>();
        records.forEach(record -> payload.add(Azure.binary(Objects.requireNonNull(record.data()))));
        return Azure.description("eventHubTrigger", payload, metadata, binding).bytes();
    }

    private static @org.jspecify.annotations.Nullable String key(StreamRecord record) {
        return record.key() == null ? null : record.key().utf8();
    }

    private static String offset(StreamRecord record) {
        return Long.toString(sequenceNumber(record) * 64 % 1_000_000_007);
    }

    private static long sequenceNumber(StreamRecord record) {
        return Long.parseLong(String.valueOf(record.position()));
    }

    private static String enqueued(StreamRecord record) {
        return Times.withoutZone(Objects.requireNonNull(record.arrivedAt()));
    }

    private static Doc properties(StreamRecord record) {
        Doc properties = new Doc();
        record.headers()
                .forEach(header -> properties.with(
                        header.name(), Objects.requireNonNull(header.value()).utf8()));
        return properties;
    }

    private static Doc systemProperties(StreamRecord record) {
        return new Doc()
                .with("SequenceNumber", sequenceNumber(record))
                .with("Offset", offset(record))
                .with("PartitionKey", key(record))
                .with("EnqueuedTimeUtc", enqueued(record));
    }
}
