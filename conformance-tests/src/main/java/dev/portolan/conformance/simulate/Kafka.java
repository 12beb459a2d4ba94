package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.StreamRecord;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records of an MSK cluster, grouped by topic and partition.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html">Using Lambda with Amazon MSK</a>
 */
final class Kafka extends Format<StreamRecord> {

    Kafka() {
        super("aws:kafka", StreamRecord.class);
    }

    /** Everything is told; partition and position are numbers, and a header always has a value. */
    @Override
    StreamRecord told(StreamRecord record, Seed seed) {
        List<StreamRecord.Header> headers = new ArrayList<>(record.headers());
        headers.removeIf(header -> header.value() == null);
        return new StreamRecord(
                record.data(),
                record.key() == null || record.key().isEmpty() ? null : record.key(),
                Texts.isDecimal(record.partition()) ? record.partition() : "0",
                Texts.isDecimal(record.position()) ? record.position() : seed.position(),
                Texts.or(record.stream(), "clicks"),
                Times.or(record.arrivedAt(), seed, ChronoUnit.MILLIS),
                headers);
    }

    @Override
    byte[] payload(List<Sent<StreamRecord>> records) {
        Map<String, List<@Nullable Object>> partitions = new LinkedHashMap<>();
        for (Sent<StreamRecord> sent : records) {
            StreamRecord record = sent.data();
            partitions
                    .computeIfAbsent(record.stream() + "-" + record.partition(), name -> new ArrayList<>())
                    .add(record(record));
        }
        return new Doc()
                .with("eventSource", "aws:kafka")
                .with("eventSourceArn", Aws.arn("kafka", "cluster/demo/00000000-0000-0000-0000-000000000001-1"))
                .with("bootstrapServers", "b-1.demo.kafka.eu-west-1.amazonaws.com:9092")
                .with("records", partitions)
                .bytes();
    }

    private static Doc record(StreamRecord record) {
        return new Doc()
                .with("topic", record.stream())
                .with("partition", Long.parseLong(String.valueOf(record.partition())))
                .with("offset", Long.parseLong(String.valueOf(record.position())))
                .with("timestamp", Objects.requireNonNull(record.arrivedAt()).toEpochMilli())
                .with("timestampType", "CREATE_TIME")
                .with("key", record.key() == null ? null : record.key().toArray())
                .withNull("value", record.data() == null ? null : record.data().toArray())
                .with("headers", Doc.array(record.headers(), Kafka::header));
    }

    private static Doc header(StreamRecord.Header header) {
        return new Doc().with(header.name(), signed(Objects.requireNonNull(header.value())));
    }

    /** Bytes as the numbers that Java takes them for. */
    static List<Integer> signed(Bytes bytes) {
        List<Integer> numbers = new ArrayList<>();
        for (byte one : bytes.toArray()) {
            numbers.add((int) one);
        }
        return numbers;
    }
}
