package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Messages of an ActiveMQ queue.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html">Using Lambda with Amazon MQ</a>
 */
final class ActiveMq extends Format<Message> {

    ActiveMq() {
        super("aws:activemq", Message.class);
    }

    /** Neither media type, nor group, nor attempt is told; properties are texts. */
    @Override
    Message told(Message message, Seed seed) {
        require(message.attributes().values().stream().allMatch(Texts::isUtf8), "a property that is no text");
        return new Message(
                message.body(),
                Texts.mediaType(message.body()),
                message.attributes(),
                Texts.or(message.id(), "ID:" + seed.uuid("message")),
                Texts.or(message.queue(), "orders"),
                null,
                null,
                Times.or(message.sentAt(), seed, ChronoUnit.MILLIS));
    }

    @Override
    byte[] payload(List<Sent<Message>> records) {
        return new Doc()
                .with("eventSource", "aws:mq")
                .with("eventSourceArn", Aws.arn("mq", "broker:demo:b-00000000-0000-0000-0000-000000000001"))
                .with("messages", Doc.array(records, sent -> message(sent.data())))
                .bytes();
    }

    private static Doc message(Message message) {
        Doc properties = new Doc();
        for (Map.Entry<String, Bytes> attribute : message.attributes().entrySet()) {
            properties.with(attribute.getKey(), attribute.getValue().utf8());
        }
        long sentAt = Objects.requireNonNull(message.sentAt()).toEpochMilli();
        return new Doc()
                .with("messageID", message.id())
                .with("messageType", Texts.isUtf8(message.body()) ? "jms/text-message" : "jms/bytes-message")
                .with("deliveryMode", 1)
                .with("redelivered", false)
                .with("timestamp", sentAt)
                .with("brokerInTime", sentAt)
                .with("brokerOutTime", sentAt + 2)
                .with("destination", new Doc().with("physicalName", message.queue()))
                .with("properties", properties)
                .with("data", message.body().toArray());
    }
}
