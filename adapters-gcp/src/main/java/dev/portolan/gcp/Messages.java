package dev.portolan.gcp;

import static dev.portolan.spi.Times.iso;

import dev.portolan.Event;
import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages of Pub/Sub: {@code {"message":{…},"subscription":"…","deliveryAttempt":1}}.
 *
 * @see <a href="https://cloud.google.com/pubsub/docs/reference/rest/v1/PubsubMessage">PubsubMessage</a>
 */
final class Messages {

    private Messages() {}

    /** Null if the data holds no message. */
    static @Nullable Message of(Event event, JsonNode data) {
        JsonNode message = data.atOrNull("message");
        if (message == null || !message.isObject()) {
            return null;
        }
        JsonNode encoded = message.atOrNull("data");
        byte[] body = encoded == null ? new byte[0] : encoded.base64();
        Integer attempt = Numbers.intOrNull(data.atOrNull("deliveryAttempt"));
        return new Message(
                Bytes.wrap(body),
                GoogleTypes.contentType(body, contentType(message)),
                attributes(message),
                text(message, "messageId", "message_id"),
                queue(event, data),
                text(message, "orderingKey", "ordering_key"),
                attempt == null || attempt == 0 ? null : attempt,
                Numbers.instantOrNull(iso(member(message, "publishTime", "publish_time"))));
    }

    /** Pub/Sub counts attempts only where a dead-letter policy says after how many to give up. */
    static boolean hasDeadLetters(JsonNode data) {
        Integer attempt = Numbers.intOrNull(data.atOrNull("deliveryAttempt"));
        return attempt != null && attempt > 0;
    }

    /** The member, or where it is absent or empty its twin in snake case. */
    static @Nullable JsonNode member(JsonNode message, String camelCase, String snakeCase) {
        return message.hasText(camelCase) ? message.atOrNull(camelCase) : message.atOrNull(snakeCase);
    }

    /** The member's text, or its twin's in snake case. */
    static @Nullable String text(JsonNode message, String camelCase, String snakeCase) {
        String text = message.textOrNull(camelCase);
        return text == null ? message.textOrNull(snakeCase) : text;
    }

    /** The media type that the producer declared; null for none. */
    static @Nullable String contentType(JsonNode message) {
        return attribute(message, "content-type");
    }

    /** An attribute by its name in whatever case; null if it is absent or empty. */
    static @Nullable String attribute(JsonNode message, String name) {
        JsonNode attributes = message.atOrNull("attributes");
        if (attributes != null && attributes.isObject()) {
            for (JsonNode attribute : attributes) {
                String text = attribute.isString() ? attribute.string() : "";
                if (!text.isEmpty() && name.equalsIgnoreCase(attribute.name())) {
                    return text;
                }
            }
        }
        return null;
    }

    private static Map<String, Bytes> attributes(JsonNode message) {
        Map<String, Bytes> values = new LinkedHashMap<>();
        JsonNode attributes = message.atOrNull("attributes");
        if (attributes != null && attributes.isObject()) {
            for (JsonNode attribute : attributes) {
                String name = attribute.name();
                if (name != null && attribute.isString()) {
                    values.put(name, Bytes.wrap(attribute.utf8()));
                }
            }
        }
        return values;
    }

    private static @Nullable String queue(Event event, JsonNode data) {
        String topic = Topics.shortName(String.valueOf(event.text("source")));
        String subscription = data.textOrNull("subscription");
        return topic != null || subscription == null
                ? topic
                : subscription.substring(subscription.lastIndexOf('/') + 1);
    }
}
