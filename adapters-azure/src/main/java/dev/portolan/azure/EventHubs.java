package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.Bytes;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.StreamRecord.Header;
import dev.portolan.data.TypedData;
import dev.portolan.spi.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event from Event Hubs, or from IoT Hub's endpoint of that kind: the producer's body is the data.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs-trigger">Azure Event Hubs
 *     trigger</a>
 */
final class EventHubs extends Carrier {

    private static final Fields FIELDS = new Fields(
            "SequenceNumber",
            List.of("PartitionContext", "SystemProperties", "SequenceNumber"),
            List.of(),
            List.of("SystemProperties", "Properties", "SequenceNumber"),
            List.of("PartitionContext"));

    private final Bindings binding;
    private final Order order;

    EventHubs(Bindings binding, Order order) {
        this.binding = binding;
        this.order = order;
    }

    @Override
    public String kind() {
        return "azure:eventhubs";
    }

    @Override
    Fields fields() {
        return FIELDS;
    }

    @Override
    public Order order() {
        return order;
    }

    @Override
    public void map(JsonNode record, Draft event) {
        String device = record.textOrNull("metadata", "SystemProperties", "iothub-connection-device-id");
        event.id(partition(record) + ":" + sequenceNumber(record))
                .source(binding.source(Sources.of("sb://", namespace(record), "/eventhubs", hub(record))))
                .type("com.microsoft.azure.eventhubs.Event")
                .subject("devices/", device)
                .time(Stamps.iso(record.atOrNull("metadata", "SystemProperties", "EnqueuedTimeUtc")))
                .extension("partitionkey", partitionKey(record))
                .dataBytes(body, declaredType(record));
        Traces.add(event, record.atOrNull("metadata", "Properties"));
    }

    private static String partition(JsonNode record) {
        return Scalars.text(record.at("metadata", "PartitionContext", "PartitionId"));
    }

    private static String sequenceNumber(JsonNode record) {
        String known = Scalars.textOrNull(record.atOrNull("metadata", "SystemProperties", "SequenceNumber"));
        known = known == null ? record.textOrNull("metadata", "SequenceNumber") : known;
        return known == null ? Scalars.text(record.at("metadata", "SystemProperties", "SequenceNumber")) : known;
    }

    private static @Nullable String partitionKey(JsonNode record) {
        return record.textOrNull("metadata", "SystemProperties", "PartitionKey");
    }

    private @Nullable String namespace(JsonNode record) {
        String namespace = known(record.textOrNull("metadata", "PartitionContext", "FullyQualifiedNamespace"));
        return namespace == null ? binding.textOrNull("namespace") : namespace;
    }

    /** Called EventHubPath by older hosts. */
    private @Nullable String hub(JsonNode record) {
        String hub = known(record.textOrNull("metadata", "PartitionContext", "EventHubName"));
        hub = hub == null ? known(record.textOrNull("metadata", "PartitionContext", "EventHubPath")) : hub;
        return hub == null ? binding.textOrNull("eventHubName") : hub;
    }

    /** A host that does not know a name says {@code default}. */
    private static @Nullable String known(@Nullable String name) {
        return "default".equals(name) ? null : name;
    }

    @Override
    @Nullable
    String declaredType(JsonNode record) {
        return record.textOrNull("metadata", "SystemProperties", "content-type");
    }

    @Override
    String declaredTypeField() {
        return "SystemProperties.content-type";
    }

    @Override
    boolean isBinaryCloudEvent(JsonNode record) {
        return AmqpProperties.haveCloudEvent(record.atOrNull("metadata", "Properties"));
    }

    @Override
    void readBinaryCloudEvent(JsonNode record, Draft event) {
        AmqpProperties.read(record.at("metadata", "Properties"), declaredType(record), event);
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        String key = partitionKey(record);
        return new StreamRecord(
                Bodies.of(event),
                key == null ? null : Bytes.utf8(key),
                partition(record),
                sequenceNumber(record),
                hub(record),
                Stamps.instant(record.atOrNull("metadata", "SystemProperties", "EnqueuedTimeUtc")),
                headers(record));
    }

    /** The producer's properties, then AMQP's and IoT Hub's; not those of the broker. */
    private static List<Header> headers(JsonNode record) {
        List<Header> headers = new ArrayList<>();
        add(headers, record.atOrNull("metadata", "Properties"));
        add(headers, record.atOrNull("metadata", "SystemProperties"));
        return headers;
    }

    private static void add(List<Header> headers, @Nullable JsonNode properties) {
        if (properties == null || !properties.isObject()) {
            return;
        }
        for (JsonNode property : properties) {
            if (!property.isNull() && !isOfBroker(property.name())) {
                headers.add(new Header(property.name(), Bytes.wrap(Scalars.utf8(property))));
            }
        }
    }

    private static boolean isOfBroker(String name) {
        return switch (name) {
            case "SequenceNumber", "Offset", "PartitionKey", "EnqueuedTimeUtc" -> true;
            default -> name.startsWith("x-opt-");
        };
    }
}
