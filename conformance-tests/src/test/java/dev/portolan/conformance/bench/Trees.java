package dev.portolan.conformance.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What one writes without a library: a Jackson tree, and the CloudEvents SDK's builder. */
final class Trees {

    private final Case measured;
    private final ObjectMapper mapper;

    Trees(Case measured, ObjectMapper mapper) {
        this.measured = measured;
        this.mapper = mapper;
    }

    List<CloudEvent> events(byte[] payload) throws IOException {
        JsonNode root = mapper.readTree(payload);
        JsonNode records = root.isArray() ? root : root.path("Records");
        if (records.isMissingNode()) {
            return List.of(event(root, payload));
        }
        List<CloudEvent> events = new ArrayList<>(records.size());
        for (JsonNode record : records) {
            events.add(event(record, payload));
        }
        return events;
    }

    private CloudEvent event(JsonNode record, byte[] payload) {
        return switch (measured) {
            case KINESIS ->
                start("com.amazonaws.kinesis.Record", record.get("eventID"), record.get("eventSourceARN"))
                        .withTime(seconds(record.at("/kinesis/approximateArrivalTimestamp")))
                        .withExtension(
                                "partitionkey",
                                record.at("/kinesis/partitionKey").textValue())
                        .withData(
                                "application/octet-stream",
                                Base64.getDecoder()
                                        .decode(record.at("/kinesis/data").textValue()))
                        .build();
            case DYNAMODB ->
                start("com.amazonaws.dynamodb.Modify", record.get("eventID"), record.get("eventSourceARN"))
                        .withTime(seconds(record.at("/dynamodb/ApproximateCreationDateTime")))
                        .withData("application/json", JsonCloudEventData.wrap(record))
                        .build();
            case S3 ->
                CloudEventBuilder.v1()
                        .withId(record.at("/responseElements/x-amz-request-id").textValue() + "."
                                + record.at("/responseElements/x-amz-id-2").textValue())
                        .withSource(URI.create("aws:s3.eu-west-1."
                                + record.at("/s3/bucket/name").textValue()))
                        .withType("com.amazonaws.s3." + record.get("eventName").textValue())
                        .withSubject(record.at("/s3/object/key").textValue())
                        .withTime(OffsetDateTime.parse(record.get("eventTime").textValue()))
                        .withData("application/json", JsonCloudEventData.wrap(record))
                        .build();
            case REST_V1, HTTP_V2, HTTP_DENSE -> request(record);
            case PUBSUB ->
                start(
                                "google.cloud.pubsub.topic.v1.messagePublished",
                                record.at("/message/messageId"),
                                record.get("subscription"))
                        .withTime(OffsetDateTime.parse(
                                record.at("/message/publishTime").textValue()))
                        .withData("application/json", payload)
                        .build();
            case LEGACY_STORAGE ->
                start(
                                "google.cloud.storage.object.v1.finalized",
                                record.at("/context/eventId"),
                                record.at("/context/resource/name"))
                        .withTime(OffsetDateTime.parse(
                                record.at("/context/timestamp").textValue()))
                        .withSubject("objects/" + record.at("/data/name").textValue())
                        .withData("application/json", JsonCloudEventData.wrap(record.get("data")))
                        .build();
            case EVENT_GRID ->
                start(record.get("eventType").textValue(), record.get("id"), record.get("topic"))
                        .withTime(OffsetDateTime.parse(record.get("eventTime").textValue()))
                        .withSubject(record.get("subject").textValue())
                        .withData("application/json", JsonCloudEventData.wrap(record.get("data")))
                        .build();
            case CLOUDEVENT, CLOUDEVENTS ->
                start(record.get("type").textValue(), record.get("id"), record.get("source"))
                        .withTime(OffsetDateTime.parse(record.get("time").textValue()))
                        .withSubject(record.get("subject").textValue())
                        .withExtension(
                                "partitionkey", record.get("partitionkey").textValue())
                        .withData("application/json", JsonCloudEventData.wrap(record.get("data")))
                        .build();
            default ->
                start("com.amazonaws.sqs.Message", record.get("messageId"), record.get("eventSourceARN"))
                        .withTime(millis(record.at("/attributes/SentTimestamp").textValue()))
                        .withData(
                                "application/json",
                                record.get("body").textValue().getBytes(UTF_8))
                        .build();
        };
    }

    private CloudEvent request(JsonNode record) {
        JsonNode context = record.get("requestContext");
        boolean v1 = measured == Case.REST_V1;
        return CloudEventBuilder.v1()
                .withId(context.get(v1 ? "extendedRequestId" : "requestId").textValue())
                .withSource(URI.create("https://" + context.get("domainName").textValue()))
                .withType("http.request")
                .withSubject(record.get(v1 ? "path" : "rawPath").textValue())
                .withTime(millis(
                        context.get(v1 ? "requestTimeEpoch" : "timeEpoch").asText()))
                .withData("application/json", record.get("body").textValue().getBytes(UTF_8))
                .build();
    }

    private static CloudEventBuilder start(String type, JsonNode id, JsonNode source) {
        return CloudEventBuilder.v1()
                .withId(id.textValue())
                .withSource(URI.create(source.textValue()))
                .withType(type);
    }

    private static OffsetDateTime millis(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis)).atOffset(ZoneOffset.UTC);
    }

    private static OffsetDateTime seconds(JsonNode seconds) {
        return Instant.ofEpochMilli(seconds.decimalValue().movePointRight(3).longValue())
                .atOffset(ZoneOffset.UTC);
    }
}
