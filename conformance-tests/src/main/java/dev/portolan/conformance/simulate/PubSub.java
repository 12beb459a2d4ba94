package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Pub/Sub message: pushed by a subscription, delivered by Eventarc, or handed to a function of the first generation.
 *
 * @see <a href="https://cloud.google.com/pubsub/docs/push#receive_push">Receiving push messages</a>
 */
final class PubSub extends Format<Message> {

    private enum Way {
        PUSH,
        EVENTARC,
        FIRST_GENERATION
    }

    private final Way way;

    private PubSub(String source, String kind, Way way) {
        super(source, kind, Message.class);
        this.way = way;
    }

    static PubSub pushed() {
        return new PubSub("gcp:pubsub", "gcp:pubsub", Way.PUSH);
    }

    static PubSub byEventarc() {
        return new PubSub("gcp:eventarc-pubsub", "gcp:cloudevent", Way.EVENTARC);
    }

    static PubSub ofFirstGeneration() {
        return new PubSub("gcp:legacy-pubsub", "gcp:legacy", Way.FIRST_GENERATION);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    /**
     * The queue is the subscription if one pushes, else the topic; the attempt is told where there is a dead-letter policy,
     * and never to the first generation.
     */
    @Override
    Message told(Message message, Seed seed) {
        Map<String, Bytes> attributes = Messages.attributes(message);
        require(attributes.values().stream().allMatch(Texts::isUtf8), "an attribute that is no text");
        String queue = Texts.or(message.queue(), "orders");
        require(queue.indexOf('/') < 0, "a subscription or topic with a slash in its name");
        String id = Texts.or(message.id(), "1000000000000" + seed.position());
        require(
                way != Way.EVENTARC || (RawRequest.isHeaderText(id) && RawRequest.isHeaderText(queue)),
                "an id or a topic that no header can hold");
        return new Message(
                message.body(),
                Messages.contentType(message.body(), attributes),
                attributes,
                id,
                queue,
                Texts.orNull(message.group()),
                way == Way.FIRST_GENERATION ? null : Messages.deliveryCount(message),
                Times.or(message.sentAt(), seed, way == Way.FIRST_GENERATION ? ChronoUnit.MILLIS : ChronoUnit.NANOS));
    }

    @Override
    byte[] payload(List<Sent<Message>> records) {
        Message message = records.get(0).data();
        return switch (way) {
            case PUSH -> Google.push(wrapped(message, Google.subscription(String.valueOf(message.queue()))));
            case EVENTARC -> event(message);
            case FIRST_GENERATION -> background(message);
        };
    }

    private static byte[] event(Message message) {
        String queue = String.valueOf(message.queue());
        Instant sentAt = Objects.requireNonNull(message.sentAt());
        Doc data = wrapped(message, Google.subscription("eventarc-europe-west1-" + queue + "-sub-001"));
        return Google.event("google.cloud.pubsub.topic.v1.messagePublished", String.valueOf(message.id()), sentAt)
                .header("ce-source", "//pubsub.googleapis.com/" + Google.topic(queue))
                .body("application/json", data.bytes())
                .bytes();
    }

    private static byte[] background(Message message) {
        Doc topic = new Doc()
                .with("service", "pubsub.googleapis.com")
                .with("name", Google.topic(String.valueOf(message.queue())))
                .with("type", "type.googleapis.com/google.pubsub.v1.PubsubMessage");
        Doc data = new Doc()
                .with("@type", "type.googleapis.com/google.pubsub.v1.PubsubMessage")
                .withNull("attributes", attributes(message))
                .with("data", message.body().toArray())
                .with("orderingKey", message.group());
        Doc context = Google.context(
                "google.pubsub.topic.publish",
                topic,
                String.valueOf(message.id()),
                Objects.requireNonNull(message.sentAt()));
        return Google.background(new Doc().with("context", context).with("data", data));
    }

    private static Doc wrapped(Message message, String subscription) {
        Doc pushed = new Doc()
                .with("data", message.body().toArray())
                .with("attributes", attributes(message))
                .with("messageId", message.id())
                .with("message_id", message.id())
                .with("publishTime", String.valueOf(message.sentAt()))
                .with("publish_time", String.valueOf(message.sentAt()))
                .with("orderingKey", message.group());
        return new Doc()
                .with("message", pushed)
                .with("subscription", subscription)
                .with("deliveryAttempt", message.deliveryCount());
    }

    private static @Nullable Map<String, String> attributes(Message message) {
        Map<String, String> attributes = new LinkedHashMap<>();
        message.attributes().forEach((name, value) -> attributes.put(name, value.utf8()));
        return attributes.isEmpty() ? null : attributes;
    }
}
