package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Messages of a Service Bus queue: one by itself, several as a batch with a column of metadata for each property.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-service-bus-trigger">Service Bus
 *     trigger</a>
 */
final class ServiceBus extends Format<Message> {

    ServiceBus() {
        super("azure:servicebus", Message.class);
    }

    /** Everything is told; a message always has a media type here, so that no column of a batch has gaps. */
    @Override
    Message told(Message message, Seed seed) {
        require(message.attributes().values().stream().allMatch(Texts::isUtf8), "a property that is no text");
        Integer deliveryCount = Messages.deliveryCount(message);
        String shown = Messages.contentType(message.body(), message.attributes());
        return new Message(
                message.body(),
                Texts.or(message.contentType(), Texts.or(shown, "application/octet-stream")),
                message.attributes(),
                Texts.or(message.id(), seed.uuid("message")),
                Texts.or(message.queue(), "orders"),
                Texts.orNull(message.group()),
                deliveryCount == null ? (Integer) 1 : deliveryCount,
                Times.or(message.sentAt(), seed, ChronoUnit.MILLIS));
    }

    @Override
    byte[] payload(List<Sent<Message>> records) {
        Message first = records.get(0).data();
        require(
                records.stream().allMatch(sent -> Objects.equals(sent.data().queue(), first.queue())),
                "several queues in one batch");
        require(
                records.stream().allMatch(sent -> (sent.data().group() == null) == (first.group() == null)),
                "messages with and without a session in one batch");
        boolean isOne = records.size() == 1;
        Doc binding = new Doc()
                .with("name", "event")
                .with("type", "serviceBusTrigger")
                .with("direction", "in")
                .with("dataType", "binary")
                .with("cardinality", isOne ? "one" : "many")
                .with("queueName", first.queue())
                .with("connection", "Bus")
                .with("namespace", Azure.NAMESPACE);
        Object payload = isOne
                ? Azure.binary(first.body())
                : Doc.array(records, sent -> Azure.binary(sent.data().body()));
        return Azure.description("serviceBusTrigger", payload, isOne ? one(records.get(0)) : columns(records), binding)
                .bytes();
    }

    private static Doc one(Sent<Message> sent) {
        Message message = sent.data();
        return new Doc()
                .with("MessageId", message.id())
                .with("ContentType", message.contentType())
                .with("SessionId", message.group())
                .with("PartitionKey", message.group())
                .with("DeliveryCount", message.deliveryCount())
                .with("SequenceNumber", sequenceNumber(sent.seed()))
                .with("LockToken", sent.seed().uuid("lock"))
                .with("EnqueuedTimeUtc", Azure.quoted(enqueued(message)))
                .with("EnqueuedTime", Azure.quoted(enqueued(message) + "+00:00"))
                .with("ApplicationProperties", properties(message))
                .with("UserProperties", properties(message));
    }

    private static Doc columns(List<Sent<Message>> records) {
        return new Doc()
                .with(
                        "MessageIdArray",
                        Azure.column(records, sent -> sent.data().id()))
                .with(
                        "ContentTypeArray",
                        Azure.column(records, sent -> sent.data().contentType()))
                .with(
                        "SessionIdArray",
                        Azure.column(records, sent -> sent.data().group()))
                .with(
                        "PartitionKeyArray",
                        Azure.column(records, sent -> sent.data().group()))
                .with(
                        "DeliveryCountArray",
                        Azure.column(records, sent -> sent.data().deliveryCount()))
                .with("SequenceNumberArray", Azure.column(records, sent -> sequenceNumber(sent.seed())))
                .with(
                        "LockTokenArray",
                        Azure.column(records, sent -> sent.seed().uuid("lock")))
                .with("EnqueuedTimeUtcArray", Doc.text(Doc.array(records, sent -> enqueued(sent.data()))))
                .with("EnqueuedTimeArray", Doc.text(Doc.array(records, sent -> enqueued(sent.data()) + "+00:00")))
                .with("ApplicationPropertiesArray", Doc.array(records, sent -> properties(sent.data())))
                .with("UserPropertiesArray", Doc.array(records, sent -> properties(sent.data())));
    }

    private static long sequenceNumber(Seed seed) {
        return Long.parseLong(seed.position());
    }

    private static String enqueued(Message message) {
        return Times.withoutZone(Objects.requireNonNull(message.sentAt()));
    }

    private static Doc properties(Message message) {
        Doc properties = new Doc();
        for (Map.Entry<String, Bytes> attribute : message.attributes().entrySet()) {
            properties.with(attribute.getKey(), attribute.getValue().utf8());
        }
        return properties;
    }
}
