package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * A Pub/Sub message that is pushed without its wrapper: the body is its data, and headers are the rest.
 *
 * @see <a href="https://cloud.google.com/pubsub/docs/payload-unwrapping">Payload unwrapping</a>
 */
final class UnwrappedPubSub extends Format<Message> {

    UnwrappedPubSub() {
        super("gcp:pubsub-unwrapped", Message.class);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    /** Attributes are headers, and no attempt is told. */
    @Override
    Message told(Message message, Seed seed) {
        Map<String, Bytes> attributes = Messages.headers(this, message);
        String queue = Texts.or(message.queue(), "orders");
        String id = Texts.or(message.id(), "1000000000000" + seed.position());
        String group = Texts.orNull(message.group());
        require(queue.indexOf('/') < 0, "a subscription with a slash in its name");
        require(
                Messages.isFieldValue(queue)
                        && Messages.isFieldValue(id)
                        && (group == null || Messages.isFieldValue(group)),
                "a subscription, id or ordering key that no header can hold");
        return new Message(
                message.body(),
                Messages.contentType(message.body(), attributes),
                attributes,
                id,
                queue,
                group,
                null,
                Times.or(message.sentAt(), seed, ChronoUnit.MILLIS));
    }

    @Override
    byte[] payload(List<Sent<Message>> records) {
        Message message = records.get(0).data();
        RawRequest request = RawRequest.push(Google.HOST, Google.PUBSUB)
                .header("x-goog-pubsub-subscription-name", Google.subscription(String.valueOf(message.queue())))
                .header("x-goog-pubsub-message-id", message.id())
                .header("x-goog-pubsub-publish-time", String.valueOf(message.sentAt()))
                .header("x-goog-ordering-key", message.group());
        message.attributes().forEach((name, value) -> request.header(name, value.utf8()));
        return request.body(message.body().toArray()).bytes();
    }
}
