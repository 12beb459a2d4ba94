package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portolan.conformance.simulate.Simulate;
import dev.portolan.data.Bytes;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.Message;
import dev.portolan.data.StoredObject;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.TypedData;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A source that hands over items, and how its platform takes the answer. */
enum Channel {
    SQS("aws/sqs", "aws:sqs", Order.NONE, Told.ITEMS, Integer.MAX_VALUE),
    SQS_FIFO("aws/sqs-fifo", "aws:sqs", Order.BY_GROUP, Told.ITEMS, Integer.MAX_VALUE),
    KINESIS("aws/kinesis", "aws:kinesis", Order.ALL, Told.ITEMS, Integer.MAX_VALUE),
    DYNAMODB("aws/dynamodb", "aws:dynamodb", Order.ALL, Told.ITEMS, Integer.MAX_VALUE),
    PUBSUB("gcp/pubsub", "gcp:pubsub", Order.NONE, Told.STATUS, 1),
    EVENTARC("gcp/cloudevent", "gcp:storage", Order.NONE, Told.STATUS, 1),
    STORAGE_QUEUE("azure/queue", "azure:queue", Order.NONE, Told.WHOLE, 1),
    SERVICE_BUS("azure/servicebus", "azure:servicebus", Order.NONE, Told.WHOLE, Integer.MAX_VALUE),
    EVENT_HUBS("azure/eventhubs", "azure:eventhubs", Order.NONE, Told.WHOLE, Integer.MAX_VALUE),
    EVENT_GRID("azure/eventgrid", "azure:eventgrid", Order.NONE, Told.WEBHOOK, Integer.MAX_VALUE);

    /** Which items may be attempted after one has failed. */
    enum Order {
        NONE,
        BY_GROUP,
        ALL
    }

    /** What a platform can be told. */
    enum Told {
        /** The items that failed, by their identifiers. */
        ITEMS,
        /** Whether the function threw an exception: then everything comes again. */
        WHOLE,
        /** The same, or by the status of a response, as the trigger may stand behind a webhook. */
        WEBHOOK,
        /** By the status of a response alone. */
        STATUS
    }

    /**
     * One item of a batch.
     *
     * @param mark what its data holds, so that a handler knows it again
     * @param group its message group
     */
    record Parcel(String mark, String group) {}

    private final String source;
    private final String simulated;
    private final Order order;
    private final Told told;
    private final int most;

    Channel(String source, String simulated, Order order, Told told, int most) {
        this.source = source;
        this.simulated = simulated;
        this.order = order;
        this.told = told;
        this.most = most;
    }

    /** The name in reports and arguments, such as {@code aws/sqs-fifo}. */
    String source() {
        return source;
    }

    Order order() {
        return order;
    }

    /** Whether the platform is told which items failed; else only that some did. */
    boolean isToldItems() {
        return told == Told.ITEMS;
    }

    /** How many items a batch can have. */
    int most() {
        return most;
    }

    /** The payload that the platform sends. */
    byte[] payload(int batch, List<Parcel> parcels) {
        List<TypedData> records = new ArrayList<>();
        for (Parcel parcel : parcels) {
            records.add(record(parcel, "4" + (1_000_000L + batch) + (1_000_000L + records.size())));
        }
        return Simulate.exactly(records).seed(batch).forSource(simulated);
    }

    private TypedData record(Parcel parcel, String position) {
        Bytes mark = Bytes.utf8(parcel.mark());
        return switch (this) {
            case SQS, PUBSUB, STORAGE_QUEUE, SERVICE_BUS ->
                new Message(mark, null, Map.of(), null, "orders", null, 1, null);
            case SQS_FIFO -> new Message(mark, null, Map.of(), null, "orders.fifo", parcel.group(), 1, null);
            case KINESIS ->
                new StreamRecord(mark, Bytes.utf8(parcel.group()), null, position, "clicks", null, List.of());
            case EVENT_HUBS -> new StreamRecord(mark, null, null, position, "clicks", null, List.of());
            case DYNAMODB ->
                new DocumentChange(DocumentChange.Operation.INSERT, "orders", Map.of("id", parcel.mark()), null, null);
            case EVENTARC, EVENT_GRID ->
                new StoredObject(
                        StoredObject.Change.CREATED, "photos", parcel.mark(), 1L, null, null, "text/plain", null);
        };
    }

