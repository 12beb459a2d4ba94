package dev.portolan.aws;

import static dev.portolan.spi.Times.millis;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import dev.portolan.data.TypedData;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Numbers;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message from an ActiveMQ broker: the producer's bytes are the data.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html">Using Lambda with Amazon MQ</a>
 */
final class ActiveMq extends Source<byte[]> {

    private final String broker;

    /** @param payload what names the broker: the payload, or a record of a pipe */
    ActiveMq(JsonNode payload) {
        broker = payload.text("eventSourceArn");
    }

    @Override
    public String kind() {
        return "aws:activemq";
    }

    @Override
    public void map(JsonNode message, Draft event) {
        event.id(message.text("messageID"))
                .source(broker)
                .type("com.amazonaws.mq.activemq.Message")
                .subject(queue(message))
                .time(millis(message.atOrNull("timestamp")))
                .dataBase64(message.atOrNull("data"), null);
        event.trace(message.textOrNull("properties", "traceparent"), message.textOrNull("properties", "tracestate"));
    }

    /** EventBridge Pipes spells the name in small letters. */
    private static @Nullable String queue(JsonNode message) {
        String name = message.textOrNull("destination", "physicalName");
        return name == null ? message.textOrNull("destination", "physicalname") : name;
    }

    @Override
    public TypedData typedData(JsonNode message, Event event) {
        byte[] body = event.data();
        return new Message(
                body == null ? Bytes.EMPTY : Bytes.wrap(body),
                event.getDataContentType(),
                properties(message),
                message.text("messageID"),
                queue(message),
                null,
                null,
                Numbers.instantOrNull(millis(message.atOrNull("timestamp"))));
    }

    private static Map<String, Bytes> properties(JsonNode message) {
        Map<String, Bytes> properties = new LinkedHashMap<>();
        JsonNode all = message.atOrNull("properties");
        if (all == null || !all.isObject()) {
            return properties;
        }
        for (JsonNode property : all) {
            if (property.isString()) {
                properties.put(property.name(), Bytes.wrap(property.utf8()));
            } else if (property.isNumber() || property.isBoolean()) {
                properties.put(property.name(), Bytes.utf8(property.literal()));
            }
        }
        return properties;
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        return AllOrNothing.answer(outcomes);
    }
}
