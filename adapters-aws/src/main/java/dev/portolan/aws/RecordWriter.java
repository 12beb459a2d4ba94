package dev.portolan.aws;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbTimeWindowEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisTimeWindowEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes AWS's classes of batches as the payloads they were made from, as far as they hold what events are made of. */
final class RecordWriter extends MemberWriter {

    private RecordWriter() {}

    static byte[] payload(SQSEvent event) {
        RecordWriter writer = new RecordWriter();
        writer.json.beginObject();
        if (event.getRecords() != null) {
            writer.json.name("Records").beginArray();
            for (SQSEvent.SQSMessage message : event.getRecords()) {
                writer.message(message);
            }
            writer.json.endArray();
        }
        return writer.json.endObject().toBytes();
    }

    private void message(SQSEvent.SQSMessage message) {
        json.beginObject();
        text("messageId", message.getMessageId());
        text("receiptHandle", message.getReceiptHandle());
        text("body", message.getBody());
        texts("attributes", message.getAttributes());
        if (message.getMessageAttributes() != null) {
            json.name("messageAttributes").beginObject();
            for (Map.Entry<String, SQSEvent.MessageAttribute> attribute :
                    message.getMessageAttributes().entrySet()) {
                if (attribute.getValue() != null) {
                    json.name(attribute.getKey()).beginObject();
                    text("stringValue", attribute.getValue().getStringValue());
                    bytes("binaryValue", attribute.getValue().getBinaryValue());
                    text("dataType", attribute.getValue().getDataType());
                    json.endObject();
                }
            }
            json.endObject();
        }
        text("eventSource", message.getEventSource());
        text("eventSourceARN", message.getEventSourceArn());
        text("awsRegion", message.getAwsRegion());
        json.endObject();
    }

    static byte[] payload(KinesisEvent event) {
        RecordWriter writer = new RecordWriter();
        writer.json.beginObject();
        writer.kinesisRecords(event);
        return writer.json.endObject().toBytes();
    }

    static byte[] payload(KinesisTimeWindowEvent event) {
        RecordWriter writer = new RecordWriter();
        writer.json.beginObject();
        writer.kinesisRecords(event);
        writer.window(event.getState(), event.getIsFinalInvokeForWindow());
        return writer.json.endObject().toBytes();
    }

    private void kinesisRecords(KinesisEvent event) {
        if (event.getRecords() == null) {
            return;
        }
        json.name("Records").beginArray();
        for (KinesisEvent.KinesisEventRecord record : event.getRecords()) {
            json.beginObject();
            text("eventID", record.getEventID());
            text("eventName", record.getEventName());
            text("eventSource", record.getEventSource());
            text("eventSourceARN", record.getEventSourceARN());
            text("awsRegion", record.getAwsRegion());
            KinesisEvent.Record kinesis = record.getKinesis();
            if (kinesis != null) {
                json.name("kinesis").beginObject();
                text("partitionKey", kinesis.getPartitionKey());
                text("sequenceNumber", kinesis.getSequenceNumber());
                bytes("data", kinesis.getData());
                seconds("approximateArrivalTimestamp", kinesis.getApproximateArrivalTimestamp());
                json.endObject();
            }
            json.endObject();
        }
        json.endArray();
    }

    private void window(@Nullable Map<String, String> state, @Nullable Boolean isFinal) {
        texts("state", state);
        json.name("isFinalInvokeForWindow").bool(Boolean.TRUE.equals(isFinal));
    }

    static byte[] payload(DynamodbEvent event) {
        RecordWriter writer = new RecordWriter();
        writer.json.beginObject();
        writer.dynamoDbRecords(event);
        return writer.json.endObject().toBytes();
    }

    static byte[] payload(DynamodbTimeWindowEvent event) {
        RecordWriter writer = new RecordWriter();
        writer.json.beginObject();
        writer.dynamoDbRecords(event);
        writer.window(event.getState(), event.getIsFinalInvokeForWindow());
        return writer.json.endObject().toBytes();
    }

