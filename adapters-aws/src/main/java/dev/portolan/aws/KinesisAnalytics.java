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
 * A record that a Kinesis Data Analytics application wants preprocessed.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesisanalytics/latest/dev/lambda-preprocessing-data-model.html">Preprocessing
 *     data model</a>
 */
final class KinesisAnalytics extends Source<byte[]> {

    private static final String METADATA = "kinesisStreamRecordMetadata";

    private final String application;
    private final @Nullable String stream;
    private final Transformation transformation;

    KinesisAnalytics(JsonNode payload) {
        application = payload.text("applicationArn");
        String arn = payload.textOrNull("streamArn");
        stream = arn == null ? null : arn.substring(arn.indexOf('/') + 1);
        transformation = new Transformation(payload.at("records"));
    }

    @Override
    public String kind() {
        return "aws:kinesis-analytics";
    }

    @Override
    public Exchange exchange() {
        return Exchange.EACH;
    }

    @Override
    public void map(JsonNode record, Draft event) {
        event.id(record.text("recordId"))
                .source(application)
                .type("com.amazonaws.kinesisanalytics.Record")
                .dataBase64(record.atOrNull("data"), null);
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        byte[] data = event.data();
        String key = record.textOrNull(METADATA, "partitionKey");
        return new StreamRecord(
                data == null ? null : Bytes.wrap(data),
                key == null ? null : Bytes.utf8(key),
                record.textOrNull(METADATA, "shardId"),
                record.textOrNull(METADATA, "sequenceNumber"),
                stream,
                Numbers.instantOrNull(millis(record.atOrNull(METADATA, "approximateArrivalTimestamp"))),
                List.of());
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
