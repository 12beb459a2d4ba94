package dev.portolan.data;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record of an ordered log: Kinesis, Firehose, Kafka, Event Hubs.
 *
 * @param data the producer's bytes, decoded once, which {@link Bytes#jsonAs} binds; null for a Kafka tombstone
 * @param key the partition key's bytes (UTF-8 where the platform has text)
 * @param partition the shard or partition
 * @param position the sequence number or offset in the partition, a decimal text; longer than a {@code long} on Kinesis
 * @param stream the stream's, topic's or hub's short name
 * @param arrivedAt when the log took the record
 * @param headers the record's headers in their order; a name may repeat
 */
public record StreamRecord(
        @Nullable Bytes data,
        @Nullable Bytes key,
        @Nullable String partition,
        @Nullable String position,
        @Nullable String stream,
        @Nullable Instant arrivedAt,
        List<Header> headers)
        implements TypedData {

    /** One header of a record; {@code value} is null where the producer wrote null. */
    public record Header(String name, @Nullable Bytes value) {

        public Header {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public String toString() {
            return "Header";
        }
    }

    public StreamRecord {
        headers = List.copyOf(headers);
    }

    @Override
    public String toString() {
        return "StreamRecord[" + (data == null ? "no data" : data.size() + " bytes") + "]";
    }
}
