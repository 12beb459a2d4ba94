package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import dev.portolan.data.TypedData;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message from a Service Bus queue or subscription: the producer's body is the data.
 *
 * <p>Its id is the sequence number, which the broker gives. The message id is the producer's, may repeat, and is unknown in
 * a batch when a neighbour has none.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-service-bus-trigger">Azure Service Bus
 *     trigger</a>
 */
final class ServiceBus extends Carrier {

    private static final Fields FIELDS = new Fields(
            "SequenceNumber",
            List.of("SequenceNumber"),
            List.of(
                    "MessageId",
                    "ContentType",
                    "Subject",
                    "Label",
                    "CorrelationId",
                    "SessionId",
                    "ReplyTo",
                    "ReplyToSessionId",
                    "To",
                    "PartitionKey"),
            List.of("SequenceNumber", "DeliveryCount", "EnqueuedTimeUtc", "ApplicationProperties", "UserProperties"),
            List.of());

    private final @Nullable String entity;
    private final String source;

    ServiceBus(Bindings binding) {
        String topic = binding.textOrNull("topicName");
        String subscription = binding.textOrNull("subscriptionName");
        entity = topic == null ? binding.textOrNull("queueName") : topic;
        source = binding.source(Sources.of(
                "sb://",
                binding.textOrNull("namespace"),
                "/servicebus",
                topic == null || subscription == null ? entity : topic + "/subscriptions/" + subscription));
    }

    @Override
    public String kind() {
        return "azure:servicebus";
    }

    @Override
    Fields fields() {
        return FIELDS;
    }

    /** A failure brings the whole batch again; all else is done nevertheless, for the next batch may be another one. */
    @Override
    public Order order() {
        return Order.BY_GROUP;
    }

    /** The session, or the message by itself. */
    @Override
    public String group(JsonNode record) {
        String session = record.textOrNull("metadata", "SessionId");
        return session == null ? record.text("metadata", "SequenceNumber") : "session " + session;
    }

    @Override
    public void map(JsonNode record, Draft event) {
        String session = record.textOrNull("metadata", "SessionId");
        event.id(record.text("metadata", "SequenceNumber"))
                .source(source)
                .type("com.microsoft.azure.servicebus.Message")
                .subject(subject(record))
                .time(Stamps.iso(record.atOrNull("metadata", "EnqueuedTimeUtc")))
                .extension("partitionkey", session == null ? record.textOrNull("metadata", "PartitionKey") : session)
                .dataBytes(body, declaredType(record));
        Traces.add(event, properties(record));
    }

    /** Called Label by older hosts. */
    private static @Nullable String subject(JsonNode record) {
        String subject = record.textOrNull("metadata", "Subject");
        return subject == null ? record.textOrNull("metadata", "Label") : subject;
    }

    /** Called UserProperties by older hosts. */
    private static @Nullable JsonNode properties(JsonNode record) {
        JsonNode properties = record.atOrNull("metadata", "ApplicationProperties");
        return properties == null ? record.atOrNull("metadata", "UserProperties") : properties;
    }

    @Override
    @Nullable
    String declaredType(JsonNode record) {
        return record.textOrNull("metadata", "ContentType");
    }

    @Override
    String declaredTypeField() {
        return "ContentType";
    }

    @Override
    boolean isBinaryCloudEvent(JsonNode record) {
        return AmqpProperties.haveCloudEvent(properties(record));
    }

    @Override
    void readBinaryCloudEvent(JsonNode record, Draft event) {
        JsonNode properties = properties(record);
        if (properties != null) {
            AmqpProperties.read(properties, declaredType(record), event);
        }
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        String id = record.textOrNull("metadata", "MessageId");
        return new Message(
                Bodies.of(event),
                event.getDataContentType(),
                attributes(record),
                id == null ? record.text("metadata", "SequenceNumber") : id,
                entity,
                record.textOrNull("metadata", "SessionId"),
                Numbers.intOrNull(record.atOrNull("metadata", "DeliveryCount")),
                Stamps.instant(record.atOrNull("metadata", "EnqueuedTimeUtc")));
    }

    private static Map<String, Bytes> attributes(JsonNode record) {
        Map<String, Bytes> attributes = new LinkedHashMap<>();
        Properties.add(attributes, properties(record));
        add(attributes, record, "CorrelationId");
        add(attributes, record, "ReplyTo");
        add(attributes, record, "ReplyToSessionId");
        add(attributes, record, "To");
        return attributes;
    }

    private static void add(Map<String, Bytes> attributes, JsonNode record, String name) {
        String value = record.textOrNull("metadata", name);
        if (value != null) {
            attributes.put(name, Bytes.utf8(value));
        }
    }
}
