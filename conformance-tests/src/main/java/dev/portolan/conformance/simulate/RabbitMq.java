package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages of RabbitMQ queues in Amazon MQ.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html">Using Lambda with Amazon MQ</a>
 */
final class RabbitMq extends Format<Message> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMM d, uuuu, h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

    RabbitMq() {
        super("aws:rabbitmq", Message.class);
    }

    /** Neither group nor attempt is told, and times have whole seconds. */
    @Override
    Message told(Message message, Seed seed) {
        return new Message(
                message.body(),
                Texts.or(message.contentType(), Texts.or(Texts.mediaType(message.body()), "application/octet-stream")),
                message.attributes(),
                Texts.or(message.id(), seed.uuid("message")),
                Texts.or(message.queue(), "orders"),
                null,
                null,
                Times.or(message.sentAt(), seed, ChronoUnit.SECONDS));
    }

    @Override
    byte[] payload(List<Sent<Message>> records) {
        Map<String, List<@Nullable Object>> queues = new LinkedHashMap<>();
        for (Sent<Message> sent : records) {
            queues.computeIfAbsent(sent.data().queue() + "::/", name -> new ArrayList<>())
                    .add(message(sent.data()));
        }
        return new Doc()
                .with("eventSource", "aws:rmq")
                .with("eventSourceArn", Aws.arn("mq", "broker:demo:b-00000000-0000-0000-0000-000000000001"))
                .with("rmqMessagesByQueue", queues)
                .bytes();
    }

    private static Doc message(Message message) {
        Doc headers = new Doc();
        for (Map.Entry<String, Bytes> attribute : message.attributes().entrySet()) {
            headers.with(attribute.getKey(), new Doc().with("bytes", Kafka.signed(attribute.getValue())));
        }
        Doc properties = new Doc()
                .with("contentType", message.contentType())
                .withNull("contentEncoding", null)
                .with("headers", headers)
                .with("deliveryMode", 1)
                .with("messageId", message.id())
                .with("timestamp", TIME.format(message.sentAt()))
                .with("bodySize", message.body().size());
        return new Doc()
                .with("basicProperties", properties)
                .with("redelivered", false)
                .with("data", message.body().toArray());
    }
}
