package dev.portolan.conformance.azure;

import dev.portolan.data.Bytes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an extension hands to the host when something arrived: payloads, and the binding data of its documentation.
 *
 * @param trigger the trigger's type
 * @param payloads the bytes of each item, one for a single one
 * @param bindingData .NET values by name; of a batch the names have the suffix {@code Array}
 */
record Arrival(String trigger, List<byte[]> payloads, Map<String, @Nullable Object> bindingData) {

    static final LocalDateTime ENQUEUED = LocalDateTime.parse("2026-01-02T03:04:05.678");

    static Arrival queue(byte[] body, long dequeueCount) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("QueueTrigger", new String(body, StandardCharsets.UTF_8));
        data.put("DequeueCount", dequeueCount);
        data.put("Id", "5f2c0f5a");
        data.put("PopReceipt", "pop-" + dequeueCount);
        data.put("InsertionTime", ENQUEUED.atOffset(ZoneOffset.UTC));
        data.put("ExpirationTime", OffsetDateTime.parse("9999-12-31T23:59:59Z"));
        data.put("NextVisibleTime", ENQUEUED.atOffset(ZoneOffset.UTC));
        return new Arrival("queueTrigger", List.of(body), data);
    }

    static Arrival blob(String path, byte[] content) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put("LastModified", ENQUEUED.withNano(0).atOffset(ZoneOffset.UTC));
        properties.put("ContentLength", content.length);
        properties.put("ContentType", "text/plain");
        properties.put("ETag", DotNet.UNPRINTABLE);
        properties.put("ContentHash", "rL0Y20zC+Fzt72VPzMSk2A==");
        properties.put("VersionId", null);
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("BlobTrigger", path);
        data.put("Uri", URI.create("https://contoso.blob.core.windows.net/" + path));
        data.put("Properties", properties);
        data.put("Metadata", Map.of());
        return new Arrival("blobTrigger", List.of(content), data);
    }

    /** One message, or a batch if there are several bodies or {@code many} says so. */
    static Arrival serviceBus(boolean many, List<ServiceBusMessage> messages) {
        List<byte[]> bodies = new ArrayList<>();
        List<Map<String, @Nullable Object>> each = new ArrayList<>();
        for (ServiceBusMessage message : messages) {
            bodies.add(message.body.toArray());
            Map<String, @Nullable Object> data = new LinkedHashMap<>();
            data.put("DeliveryCount", message.deliveryCount);
            data.put("EnqueuedTimeUtc", ENQUEUED);
            data.put("EnqueuedTime", ENQUEUED.atOffset(ZoneOffset.UTC));
            data.put("MessageId", message.messageId);
            data.put("ContentType", message.contentType);
            data.put("Subject", message.subject);
            data.put("SessionId", message.sessionId);
            data.put("CorrelationId", null);
            data.put("LockToken", "lock-" + message.sequenceNumber);
            data.put("SequenceNumber", message.sequenceNumber);
            data.put("ApplicationProperties", message.properties);
            each.add(data);
        }
        return new Arrival("serviceBusTrigger", bodies, many ? arrays(each) : each.get(0));
    }

    record ServiceBusMessage(
            Bytes body,
            long sequenceNumber,
            @Nullable String messageId,
            @Nullable String contentType,
            @Nullable String subject,
            @Nullable String sessionId,
            int deliveryCount,
            Map<String, @Nullable Object> properties) {

        ServiceBusMessage(String body, long sequenceNumber) {
            this(Bytes.utf8(body), sequenceNumber, null, null, null, null, 1, Map.of());
        }
    }

    static Arrival eventHubs(boolean many, long firstSequenceNumber, byte[]... bodies) {
        List<Map<String, @Nullable Object>> each = new ArrayList<>();
        for (int i = 0; i < bodies.length; i++) {
            Map<String, @Nullable Object> system = new LinkedHashMap<>();
            system.put("x-opt-sequence-number", firstSequenceNumber + i);
            system.put("SequenceNumber", firstSequenceNumber + i);
            system.put("Offset", String.valueOf(100 + i));
            system.put("PartitionKey", i % 2 == 0 ? "key-" + i : null);
            system.put("EnqueuedTimeUtc", ENQUEUED);
            Map<String, @Nullable Object> data = new LinkedHashMap<>();
            data.put("PartitionKey", system.get("PartitionKey"));
            data.put("Offset", system.get("Offset"));
            data.put("SequenceNumber", firstSequenceNumber + i);
            data.put("EnqueuedTimeUtc", ENQUEUED);
            data.put("Properties", Map.of());
            data.put("SystemProperties", system);
            each.add(data);
        }
        Map<String, @Nullable Object> data = many ? arrays(each) : each.get(0);
        Map<String, @Nullable Object> context = new LinkedHashMap<>();
        context.put("FullyQualifiedNamespace", "contoso.servicebus.windows.net");
        context.put("EventHubName", "clicks");
        context.put("ConsumerGroup", "$Default");
        context.put("PartitionId", "1");
        data.put("PartitionContext", context);
        return new Arrival("eventHubTrigger", List.of(bodies), data);
    }

    static Arrival kafka(boolean many, long firstOffset, byte[]... values) {
        List<Map<String, @Nullable Object>> each = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Map<String, @Nullable Object> data = new LinkedHashMap<>();
            data.put("Key", "key-" + i);
            data.put("Partition", 0);
            data.put("Topic", "clicks");
            data.put("Timestamp", ENQUEUED.toInstant(ZoneOffset.UTC));
            data.put("Offset", firstOffset + i);
            data.put("Headers", new Object[] {Map.of("Key", "k", "Value", utf8("v"))});
            each.add(data);
        }
        Map<String, @Nullable Object> data = many ? arrays(each) : each.get(0);
        if (many) {
            // Objects, not texts: a key that is null keeps its place.
            data.put("KeyArray", each.stream().map(one -> one.get("Key")).toArray());
        }
        return new Arrival("kafkaTrigger", List.of(values), data);
    }

    static Arrival rabbitMq(byte[] body) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put("MessageId", "m-1");
        properties.put("ContentType", null);
        properties.put("Headers", Map.of("origin", utf8("shop")));
        properties.put("Timestamp", Map.of("UnixTime", 1767323045L));
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("ConsumerTag", "tag");
        data.put("DeliveryTag", 7L);
        data.put("Redelivered", false);
        data.put("Exchange", "");
        data.put("RoutingKey", "orders");
        data.put("BasicProperties", properties);
        return new Arrival("rabbitMQTrigger", List.of(body), data);
    }

    /** A trigger whose payload is a document that tells everything: Cosmos DB, SQL, Event Grid, timer, SignalR, Dapr. */
    static Arrival document(String trigger, String document) {
        return new Arrival(trigger, List.of(utf8(document)), new LinkedHashMap<>());
    }

    /** Whether the host hands over documents that its own library has read and printed. */
    boolean isDocument() {
        return switch (trigger) {
            case "eventGridTrigger", "cosmosDBTrigger", "sqlTrigger" -> true;
            default -> false;
        };
    }

    /** H2 for batches: one array per name, typed as the extension types it. */
    private static Map<String, @Nullable Object> arrays(List<Map<String, @Nullable Object>> each) {
        Map<String, @Nullable Object> arrays = new TreeMap<>();
        for (String name : each.get(0).keySet()) {
            Object[] values = each.stream().map(data -> data.get(name)).toArray();
            arrays.put(name + "Array", typed(name, values));
        }
        return arrays;
    }

    private static Object typed(String name, Object[] values) {
        if (name.equals("SequenceNumber") || (name.equals("Offset") && values[0] instanceof Long)) {
            long[] numbers = new long[values.length];
            for (int i = 0; i < values.length; i++) {
                numbers[i] = (Long) values[i];
            }
            return numbers;
        }
        for (Object value : values) {
            if (value != null && !(value instanceof String)) {
                return values;
            }
        }
        return java.util.Arrays.copyOf(values, values.length, String[].class);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
