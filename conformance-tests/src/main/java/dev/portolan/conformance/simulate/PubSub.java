package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message that a Pub/Sub subscription pushes.
 *
 * @see <a href="https://cloud.google.com/pubsub/docs/push#receive_push">Receiving push messages</a>
 */
final class PubSub extends Format<Message> {

    PubSub() {
        super("gcp:pubsub", Message.class);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    /** The queue is the subscription; the attempt is told where there is a dead-letter policy. */
    @Override
    Message told(Message message, Seed seed) {
        Map<String, Bytes> attributes = Messages.attributes(message);
        require(attributes.values().stream().allMatch(Texts::isUtf8), "an attribute that is no text");
        String subscription = Texts.or(message.queue(), "orders");
        require(subscription.indexOf('/') < 0, "a subscription with a slash in its name");
        return new Message(
                message.body(),
                Messages.contentType(message.body(), attributes),
                attributes,
                Texts.or(message.id(), "1000000000000" + seed.position()),
                subscription,
                Texts.orNull(message.group()),
                Messages.deliveryCount(message),
                Times.or(message.sentAt(), seed, ChronoUnit.NANOS));
    }

    @Override
    byte[] payload(List<Sent<Message>> records) {
        Message message = records.get(0).data();
        Map<String, String> attributes = new LinkedHashMap<>();
        message.attributes().forEach((name, value) -> attributes.put(name, value.utf8()));
        Doc pushed = new Doc()
                .with("data", message.body().toArray())
                .with("attributes", attributes.isEmpty() ? null : attributes)
                .with("messageId", message.id())
                .with("message_id", message.id())
                .with("publishTime", String.valueOf(message.sentAt()))
                .with("publish_time", String.valueOf(message.sentAt()))
                .with("orderingKey", message.group());
        Doc body = new Doc()
                .with("message", pushed)
                .with("subscription", "projects/" + Google.PROJECT + "/subscriptions/" + message.queue())
                .with("deliveryAttempt", message.deliveryCount());
        return RawRequest.push(Google.HOST, "CloudPubSub-Google")
                .body("application/json", body.bytes())
                .bytes();
    }
}
