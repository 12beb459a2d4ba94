package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.StreamRecord;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * Records of a Kinesis stream that Firehose, or a Kinesis Data Analytics application, wants transformed.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html">Data transformation</a>
 * @see <a href="https://docs.aws.amazon.com/kinesisanalytics/latest/dev/lambda-preprocessing-data-model.html">Preprocessing
 *     data model</a>
 */
final class Transformation extends Format<StreamRecord> {

    private final boolean isFirehose;

    private Transformation(String source, boolean isFirehose) {
        super(source, StreamRecord.class);
        this.isFirehose = isFirehose;
    }

    static Transformation ofFirehose() {
        return new Transformation("aws:firehose", true);
    }

    static Transformation ofAnalytics() {
        return new Transformation("aws:kinesis-analytics", false);
    }

    /** There are no headers. */
    @Override
    StreamRecord told(StreamRecord record, Seed seed) {
        Bytes key = record.key();
        require(key == null || Texts.isUtf8(key), "a key that is no text");
        return new StreamRecord(
                record.data() == null ? Bytes.EMPTY : record.data(),
                key == null || key.isEmpty() ? null : key,
                Texts.or(record.partition(), "shardId-000000000000"),
                Texts.or(record.position(), "4959033827149025660855969253836157109592157598913" + seed.position()),
                Texts.or(record.stream(), "clicks"),
                Times.or(record.arrivedAt(), seed, ChronoUnit.MILLIS),
                List.of());
    }

    @Override
    byte[] payload(List<Sent<StreamRecord>> records) {
        Sent<StreamRecord> first = records.get(0);
        String stream = first.data().stream();
        require(
                records.stream().allMatch(sent -> Objects.equals(sent.data().stream(), stream)),
                "several streams in one batch");
        Doc payload = new Doc().with("invocationId", first.seed().uuid("invocation"));
        if (isFirehose) {
            payload.with("deliveryStreamArn", Aws.arn("firehose", "deliverystream/" + stream))
                    .with("sourceKinesisStreamArn", Aws.arn("kinesis", "stream/" + stream + "-in"))
                    .with("region", Aws.REGION);
        } else {
            payload.with("applicationArn", Aws.arn("kinesisanalytics", "application/demo"))
                    .with("streamArn", Aws.arn("kinesis", "stream/" + stream));
        }
        return payload.with("records", Doc.array(records, this::record)).bytes();
    }

    private Doc record(Sent<StreamRecord> sent) {
        StreamRecord record = sent.data();
        long arrivedAt = Objects.requireNonNull(record.arrivedAt()).toEpochMilli();
        Doc metadata = new Doc()
                .with("sequenceNumber", record.position())
                .with("partitionKey", record.key() == null ? null : record.key().utf8())
                .with("shardId", record.partition())
                .with("approximateArrivalTimestamp", arrivedAt);
        Doc whole = new Doc()
                .with("recordId", sent.seed().uuid("record"))
                .with("data", Objects.requireNonNull(record.data()).toArray());
        return isFirehose
                ? whole.with("approximateArrivalTimestamp", arrivedAt)
                        .with("kinesisRecordMetadata", metadata.with("subsequenceNumber", "0"))
                : whole.with("kinesisStreamRecordMetadata", metadata);
    }
}
