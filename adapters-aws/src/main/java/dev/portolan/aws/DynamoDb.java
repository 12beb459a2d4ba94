package dev.portolan.aws;

import static dev.portolan.spi.Times.epoch;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.DocumentChange.Operation;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Attributes;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of a DynamoDB stream: an item was put, changed or deleted.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using Lambda with DynamoDB</a>
 */
final class DynamoDb extends Source<byte[]> {

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
        event.id(record.text("eventID"))
                .source(record.text("eventSourceARN"))
                .type("com.amazonaws.dynamodb.", record.text("eventName"))
                .subject(keys(record.atOrNull("dynamodb", "Keys")))
                .time(epoch(record.atOrNull("dynamodb", "ApproximateCreationDateTime")))
                .extension("authtype", isTimeToLive(record) ? "system" : null)
                .dataJson(record);
    }

    static boolean isTimeToLive(JsonNode record) {
        return "Service".equals(record.textOrNull("userIdentity", "type"))
                && "dynamodb.amazonaws.com".equals(record.textOrNull("userIdentity", "principalId"));
    }

    /** {@code name=value}, sorted by name, joined by {@code &}. */
    static @Nullable String keys(@Nullable JsonNode keys) {
        if (keys == null || !keys.isObject()) {
            return null;
        }
        List<String> names = new ArrayList<>(2);
        List<String> values = new ArrayList<>(2);
        for (JsonNode key : keys) {
            String name = key.name();
            int at = names.size();
            while (at > 0 && isBefore(name, names.get(at - 1))) {
                at--;
            }
            names.add(at, name);
            values.add(at, scalar(key));
        }
        StringBuilder subject = new StringBuilder(64);
        for (int i = 0; i < names.size(); i++) {
            subject.append(i == 0 ? "" : "&")
                    .append(escape(names.get(i)))
                    .append('=')
                    .append(escape(values.get(i)));
        }
        return subject.toString();
    }

    /** By code points, which {@link String#compareTo} does not compare beyond the basic plane. */
    private static boolean isBefore(String name, String other) {
        int length = Math.min(name.length(), other.length());
        for (int i = 0; i < length; i++) {
            if (name.charAt(i) != other.charAt(i)) {
                return name.codePointAt(i) < other.codePointAt(i);
            }
        }
        return name.length() < other.length();
    }

    private static String scalar(JsonNode key) {
        String text = key.textOrNull("S");
        String number = text == null ? key.textOrNull("N") : text;
        String binary = number == null ? key.textOrNull("B") : number;
        return binary == null ? "" : binary;
    }

    private static String escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '&' || c == '=' || c == '%' || c < ' ' || c > '~') {
                return Attributes.escape(text).replace("&", "%26").replace("=", "%3D");
            }
        }
        return text;
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
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
