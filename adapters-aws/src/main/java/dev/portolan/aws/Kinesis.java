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
    private final boolean flat;

    // Of the record that was mapped last.
    private String lastArn = "";
    private String lastStream = "";

    Kinesis(Window window) {
        this(window, false);
    }

    /** @param flat whether the members of {@code kinesis} stand beside {@code eventID}, as EventBridge Pipes puts them */
    Kinesis(Window window, boolean flat) {
        this.window = window;
        this.flat = flat;
    }

    @Override
    public String kind() {
        return "aws:kinesis";
    }

    @Override
    public void map(JsonNode record, Draft event) {
        JsonNode kinesis = kinesis(record);
        event.id(record.text("eventID"))
                .source(stream(record))
                .type("com.amazonaws.kinesis.Record")
                .time(seconds(kinesis.atOrNull("approximateArrivalTimestamp")))
                .extension("partitionkey", kinesis.textOrNull("partitionKey"))
                .dataBase64(kinesis.atOrNull("data"), null);
    }

    private JsonNode kinesis(JsonNode record) {
        return flat ? record : record.at("kinesis");
    }

    /** The stream, most times that of the record before. */
    private String stream(JsonNode record) {
        String arn = record.text("eventSourceARN");
        if (!arn.equals(lastArn)) {
            lastArn = arn;
            lastStream = streamIn(arn);
        }
        return lastStream;
    }

    /** The stream's ARN: readers with enhanced fan-out send their own, which goes on after it. */
    private static String streamIn(String arn) {
        int consumer = arn.indexOf("/consumer/");
        return consumer < 0 ? arn : arn.substring(0, consumer);
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        JsonNode kinesis = kinesis(record);
        byte[] data = event.data();
        String key = kinesis.textOrNull("partitionKey");
        String id = record.text("eventID");
        String stream = streamIn(record.text("eventSourceARN"));
        return new StreamRecord(
                data == null ? null : Bytes.wrap(data),
                key == null ? null : Bytes.utf8(key),
                id.substring(0, Math.max(0, id.lastIndexOf(':'))),
                kinesis.textOrNull("sequenceNumber"),
                stream.substring(stream.indexOf('/') + 1),
                Numbers.instantOrNull(seconds(kinesis.atOrNull("approximateArrivalTimestamp"))),
                List.of());
    }

    @Override
    public Order order() {
        return Order.ALL;
    }

    @Override
    public String acknowledgement(JsonNode record) {
        return kinesis(record).text("sequenceNumber");
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        return window.answer(outcomes);
    }
}
