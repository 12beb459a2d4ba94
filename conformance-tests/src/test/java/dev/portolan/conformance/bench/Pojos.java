package dev.portolan.conformance.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** AWS's event classes, made into CloudEvents with the SDK's builder. */
final class Pojos {

    private Pojos() {}

    static List<CloudEvent> events(Object payload) {
        List<CloudEvent> events = new ArrayList<>();
        if (payload instanceof SQSEvent batch) {
            for (SQSEvent.SQSMessage message : batch.getRecords()) {
                events.add(start(message.getMessageId(), message.getEventSourceArn(), "com.amazonaws.sqs.Message")
                        .withTime(millis(Long.parseLong(message.getAttributes().get("SentTimestamp"))))
                        .withData("application/json", message.getBody().getBytes(UTF_8))
                        .build());
            }
        } else if (payload instanceof KinesisEvent batch) {
            for (KinesisEvent.KinesisEventRecord record : batch.getRecords()) {
                events.add(start(record.getEventID(), record.getEventSourceARN(), "com.amazonaws.kinesis.Record")
                        .withTime(record.getKinesis()
                                .getApproximateArrivalTimestamp()
                                .toInstant()
                                .atOffset(ZoneOffset.UTC))
                        .withExtension("partitionkey", record.getKinesis().getPartitionKey())
                        .withData(record.getKinesis().getData().array())
                        .build());
            }
        } else if (payload instanceof S3Event notification) {
            for (S3EventNotificationRecord record : notification.getRecords()) {
                String id = record.getResponseElements().getxAmzRequestId() + "."
                        + record.getResponseElements().getxAmzId2();
                events.add(start(
                                id,
                                "aws:s3.eu-west-1." + record.getS3().getBucket().getName(),
                                "com.amazonaws.s3." + record.getEventName())
                        .withSubject(record.getS3().getObject().getUrlDecodedKey())
                        .withTime(millis(record.getEventTime().getMillis()))
                        .build());
            }
        } else if (payload instanceof APIGatewayV2HTTPEvent request) {
            events.add(start(
                            request.getRequestContext().getRequestId(),
                            "https://" + request.getRequestContext().getDomainName(),
                            "http.request")
                    .withSubject(request.getRawPath())
                    .withTime(millis(request.getRequestContext().getTimeEpoch()))
                    .withData("application/json", request.getBody().getBytes(UTF_8))
                    .build());
        } else if (payload instanceof APIGatewayProxyRequestEvent request) {
            events.add(start(request.getRequestContext().getExtendedRequestId(), "https://rest", "http.request")
                    .withSubject(request.getPath())
                    .withTime(millis(request.getRequestContext().getRequestTimeEpoch()))
                    .withData("application/json", request.getBody().getBytes(UTF_8))
                    .build());
        } else {
            throw new IllegalArgumentException(payload.getClass().getName());
        }
        return events;
    }

    private static CloudEventBuilder start(String id, String source, String type) {
        return CloudEventBuilder.v1().withId(id).withSource(URI.create(source)).withType(type);
    }

    private static OffsetDateTime millis(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }
}
