package dev.portolan.aws;

import static dev.portolan.spi.Times.epoch;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.DocumentChange.Operation;
import dev.portolan.data.TypedData;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import org.jspecify.annotations.Nullable;

/**
 * A record of a DynamoDB stream: an item was put, changed or deleted.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using Lambda with DynamoDB</a>
 */
final class DynamoDb extends Source<byte[]> {

    private final KeyText keys = new KeyText();
    private final Window window;

    DynamoDb(Window window) {
        this.window = window;
    }

    @Override
    public String kind() {
        return "aws:dynamodb";
    }

    @Override
    public void map(JsonNode record, Draft event) {
        keys.describe(record.atOrNull("dynamodb", "Keys"), event);
        event.id(record.text("eventID"))
                .source(record.text("eventSourceARN"))
                .type("com.amazonaws.dynamodb.", record.text("eventName"))
                .time(epoch(record.atOrNull("dynamodb", "ApproximateCreationDateTime")))
                .extension("authtype", isTimeToLive(record) ? "system" : null)
                .dataJson(record);
    }

    static boolean isTimeToLive(JsonNode record) {
        return "Service".equals(record.textOrNull("userIdentity", "type"))
                && "dynamodb.amazonaws.com".equals(record.textOrNull("userIdentity", "principalId"));
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        return changed(record);
    }

    /** What a record says of an item. */
    static DocumentChange changed(JsonNode record) {
        return new DocumentChange(
                operation(record.text("eventName")),
                table(record.text("eventSourceARN")),
                AttributeValues.mapOrNull(record.atOrNull("dynamodb", "Keys")),
                AttributeValues.mapOrNull(record.atOrNull("dynamodb", "OldImage")),
                AttributeValues.mapOrNull(record.atOrNull("dynamodb", "NewImage")));
    }

    static Operation operation(String eventName) {
        return switch (eventName) {
            case "INSERT" -> Operation.INSERT;
            case "MODIFY" -> Operation.UPDATE;
            case "REMOVE" -> Operation.DELETE;
            default -> Operation.OTHER;
        };
    }

    /** Of {@code arn:aws:dynamodb:us-east-1:1:table/Orders/stream/2015-06-27T00:48:05.899}; a pipe may name only the table. */
    private static @Nullable String table(String arn) {
        int start = arn.indexOf(":table/") + ":table/".length();
        int end = arn.indexOf('/', start);
        return start < ":table/".length() ? null : arn.substring(start, end < 0 ? arn.length() : end);
    }

    @Override
    public Order order() {
        return Order.ALL;
    }

    @Override
    public @Nullable String acknowledgement(JsonNode record) {
        return record.textOrNull("dynamodb", "SequenceNumber");
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        return window.answer(outcomes);
    }
}
