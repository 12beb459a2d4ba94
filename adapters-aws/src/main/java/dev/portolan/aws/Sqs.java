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
 * A message from an SQS queue: the producer's body is the data.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with Amazon SQS</a>
 */
final class Sqs extends Source<byte[]> {

    private final boolean fifo;

    /** @param queue the queue's ARN; null where no record has one */
    Sqs(@Nullable String queue) {
        // Not the message group tells: fair queues have groups and no order.
        fifo = queue != null && queue.endsWith(".fifo");
    }

    @Override
    public String kind() {
        return "aws:sqs";
    }

    @Override
    public void map(JsonNode record, Draft event) {
        JsonNode attributes = attributesOrNull(record);
        event.id(record.text("messageId"))
                .source(record.text("eventSourceARN"))
                .type("com.amazonaws.sqs.Message")
                .time(millis(record.atOrNull("attributes", "SentTimestamp")))
                .extension("partitionkey", record.textOrNull("attributes", "MessageGroupId"))
                .dataText(record.atOrNull("body"), attribute(attributes, "content-type"));
        Traces.add(
                event,
                attribute(attributes, "traceparent"),
                attribute(attributes, "tracestate"),
                record.textOrNull("attributes", "AWSTraceHeader"));
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        byte[] body = event.data();
        return new Message(
                body == null ? Bytes.EMPTY : Bytes.wrap(body),
                event.getDataContentType(),
                attributes(record),
                record.text("messageId"),
                Arns.lastPart(record.text("eventSourceARN")),
                record.textOrNull("attributes", "MessageGroupId"),
                Numbers.intOrNull(record.atOrNull("attributes", "ApproximateReceiveCount")),
                Numbers.instantOrNull(millis(record.atOrNull("attributes", "SentTimestamp"))));
    }

    @Override
    public Order order() {
        return fifo ? Order.BY_GROUP : Order.NONE;
    }

    @Override
    public @Nullable String group(JsonNode record) {
        return record.textOrNull("attributes", "MessageGroupId");
    }

    @Override
    public String acknowledgement(JsonNode record) {
        return record.text("messageId");
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        return PartialBatch.answer(outcomes);
    }

    /** What the producer said beside the body; null if nothing, as mostly. */
    static @Nullable JsonNode attributesOrNull(JsonNode record) {
        return record.hasMembers("messageAttributes") ? record.at("messageAttributes") : null;
    }

    /** The one of these attributes that has this name, in whatever case, and the type String. */
    static @Nullable String attribute(@Nullable JsonNode attributes, String name) {
        if (attributes == null) {
            return null;
        }
        for (JsonNode attribute : attributes) {
            if (attribute.isCalled(name)
                    && attribute.isObject()
                    && startsWith(attribute.textOrNull("dataType"), "String")) {
                return attribute.textOrNull("stringValue");
            }
        }
        return null;
    }

    private static Map<String, Bytes> attributes(JsonNode record) {
        Map<String, Bytes> attributes = new LinkedHashMap<>();
        JsonNode all = attributesOrNull(record);
        if (all == null) {
            return attributes;
        }
        for (JsonNode attribute : all) {
            if (!attribute.isObject()) {
                continue;
            }
            if (startsWith(attribute.textOrNull("dataType"), "Binary")) {
                JsonNode value = attribute.atOrNull("binaryValue");
                if (value != null) {
                    attributes.put(attribute.name(), Bytes.wrap(value.base64()));
                }
            } else {
                JsonNode value = attribute.atOrNull("stringValue");
                if (value != null && value.isString()) {
                    attributes.put(attribute.name(), Bytes.utf8(value.string()));
                }
            }
        }
        return attributes;
    }

    private static boolean startsWith(@Nullable String text, String prefix) {
        return text != null && text.startsWith(prefix);
    }
}