    private void dynamoDbRecords(DynamodbEvent event) {
        if (event.getRecords() == null) {
            return;
        }
        json.name("Records").beginArray();
        for (DynamodbEvent.DynamodbStreamRecord record : event.getRecords()) {
            json.beginObject();
            text("eventID", record.getEventID());
            text("eventName", record.getEventName());
            text("eventVersion", record.getEventVersion());
            text("eventSource", record.getEventSource());
            text("awsRegion", record.getAwsRegion());
            if (record.getDynamodb() != null) {
                json.name("dynamodb");
                streamRecord(record.getDynamodb());
            }
            if (record.getUserIdentity() != null) {
                json.name("userIdentity").beginObject();
                text("type", record.getUserIdentity().getType());
                text("principalId", record.getUserIdentity().getPrincipalId());
                json.endObject();
            }
            text("eventSourceARN", record.getEventSourceARN());
            json.endObject();
        }
        json.endArray();
    }

    private void streamRecord(StreamRecord record) {
        json.beginObject();
        seconds("ApproximateCreationDateTime", record.getApproximateCreationDateTime());
        image("Keys", record.getKeys());
        image("NewImage", record.getNewImage());
        image("OldImage", record.getOldImage());
        text("SequenceNumber", record.getSequenceNumber());
        text("StreamViewType", record.getStreamViewType());
        json.endObject();
    }

    private void image(String name, @Nullable Map<String, AttributeValue> image) {
        if (image != null) {
            json.name(name);
            attributes(image);
        }
    }

    private void attributes(Map<String, AttributeValue> attributes) {
        json.beginObject();
        for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
            json.name(attribute.getKey());
            attribute(attribute.getValue());
        }
        json.endObject();
    }

    private void attribute(AttributeValue value) {
        json.beginObject();
        text("S", value.getS());
        text("N", value.getN());
        bytes("B", value.getB());
        if (value.getBOOL() != null) {
            json.name("BOOL").bool(value.getBOOL());
        }
        if (Boolean.TRUE.equals(value.getNULL())) {
            json.name("NULL").bool(true);
        }
        image("M", value.getM());
        if (value.getL() != null) {
            json.name("L").beginArray();
            for (AttributeValue element : value.getL()) {
                attribute(element);
            }
            json.endArray();
        }
        textList("SS", value.getSS());
        textList("NS", value.getNS());
        if (value.getBS() != null) {
            json.name("BS").beginArray();
            for (ByteBuffer element : value.getBS()) {
                json.base64(bytes(element));
            }
            json.endArray();
        }
        json.endObject();
    }

    static byte[] payload(S3Event event) {
        RecordWriter writer = new RecordWriter();
        writer.json.beginObject().name("Records").beginArray();
        if (event.getRecords() != null) {
            for (S3EventNotificationRecord record : event.getRecords()) {
                writer.notification(record);
            }
        }
        return writer.json.endArray().endObject().toBytes();
    }

    private void notification(S3EventNotificationRecord record) {
        json.beginObject();
        text("eventVersion", record.getEventVersion());
        text("eventSource", record.getEventSource());
        text("awsRegion", record.getAwsRegion());
        text(
                "eventTime",
                record.getEventTime() == null ? null : record.getEventTime().toString());
        text("eventName", record.getEventName());
        if (record.getResponseElements() != null) {
            json.name("responseElements").beginObject();
            text("x-amz-request-id", record.getResponseElements().getxAmzRequestId());
            text("x-amz-id-2", record.getResponseElements().getxAmzId2());
            json.endObject();
        }
        if (record.getS3() != null) {
            json.name("s3").beginObject();
            if (record.getS3().getBucket() != null) {
                json.name("bucket").beginObject();
                text("name", record.getS3().getBucket().getName());
                json.endObject();
            }
            if (record.getS3().getObject() != null) {
                json.name("object").beginObject();
                text("key", record.getS3().getObject().getKey());
                number("size", size(record));
                text("eTag", record.getS3().getObject().geteTag());
                text("versionId", record.getS3().getObject().getVersionId());
                text("sequencer", record.getS3().getObject().getSequencer());
                json.endObject();
            }
            json.endObject();
        }
        json.endObject();
    }

    /** The class has 0 for an event without a size, such as a delete; only an object that was created can be empty. */
    private static @Nullable Long size(S3EventNotificationRecord record) {
        Long size = record.getS3().getObject().getSizeAsLong();
        String name = record.getEventName();
        boolean isTold = size != null && (size != 0 || (name != null && name.contains("ObjectCreated:")));
        return isTold ? size : null;
    }
}
