package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A message of a RabbitMQ queue.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-rabbitmq-trigger">RabbitMQ trigger</a>
 */
final class AzureRabbitMq extends Format<Message> {

    private static final String REQUEUED = "x-ms-rabbitmq-requeuecount";
    private static final String ROUTING_KEY = "RoutingKey";
    private static final String EXCHANGE = "Exchange";

    AzureRabbitMq() {
        super("azure:rabbitmq", Message.class);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    /** Attributes are headers, among them what the trigger counts, and the routing; there is no group. */
    @Override
    Message told(Message message, Seed seed) {
        require(message.attributes().values().stream().allMatch(Texts::isUtf8), "a header that is no text");
        String queue = Texts.or(message.queue(), "orders");
        Integer known = Messages.deliveryCount(message);
        int deliveryCount = known == null ? 1 : known;
        Map<String, Bytes> attributes = new LinkedHashMap<>(message.attributes());
        attributes.remove(REQUEUED);
        Bytes routingKey = attributes.remove(ROUTING_KEY);
        Bytes exchange = attributes.remove(EXCHANGE);
        attributes.put(REQUEUED, Bytes.utf8(Integer.toString(deliveryCount - 1)));
        attributes.put(ROUTING_KEY, routingKey == null ? Bytes.utf8(queue) : routingKey);
        attributes.put(EXCHANGE, exchange == null ? Bytes.utf8("shop") : exchange);
        String shown = Texts.or(Texts.mediaType(message.body()), "application/octet-stream");
        return new Message(
                message.body(),
                Texts.or(message.contentType(), shown),
                attributes,
                Texts.or(message.id(), seed.uuid("message")),
                queue,
                null,
                deliveryCount,
                Times.or(message.sentAt(), seed, ChronoUnit.SECONDS));
    }

    @Override
    byte[] payload(List<Sent<Message>> records) {
        Message message = records.get(0).data();
        Map<String, Bytes> attributes = new LinkedHashMap<>(message.attributes());
        String routingKey =
                Objects.requireNonNull(attributes.remove(ROUTING_KEY)).utf8();
        String exchange = Objects.requireNonNull(attributes.remove(EXCHANGE)).utf8();
        Doc headers = new Doc();
        attributes.forEach((name, value) ->
                headers.with(name, name.equals(REQUEUED) ? Integer.valueOf(value.utf8()) : (Object) value.toArray()));
        Doc properties = new Doc()
                .with("ContentType", message.contentType())
                .with("Headers", headers)
                .with("MessageId", message.id())
                .with(
                        "Timestamp",
                        new Doc()
                                .with(
                                        "UnixTime",
                                        Objects.requireNonNull(message.sentAt()).getEpochSecond()));
        Doc metadata = new Doc()
                .with("ConsumerTag", "amq.ctag-demo")
                .with("DeliveryTag", records.get(0).seed().index() + 1)
                .with("Redelivered", message.deliveryCount() != null && message.deliveryCount() > 1)
                .with("Exchange", exchange)
                .with("RoutingKey", routingKey)
                .with("BasicProperties", properties);
        Doc binding = new Doc()
                .with("name", "event")
                .with("type", "rabbitMQTrigger")
                .with("direction", "in")
                .with("dataType", "binary")
                .with("queueName", message.queue())
                .with("host", "rabbit.example.com");
        return Azure.description("rabbitMQTrigger", Azure.binary(message.body()), metadata, binding)
                .bytes();
    }
}
