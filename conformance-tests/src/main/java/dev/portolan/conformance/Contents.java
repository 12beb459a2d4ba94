package dev.portolan.conformance;

import dev.portolan.Adapter;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.aws.AwsAdapter;
import dev.portolan.azure.AzureAdapter;
import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import dev.portolan.data.Opaque;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.TimerFired;
import dev.portolan.data.TypedData;
import dev.portolan.gcp.GcpAdapter;
import dev.portolan.spi.JsonWriter;
import dev.portolan.wire.CloudEventsJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The typed data of an event that has left its payload behind. Portable events hold it; where data is the provider's own
 * record, the adapter reads it again; of a carrier's message remains what its attributes say.
 */
final class Contents {

    private final Event event;

    private Contents(Event event) {
        this.event = event;
    }

    /** The event's typed data; null if the event does not tell enough. */
    static @Nullable TypedData ofOrNull(Event event) {
        TypedData portable = event.typedData();
        return portable instanceof Opaque ? new Contents(event).nativeOrNull() : portable;
    }

    private @Nullable TypedData nativeOrNull() {
        String type = event.getType();
        if (type.startsWith("google.") && !type.startsWith("google.cloud.tasks.")) {
            return known(GcpAdapter.event(event).typedData());
        }
        if (type.startsWith("Microsoft.Storage.")) {
            return read(AzureAdapter.standard(), CloudEventsJson.write(event));
        }
        if (type.startsWith("com.amazonaws.s3.") && event.getExtension("detailtype") != null) {
            return read(AwsAdapter.standard(), detail());
        }
        if (type.startsWith("com.amazonaws.s3.") || type.startsWith("com.amazonaws.dynamodb.")) {
            return read(AwsAdapter.standard(), wrapped("{\"Records\":[", "]}"));
        }
        if (type.startsWith("com.amazonaws.sns.")) {
            return read(AwsAdapter.standard(), wrapped("{\"Records\":[{\"EventSource\":\"aws:sns\",\"Sns\":", "}]}"));
        }
        if (type.startsWith("com.amazonaws.docdb.")) {
            return read(
                    AwsAdapter.standard(), wrapped("{\"eventSource\":\"aws:docdb\",\"events\":[{\"event\":", "}]}"));
        }
        if (type.startsWith("com.microsoft.azure.cosmosdb.")) {
            return read(AzureAdapter.standard(), description("cosmosDBTrigger", "containerName"));
        }
        if (type.startsWith("com.microsoft.azure.sql.")) {
            return read(AzureAdapter.standard(), description("sqlTrigger", "tableName"));
        }
        if (type.startsWith("com.microsoft.azure.mysql.")) {
            return read(AzureAdapter.standard(), description("mysqlTrigger", "tableName"));
        }
        return carriedOrNull(type);
    }

    private @Nullable TypedData carriedOrNull(String type) {
        return switch (type) {
            case "com.amazonaws.events.ScheduledEvent", "com.amazonaws.scheduler.ScheduledEvent" ->
                new TimerFired(lastPart(event.getSubject()), time(), null);
            case "com.microsoft.azure.functions.TimerFired" -> new TimerFired(null, time(), null);
            case "com.amazonaws.sqs.Message",
                    "com.amazonaws.mq.activemq.Message",
                    "com.amazonaws.mq.rabbitmq.Message",
                    "google.cloud.tasks.task.v1.dispatched",
                    "com.microsoft.azure.storagequeue.Message",
                    "com.microsoft.azure.servicebus.Message",
                    "com.microsoft.azure.rabbitmq.Message",
                    "com.microsoft.azure.redis.ListEntry",
                    "com.microsoft.azure.redis.Message" ->
                new Message(
                        body(),
                        event.getDataContentType(),
                        Map.of(),
                        event.getId(),
                        lastPart(event.getSource().toString()),
                        event.text("partitionkey"),
                        null,
                        time());
            case "com.amazonaws.kinesis.Record",
                    "com.amazonaws.kafka.Record",
                    "com.amazonaws.firehose.Record",
                    "com.microsoft.azure.eventhubs.Event",
                    "com.microsoft.azure.kafka.Record" -> streamRecord();
            default -> null;
        };
    }

    private StreamRecord streamRecord() {
        String id = event.getId();
        int position = Math.max(id.lastIndexOf(':'), id.lastIndexOf('@'));
        String key = event.text("partitionkey");
        return new StreamRecord(
                event.data() == null ? null : body(),
                key == null ? null : Bytes.utf8(key),
                position < 0 ? null : id.substring(id.lastIndexOf('-', position) + 1, position),
                id.substring(position + 1),
                lastPart(event.getSource().toString()),
                time(),
                List.of());
    }

    private Bytes body() {
        byte[] data = event.data();
        return data == null ? Bytes.EMPTY : Bytes.wrap(data);
    }

    private @Nullable Instant time() {
        OffsetDateTime time = event.getTime();
        return time == null ? null : time.toInstant();
    }

    /** The name at the end of an ARN or an address. */
    private static @Nullable String lastPart(@Nullable String name) {
        int end = name == null
                ? -1
                : Math.max(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')), name.lastIndexOf('#'));
        return name == null ? null : name.substring(end + 1);
    }

    private byte[] wrapped(String before, String after) {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        document.writeBytes(before.getBytes(StandardCharsets.US_ASCII));
        document.writeBytes(body().toArray());
        document.writeBytes(after.getBytes(StandardCharsets.US_ASCII));
        return document.toByteArray();
    }

    private byte[] detail() {
        byte[] data = body().toArray();
        return new JsonWriter(1024)
                .beginObject()
                .name("id")
                .text(event.getId())
                .name("source")
                .text("aws.s3")
                .name("detail-type")
                .text(String.valueOf(event.text("detailtype")))
                .name("detail")
                .json(data, 0, data.length)
                .endObject()
                .toBytes();
    }

    private byte[] description(String trigger, String nameOfTable) {
        byte[] data = body().toArray();
        return new JsonWriter(1024)
                .beginObject()
                .name("trigger")
                .text(trigger)
                .name("payload")
                .beginArray()
                .json(data, 0, data.length)
                .endArray()
                .name("binding")
                .beginObject()
                .name(nameOfTable)
                .text(String.valueOf(lastPart(event.getSource().toString())))
                .endObject()
                .endObject()
                .toBytes();
    }

    private static @Nullable TypedData read(Adapter<?> adapter, byte[] payload) {
        List<Event> events = adapter.delivery(payload, Invocation.UNKNOWN).events();
        return events.size() == 1 ? known(events.get(0).typedData()) : null;
    }

    private static @Nullable TypedData known(TypedData data) {
        return data instanceof Opaque ? null : data;
    }
}
