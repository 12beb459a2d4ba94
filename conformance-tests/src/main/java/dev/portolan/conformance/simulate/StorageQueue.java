package dev.portolan.conformance.simulate;

import dev.portolan.data.Message;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A message of a Storage queue.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue-trigger">Queue storage
 *     trigger</a>
 */
final class StorageQueue extends Format<Message> {

    StorageQueue() {
        super("azure:queue", Message.class);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    /** There are no attributes and no groups, and nobody declares a media type. */
    @Override
    Message told(Message message, Seed seed) {
        Integer deliveryCount = Messages.deliveryCount(message);
        return new Message(
                message.body(),
                Texts.mediaType(message.body()),
                Map.of(),
                Texts.or(message.id(), seed.uuid("message")),
                Texts.or(message.queue(), "orders"),
                null,
                deliveryCount == null ? (Integer) 1 : deliveryCount,
                Times.or(message.sentAt(), seed, ChronoUnit.MILLIS));
    }

    @Override
    byte[] payload(List<Sent<Message>> records) {
        Message message = records.get(0).data();
        Instant sentAt = Objects.requireNonNull(message.sentAt());
        Doc metadata = new Doc()
                .with(
                        "QueueTrigger",
                        Texts.isUtf8(message.body()) ? message.body().utf8() : null)
                .with("DequeueCount", message.deliveryCount())
                .with("Id", message.id())
                .with("PopReceipt", records.get(0).seed().hex("receipt", 24))
                .with("InsertionTime", Azure.quoted(offset(sentAt)))
                .with("ExpirationTime", Azure.quoted(offset(sentAt.plus(7, ChronoUnit.DAYS))))
                .with("NextVisibleTime", Azure.quoted(offset(sentAt.plus(10, ChronoUnit.MINUTES))));
        Doc binding = new Doc()
                .with("name", "event")
                .with("type", "queueTrigger")
                .with("direction", "in")
                .with("dataType", "binary")
                .with("queueName", message.queue())
                .with("connection", "Orders")
                .with("account", "contosoorders");
        return Azure.description("queueTrigger", Azure.binary(message.body()), metadata, binding)
                .bytes();
    }

    private static String offset(Instant time) {
        return Times.withoutZone(time) + "+00:00";
    }
}
