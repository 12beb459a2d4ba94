package dev.portolan.aws;

import static dev.portolan.spi.Times.iso;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Attributes;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Numbers;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A notification from an SNS topic: the whole notification is the data, its message the body of the {@link Message}.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html">Using Lambda with Amazon SNS</a>
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/adapters/aws-sns.md">CloudEvents adapter</a>
 */
final class Sns extends Source<byte[]> {

    @Override
    public String kind() {
        return "aws:sns";
    }

    @Override
    public void map(JsonNode record, Draft event) {
        JsonNode sns = notification(record);
        String subscription = record.textOrNull(spelled(record, "EventSubscriptionArn"));
        String type = sns.textOrNull(spelled(sns, "Type"));
        event.id(sns.text(spelled(sns, "MessageId")))
                .source(subscription == null ? sns.text(spelled(sns, "TopicArn")) : subscription)
                .type("com.amazonaws.sns.", type == null ? "Notification" : type)
                .subject(sns.textOrNull(spelled(sns, "Subject")))
                .time(iso(sns.atOrNull(spelled(sns, "Timestamp"))))
                .dataJson(sns);
        event.trace(attribute(sns, "traceparent"), attribute(sns, "tracestate"));
    }

    /** The notification of a record; in a queue's message it stands alone. */
    static JsonNode notification(JsonNode record) {
        JsonNode sns = record.atOrNull(spelled(record, "Sns"));
        return sns == null ? record : sns;
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        JsonNode sns = notification(record);
        JsonNode message = sns.atOrNull(spelled(sns, "Message"));
        byte[] body = message == null ? new byte[0] : message.utf8();
        String topic = sns.textOrNull(spelled(sns, "TopicArn"));
        return new Message(
                Bytes.wrap(body),
                contentType(sns, body),
                attributes(sns),
                sns.text(spelled(sns, "MessageId")),
                topic == null ? null : Arns.lastPart(topic),
                null,
                null,
                Numbers.instantOrNull(iso(sns.atOrNull(spelled(sns, "Timestamp")))));
    }

    private static @Nullable String contentType(JsonNode sns, byte[] body) {
        String declared = attribute(sns, "content-type");
        if (declared != null && Attributes.isMediaType(declared)) {
            return declared;
        }
        return Json.isDocument(body, 0, body.length) ? "application/json" : body.length == 0 ? null : "text/plain";
    }

    private static Map<String, Bytes> attributes(JsonNode sns) {
        Map<String, Bytes> attributes = new LinkedHashMap<>();
        JsonNode all = sns.atOrNull(spelled(sns, "MessageAttributes"));
        if (all == null || !all.isObject()) {
            return attributes;
        }
        for (JsonNode attribute : all) {
            JsonNode value = attribute.atOrNull(spelled(attribute, "Value"));
            if (value != null && "Binary".equals(attribute.textOrNull(spelled(attribute, "Type")))) {
                attributes.put(attribute.name(), Bytes.wrap(value.base64()));
            } else if (value != null) {
                attributes.put(attribute.name(), Bytes.wrap(value.utf8()));
            }
        }
        return attributes;
    }

    /** A text attribute by its name in whatever case. */
    static @Nullable String attribute(JsonNode sns, String name) {
        JsonNode attributes = sns.atOrNull(spelled(sns, "MessageAttributes"));
        if (attributes == null || !attributes.isObject()) {
            return null;
        }
        for (JsonNode attribute : attributes) {
            if (attribute.isCalled(name) && !"Binary".equals(attribute.textOrNull(spelled(attribute, "Type")))) {
                return attribute.textOrNull(spelled(attribute, "Value"));
            }
        }
        return null;
    }

    /** The name as SNS writes it, or with a small first letter if only that is there. */
    static String spelled(JsonNode node, String name) {
        if (node.atOrNull(name) != null) {
            return name;
        }
        String small = Character.toLowerCase(name.charAt(0)) + name.substring(1);
        return node.atOrNull(small) == null ? name : small;
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        return AllOrNothing.answer(outcomes);
    }
}