    /** What the platform calls the items in answers; empty if it is not told items. */
    List<String> identifiers(byte[] payload) {
        List<String> identifiers = new ArrayList<>();
        if (told != Told.ITEMS) {
            return identifiers;
        }
        StrictJson.read(payload)
                .path("Records")
                .forEach(record ->
                        identifiers.add(owner(record).path(identifier()).asText()));
        return identifiers;
    }

    private JsonNode owner(JsonNode record) {
        return switch (this) {
            case KINESIS -> record.path("kinesis");
            case DYNAMODB -> record.path("dynamodb");
            default -> record;
        };
    }

    private String identifier() {
        return switch (this) {
            case KINESIS -> "sequenceNumber";
            case DYNAMODB -> "SequenceNumber";
            default -> "messageId";
        };
    }

    /**
     * The payload with an item that cannot be decoded, though the platform can be told which.
     *
     * @throws Rule.NotChecked if the kit knows none
     */
    byte[] withUndecodable(byte[] payload, int item) {
        return switch (this) {
            case SQS, SQS_FIFO, KINESIS, DYNAMODB -> {
                JsonNode document = StrictJson.read(payload);
                ((ObjectNode) document.path("Records").path(item)).remove("eventSourceARN");
                yield StrictJson.write(document);
            }
            case EVENT_GRID -> {
                JsonNode document = StrictJson.read(payload);
                ((ObjectNode) ((ArrayNode) document).get(item)).remove("id");
                yield StrictJson.write(document);
            }
            case STORAGE_QUEUE -> {
                JsonNode document = StrictJson.read(payload);
                ((ObjectNode) document.path("metadata")).remove("Id");
                yield StrictJson.write(document);
            }
            case PUBSUB -> replaced(payload, "\"data\":\"", "\"data\":\"?");
            case EVENTARC -> replaced(payload, "\r\nce-id: ", "\r\nce-id:\r\nx: ");
            case SERVICE_BUS, EVENT_HUBS -> throw new Rule.NotChecked("No item of this source is malformed by itself.");
        };
    }

    /** The request with another text in place of one; of a body, the next character goes with it, to keep its length. */
    private static byte[] replaced(byte[] request, String text, String other) {
        String all = new String(request, StandardCharsets.ISO_8859_1);
        int at = all.indexOf(text);
        int end = at + (at > all.indexOf("\r\n\r\n") ? other.length() : text.length());
        return (all.substring(0, at) + other + all.substring(end)).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The payload with an item whose identifier is missing. */
    byte[] withoutIdentifier(byte[] payload, int item) {
        JsonNode document = StrictJson.read(payload);
        ((ObjectNode) owner(document.path("Records").path(item))).remove(identifier());
        return StrictJson.write(document);
    }

    /**
     * The identifiers of the items that the platform takes as failed: some of an answer that tells items, none of one that
     * acknowledges; null if it takes the whole batch as failed.
     */
    @Nullable
    Collection<String> failed(@Nullable Object answer) {
        return switch (told) {
            case ITEMS -> answer instanceof byte[] json ? PlatformAnswer.failedItems(json) : null;
            case STATUS -> answer instanceof Integer status && PlatformAnswer.acknowledges(status) ? List.of() : null;
            case WEBHOOK -> answer instanceof Integer status && (status < 200 || status > 204) ? null : List.of();
            case WHOLE -> List.of();
        };
    }

    /** Whether the platform could have been given this. */
    boolean isAnswer(@Nullable Object answer) {
        return switch (told) {
            case ITEMS -> answer instanceof byte[];
            case STATUS -> answer instanceof Integer;
            case WHOLE, WEBHOOK -> true;
        };
    }
}
