package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Messages of an SQS queue.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with Amazon SQS</a>
 */
final class Sqs extends Format<Message> {

    Sqs() {
        super("aws:sqs", Message.class);
    }

    @Override
    Message told(Message message, Seed seed) {
        require(Texts.isUtf8(message.body()), "a body that is no text");
        Map<String, Bytes> attributes = Messages.attributes(message);
        String queue = Texts.or(message.queue(), "orders");
        require(queue.indexOf(':') < 0, "a queue with a colon in its name");
        Integer deliveryCount = Messages.deliveryCount(message);
        return new Message(
                message.body(),
                Messages.contentType(message.body(), attributes),
                attributes,
                Texts.or(message.id(), seed.uuid("message")),
                queue,
                Texts.orNull(message.group()),
                deliveryCount == null ? (Integer) 1 : deliveryCount,
                Times.or(message.sentAt(), seed, ChronoUnit.MILLIS));
    }

    @Override
    byte[] payload(List<Sent<Message>> records) {
        return new Doc().with("Records", Doc.array(records, Sqs::record)).bytes();
    }

    static Doc record(Sent<Message> sent) {
        Message message = sent.data();
        Instant sentAt = Objects.requireNonNull(message.sentAt());
        Doc attributes = new Doc()
                .with("ApproximateReceiveCount", String.valueOf(message.deliveryCount()))
                .with("SentTimestamp", Long.toString(sentAt.toEpochMilli()))
                .with("SenderId", "AIDAEXAMPLE")
                .with("ApproximateFirstReceiveTimestamp", Long.toString(sentAt.toEpochMilli() + 1))
                .with("MessageGroupId", message.group());
        Doc producers = new Doc();
        message.attributes().forEach((name, value) -> producers.with(name, attribute(value)));
        return new Doc()
                .with("messageId", message.id())
                .with("receiptHandle", sent.seed().hex("receipt", 64))
                .with("body", message.body().utf8())
                .with("attributes", attributes)
                .with("messageAttributes", producers)
                .with("md5OfBody", Texts.md5(message.body()))
                .with("eventSource", "aws:sqs")
                .with("eventSourceARN", Aws.arn("sqs", String.valueOf(message.queue())))
                .with("awsRegion", Aws.REGION);
    }

    private static Doc attribute(Bytes value) {
        return Texts.isUtf8(value)
                ? new Doc().with("stringValue", value.utf8()).with("dataType", "String")
                : new Doc().with("binaryValue", value.toArray()).with("dataType", "Binary");
    }
}
