package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A message of an SNS topic.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html">Invoking Lambda with Amazon SNS</a>
 */
final class Sns extends Format<Message> {

    Sns() {
        super("aws:sns", Message.class);
    }

    /** The delivery tells neither group nor attempt. */
    @Override
    Message told(Message message, Seed seed) {
        require(Texts.isUtf8(message.body()), "a body that is no text");
        Map<String, Bytes> attributes = Messages.attributes(message);
        String topic = Texts.or(message.queue(), "orders");
        require(topic.indexOf(':') < 0, "a topic with a colon in its name");
        return new Message(
                message.body(),
                Messages.contentType(message.body(), attributes),
                attributes,
                Texts.or(message.id(), seed.uuid("message")),
                topic,
                null,
                null,
                Times.or(message.sentAt(), seed, ChronoUnit.MILLIS));
    }

    @Override
    byte[] payload(List<Sent<Message>> records) {
        return new Doc().with("Records", Doc.array(records, Sns::record)).bytes();
    }

    private static Doc record(Sent<Message> sent) {
        Message message = sent.data();
        Instant sentAt = Objects.requireNonNull(message.sentAt());
        String topic = Aws.arn("sns", String.valueOf(message.queue()));
        String subscription = topic + ":" + sent.seed().uuid("subscription");
        Doc attributes = new Doc();
        message.attributes().forEach((name, value) -> attributes.with(name, attribute(value)));
        Doc sns = new Doc()
                .with("Type", "Notification")
                .with("MessageId", message.id())
                .with("TopicArn", topic)
                .withNull("Subject", null)
                .with("Message", message.body().utf8())
                .with("Timestamp", Times.milliseconds(sentAt))
                .with("SignatureVersion", "1")
                .with("Signature", sent.seed().hex("signature", 64))
                .with("SigningCertUrl", "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-example.pem")
                .with(
                        "UnsubscribeUrl",
                        "https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=" + subscription)
                .with("MessageAttributes", attributes);
        return new Doc()
                .with("EventSource", "aws:sns")
                .with("EventVersion", "1.0")
                .with("EventSubscriptionArn", subscription)
                .with("Sns", sns);
    }

    private static Doc attribute(Bytes value) {
        return Texts.isUtf8(value)
                ? new Doc().with("Type", "String").with("Value", value.utf8())
                : new Doc().with("Type", "Binary").with("Value", value.toArray());
    }
}
