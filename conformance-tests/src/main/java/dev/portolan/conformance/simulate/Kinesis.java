package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.StreamRecord;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * Records of a Kinesis stream.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html">Using Lambda with Kinesis</a>
 */
final class Kinesis extends Format<StreamRecord> {

    Kinesis() {
        super("aws:kinesis", StreamRecord.class);
    }

    /** There are no headers, and every record has data and a partition key. */
    @Override
    StreamRecord told(StreamRecord record, Seed seed) {
        Bytes key = record.key() == null || record.key().isEmpty() ? Bytes.utf8(seed.hex("key", 8)) : record.key();
        require(Texts.isUtf8(key), "a key that is no text");
        return new StreamRecord(
                record.data() == null ? Bytes.EMPTY : record.data(),
                key,
                Texts.or(record.partition(), "shardId-000000000000"),
                Texts.or(record.position(), "4959033827149025660855969253836157109592157598913" + seed.position()),
                Texts.or(record.stream(), "clicks"),
                Times.or(record.arrivedAt(), seed, ChronoUnit.MILLIS),
                List.of());
    }

    @Override
    byte[] payload(List<Sent<StreamRecord>> records) {
        return new Doc()
                .with("Records", Doc.array(records, sent -> record(sent.data())))
                .bytes();
    }

    private static Doc record(StreamRecord record) {
        return addOrigin(record, new Doc().with("kinesis", addContent(record, new Doc())));
    }

    /** The record as EventBridge Pipes sends it: content and origin in one object. */
    static Doc flat(Sent<StreamRecord> sent) {
        return addOrigin(sent.data(), addContent(sent.data(), new Doc()));
    }

    private static Doc addContent(StreamRecord record, Doc content) {
        long arrivedAt = Objects.requireNonNull(record.arrivedAt()).toEpochMilli();
        return content.with("kinesisSchemaVersion", "1.0")
                .with("partitionKey", Objects.requireNonNull(record.key()).utf8())
                .with("sequenceNumber", record.position())
                .with("data", Objects.requireNonNull(record.data()).toArray())
                .with("approximateArrivalTimestamp", BigDecimal.valueOf(arrivedAt, 3));
    }

    private static Doc addOrigin(StreamRecord record, Doc whole) {
        return whole.with("eventSource", "aws:kinesis")
                .with("eventVersion", "1.0")
                .with("eventID", record.partition() + ":" + record.position())
                .with("eventName", "aws:kinesis:record")
                .with("invokeIdentityArn", "arn:aws:iam::" + Aws.ACCOUNT + ":role/lambda")
                .with("awsRegion", Aws.REGION)
                .with("eventSourceARN", Aws.arn("kinesis", "stream/" + record.stream()));
    }
}
