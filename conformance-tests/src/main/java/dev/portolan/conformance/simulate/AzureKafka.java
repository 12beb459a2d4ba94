package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.StreamRecord;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records of a Kafka topic, handed over as a batch of bytes.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-kafka-trigger">Kafka trigger</a>
 */
final class AzureKafka extends Format<StreamRecord> {

    AzureKafka() {
        super("azure:kafka", StreamRecord.class);
    }

    /** Keys are texts, and a tombstone is handed over as no bytes. */
    @Override
    StreamRecord told(StreamRecord record, Seed seed) {
        Bytes key = record.key();
        require(key == null || Texts.isUtf8(key), "a key that is no text");
        return new StreamRecord(
                record.data() == null ? Bytes.EMPTY : record.data(),
                key == null || key.isEmpty() ? null : key,
                Texts.isDecimal(record.partition()) ? record.partition() : "0",
                Texts.isDecimal(record.position()) ? record.position() : seed.position(),
                Texts.or(record.stream(), "clicks"),
                Times.or(record.arrivedAt(), seed, ChronoUnit.MILLIS),
                record.headers());
    }

    @Override
    byte[] payload(List<Sent<StreamRecord>> sent) {
        List<StreamRecord> records = new ArrayList<>();
        sent.forEach(one -> records.add(one.data()));
        Doc metadata = new Doc()
                .with(
                        "KeyArray",
                        Doc.array(
                                records,
                                record -> record.key() == null
                                        ? null
                                        : record.key().utf8()))
                .with("PartitionArray", Doc.array(records, record -> number(record.partition())))
                .with("TopicArray", Doc.array(records, StreamRecord::stream))
                .with("TimestampArray", Doc.array(records, AzureKafka::timestamp))
                .with("OffsetArray", Doc.array(records, record -> number(record.position())))
                .with("HeadersArray", Doc.array(records, record -> Doc.array(record.headers(), AzureKafka::header)));
        Doc binding = new Doc()
                .with("name", "event")
                .with("type", "kafkaTrigger")
                .with("direction", "in")
                .with("dataType", "binary")
                .with("cardinality", "many")
                .with("topic", records.get(0).stream())
                .with("brokerList", "broker-1.example.com:9092")
                .with("consumerGroup", "$Default");
        List<@Nullable Object> payload =
                Doc.array(records, record -> Azure.binary(Objects.requireNonNull(record.data())));
        return Azure.description("kafkaTrigger", payload, metadata, binding).bytes();
    }

    private static long number(@Nullable String decimal) {
        return Long.parseLong(String.valueOf(decimal));
    }

    private static String timestamp(StreamRecord record) {
        return Times.milliseconds(Objects.requireNonNull(record.arrivedAt()));
    }

    private static Doc header(StreamRecord.Header header) {
        return new Doc()
                .with("Key", header.name())
                .withNull(
                        "Value", header.value() == null ? null : header.value().toArray());
    }
}
