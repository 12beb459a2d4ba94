package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source that hands over several items at once, and how its platform takes the answer. */
enum Channel {
    SQS("aws/sqs", Order.NONE, "messageId"),
    SQS_FIFO("aws/sqs-fifo", Order.BY_GROUP, "messageId"),
    KINESIS("aws/kinesis", Order.ALL, "kinesis.sequenceNumber"),
    DYNAMODB("aws/dynamodb", Order.ALL, "dynamodb.SequenceNumber");

    /** Which items may be attempted after one has failed. */
    enum Order {
        NONE,
        BY_GROUP,
        ALL
    }

    /**
     * One item of a batch.
     *
     * @param mark what its data holds, so that a handler knows it again
     * @param identifier what the platform calls it in answers
     * @param group its message group
     */
    record Parcel(String mark, String identifier, String group) {}

    private static final String REGION = "arn:aws:%s:eu-west-1:111122223333:";

    private final String source;
    private final Order order;
    private final String identifier;

    Channel(String source, Order order, String identifier) {
        this.source = source;
        this.order = order;
        this.identifier = identifier;
    }

    /** The name in reports and arguments, such as {@code aws/sqs-fifo}. */
    String source() {
        return source;
    }

    Order order() {
        return order;
    }

    /** How the platform calls the item with this number of a batch with this number. */
    String identifier(int batch, int item) {
        return order == Order.ALL
                ? "4" + (1_000_000L + batch) + (1_000_000L + item)
                : "00000000-0000-4000-8000-" + (100_000 + batch) + (100_000 + item);
    }

    /** The payload that the platform sends. */
    byte[] payload(List<Parcel> parcels) {
        ObjectNode payload = StrictJson.MAPPER.createObjectNode();
        for (Parcel parcel : parcels) {
            payload.withArray("Records").add(record(parcel));
        }
        return StrictJson.write(payload);
    }

    private ObjectNode record(Parcel parcel) {
        ObjectNode record = StrictJson.MAPPER.createObjectNode();
        switch (this) {
            case KINESIS -> {
                record.put("eventSource", "aws:kinesis")
                        .put("eventVersion", "1.0")
                        .put("eventName", "aws:kinesis:record");
                record.put("eventID", "shardId-000000000000:" + parcel.identifier())
                        .put("awsRegion", "eu-west-1");
                record.put("eventSourceARN", REGION.formatted("kinesis") + "stream/orders");
                record.putObject("kinesis")
                        .put("kinesisSchemaVersion", "1.0")
                        .put("partitionKey", parcel.group())
                        .put("sequenceNumber", parcel.identifier())
                        .put(
                                "data",
                                Base64.getEncoder().encodeToString(parcel.mark().getBytes(StandardCharsets.UTF_8)))
                        .put("approximateArrivalTimestamp", 1_767_323_045.678);
            }
            case DYNAMODB -> {
                record.put("eventID", parcel.identifier())
                        .put("eventName", "INSERT")
                        .put("eventVersion", "1.1");
                record.put("eventSource", "aws:dynamodb").put("awsRegion", "eu-west-1");
                ObjectNode change = record.putObject("dynamodb").put("SequenceNumber", parcel.identifier());
                change.putObject("Keys").putObject("id").put("S", parcel.mark());
                change.put("SizeBytes", 26)
                        .put("StreamViewType", "KEYS_ONLY")
                        .put("ApproximateCreationDateTime", 1_767_323_045);
                record.put(
                        "eventSourceARN", REGION.formatted("dynamodb") + "table/orders/stream/2026-01-01T00:00:00.000");
            }
            default -> {
                record.put("messageId", parcel.identifier()).put("receiptHandle", "r-" + parcel.identifier());
                record.put("body", parcel.mark()).put("eventSource", "aws:sqs").put("awsRegion", "eu-west-1");
                ObjectNode attributes = record.putObject("attributes")
                        .put("ApproximateReceiveCount", "1")
                        .put("SentTimestamp", "1767323045678");
                if (this == SQS_FIFO) {
                    attributes.put("MessageGroupId", parcel.group());
                }
                record.putObject("messageAttributes");
                record.put("eventSourceARN", REGION.formatted("sqs") + (this == SQS_FIFO ? "orders.fifo" : "orders"));
            }
        }
        return record;
    }

    /** The payload with an item that cannot be decoded, though the platform can be told which. */
    byte[] withUndecodable(byte[] payload, int item) {
        ObjectNode document = (ObjectNode) StrictJson.read(payload);
        ((ObjectNode) document.path("Records").path(item)).remove("eventSourceARN");
        return StrictJson.write(document);
    }

    /** The payload with an item whose identifier is missing. */
    byte[] withoutIdentifier(byte[] payload, int item) {
        ObjectNode document = (ObjectNode) StrictJson.read(payload);
        JsonNode record = document.path("Records").path(item);
        int dot = identifier.indexOf('.');
        JsonNode owner = dot < 0 ? record : record.path(identifier.substring(0, dot));
        ((ObjectNode) owner).remove(identifier.substring(dot + 1));
        return StrictJson.write(document);
    }

    /**
     * What the platform understands: the identifiers of the items that failed; null if it takes the whole batch as failed.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial batch
     *     responses</a>
     */
    static @Nullable List<String> failed(byte[] answer) {
        if (answer.length == 0) {
            return List.of();
        }
        JsonNode json;
        try {
            json = StrictJson.read(answer);
        } catch (IllegalArgumentException e) {
            return null;
        }
        List<String> failed = new ArrayList<>();
        for (JsonNode failure : json.path("batchItemFailures")) {
            String named = failure.path("itemIdentifier").asText("");
            if (named.isEmpty()) {
                return null;
            }
            failed.add(named);
        }
        return failed;
    }
}
