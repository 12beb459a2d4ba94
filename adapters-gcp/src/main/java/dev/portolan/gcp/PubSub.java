package dev.portolan.gcp;

import static dev.portolan.spi.Times.iso;

import dev.portolan.Draft;
import dev.portolan.spi.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A message pushed by Pub/Sub; the event's data is the request's body.
 *
 * @see <a href="https://cloud.google.com/pubsub/docs/push">Push subscriptions</a>
 */
final class PubSub extends Acknowledged {

    private final String kind;
    private final Request request;
    private final byte[] body;
    private final boolean hasDeadLetters;

    /** @param body the push as JSON: what came, or what an unwrapped one was rebuilt to */
    PubSub(String kind, Request request, byte[] body, JsonNode root) {
        this.kind = kind;
        this.request = request;
        this.body = body;
        hasDeadLetters = Messages.hasDeadLetters(root);
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    boolean hasDeadLetters() {
        return hasDeadLetters;
    }

    @Override
    public void map(JsonNode root, Draft event) {
        JsonNode message = root.at("message");
        String topic = Topics.inPath(request.path);
        requireBase64(message.atOrNull("data"));
        event.id(id(message))
                .source(Topics.HOST, topic == null ? root.text("subscription") : topic)
                .type(GoogleTypes.MESSAGE_PUBLISHED)
                .time(iso(Messages.member(message, "publishTime", "publish_time")))
                .extension("topic", topic == null ? null : Topics.shortName(topic))
                .extension("partitionkey", Messages.text(message, "orderingKey", "ordering_key"))
                .dataBytes(body, "application/json");
        Traces.add(event, message.atOrNull("attributes"), request);
    }

    /** The message's id, which must be there. */
    static String id(JsonNode message) {
        String id = Messages.text(message, "messageId", "message_id");
        return id == null ? message.text("messageId") : id;
    }

    private static void requireBase64(@Nullable JsonNode data) {
        if (data != null && !data.isBase64()) {
            throw data.malformed("expected padded base64 text, found something else");
        }
    }
}
