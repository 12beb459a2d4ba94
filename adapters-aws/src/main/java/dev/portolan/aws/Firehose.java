package dev.portolan.aws;

import static dev.portolan.spi.Times.millis;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.Bytes;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.TypedData;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Numbers;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that Firehose wants transformed, from a direct put, a Kinesis stream or an MSK topic.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html">Data transformation</a>
 */
final class Firehose extends Source<byte[]> {

    private static final String STREAM = ":deliverystream/";

    private final String arn;
    private final Transformation transformation;

    Firehose(JsonNode payload) {
        arn = payload.text("deliveryStreamArn");
        transformation = new Transformation(payload.at("records"));
    }

    @Override
    public String kind() {
        return "aws:firehose";
    }

    @Override
    public Exchange exchange() {
        return Exchange.EACH;
    }

    @Override
    public void map(JsonNode record, Draft event) {
        event.id(record.text("recordId"))
                .source(arn)
                .type("com.amazonaws.firehose.Record")
                .time(millis(record.atOrNull("approximateArrivalTimestamp")))
                .extension("partitionkey", record.textOrNull("kinesisRecordMetadata", "partitionKey"))
                .dataBase64(record.atOrNull(Transformation.dataName(record)), null);
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        byte[] data = event.data();
        String key = record.textOrNull("kinesisRecordMetadata", "partitionKey");
        String shard = record.textOrNull("kinesisRecordMetadata", "shardId");
        String sequenceNumber = record.textOrNull("kinesisRecordMetadata", "sequenceNumber");
        return new StreamRecord(
                data == null ? null : Bytes.wrap(data),
                key == null ? null : Bytes.utf8(key),
                shard == null ? scalar(record.atOrNull("mskRecordMetadata", "partitionId")) : shard,
                sequenceNumber == null ? scalar(record.atOrNull("mskRecordMetadata", "offset")) : sequenceNumber,
                arn.contains(STREAM) ? arn.substring(arn.indexOf(STREAM) + STREAM.length()) : null,
                Numbers.instantOrNull(millis(record.atOrNull("approximateArrivalTimestamp"))),
                List.of());
    }

    private static @Nullable String scalar(@Nullable JsonNode node) {
        return node == null ? null : node.isString() ? node.string() : node.isNumber() ? node.literal() : null;
    }

    @Override
    public String acknowledgement(JsonNode record) {
        return record.text("recordId");
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        return transformation.answer(outcomes);
    }
}
