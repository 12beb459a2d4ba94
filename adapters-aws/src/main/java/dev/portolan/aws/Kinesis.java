package dev.portolan.aws;

import static dev.portolan.spi.Times.seconds;

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

/**
 * A record of a Kinesis data stream: what the producer put is the data.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html">Using Lambda with Kinesis Data Streams</a>
 */
final class Kinesis extends Source<byte[]> {

    private final Window window;

    Kinesis(Window window) {
        this.window = window;
    }

    @Override
    public String kind() {
        return "aws:kinesis";
    }

    @Override
    public void map(JsonNode record, Draft event) {
        event.id(record.text("eventID"))
                .source(stream(record))
                .type("com.amazonaws.kinesis.Record")
                .time(seconds(record.atOrNull("kinesis", "approximateArrivalTimestamp")))
                .extension("partitionkey", record.textOrNull("kinesis", "partitionKey"))
                .dataBase64(record.atOrNull("kinesis", "data"), null);
    }

    /** The stream's ARN: readers with enhanced fan-out send their own, which goes on after it. */
    private static String stream(JsonNode record) {
        String arn = record.text("eventSourceARN");
        int consumer = arn.indexOf("/consumer/");
        return consumer < 0 ? arn : arn.substring(0, consumer);
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        byte[] data = event.data();
        String key = record.textOrNull("kinesis", "partitionKey");
        String id = record.text("eventID");
        String stream = stream(record);
        return new StreamRecord(
                data == null ? null : Bytes.wrap(data),
                key == null ? null : Bytes.utf8(key),
                id.substring(0, Math.max(0, id.lastIndexOf(':'))),
                record.textOrNull("kinesis", "sequenceNumber"),
                stream.substring(stream.indexOf('/') + 1),
                Numbers.instantOrNull(seconds(record.atOrNull("kinesis", "approximateArrivalTimestamp"))),
                List.of());
    }

    @Override
    public Order order() {
        return Order.ALL;
    }

    @Override
    public String acknowledgement(JsonNode record) {
        return record.text("kinesis", "sequenceNumber");
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        return window.answer(outcomes);
    }
}
