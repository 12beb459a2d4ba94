package dev.portolan.conformance.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.ActiveMQEvent;
import com.amazonaws.services.lambda.runtime.events.ApplicationLoadBalancerRequestEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisFirehoseEvent;
import com.amazonaws.services.lambda.runtime.events.RabbitMQEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.Message;
import dev.portolan.data.StoredObject;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.TimerFired;
import dev.portolan.data.TypedData;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** AWS's own classes read what is simulated, and see the same values. */
final class AwsEventsOracleTest {

    @Test
    void s3() {
        S3EventNotificationRecord record =
                read(S3Event.class, "aws:s3", StoredObject.class).getRecords().get(0);
        assertEquals("ObjectCreated:Put", record.getEventName());
        assertEquals("photos", record.getS3().getBucket().getName());
        assertEquals("cat.jpg", record.getS3().getObject().getUrlDecodedKey());
        assertEquals(9, record.getS3().getObject().getSizeAsLong());
        assertEquals("437b", record.getS3().getObject().geteTag());
        assertEquals("17", record.getS3().getObject().getVersionId());
        assertEquals("0055AE", record.getS3().getObject().getSequencer());
    }

    @Test
    void a_key_is_decoded_once() {
        String key = "holiday/été 1+2%20.jpg";
        byte[] payload = Simulate.objectCreated("photos", key).forSource("aws:s3");
        assertEquals(
                key,
                read(S3Event.class, payload)
                        .getRecords()
                        .get(0)
                        .getS3()
                        .getObject()
                        .getUrlDecodedKey());
    }

    @Test
    void sqs() {
        SQSEvent.SQSMessage message =
                read(SQSEvent.class, "aws:sqs", Message.class).getRecords().get(0);
        assertEquals("hello", message.getBody());
        assertEquals("17", message.getMessageId());
        assertEquals("v", at(message.getMessageAttributes(), "k").getStringValue());
        assertEquals(
                "text/html", at(message.getMessageAttributes(), "content-type").getStringValue());
        assertEquals("2", message.getAttributes().get("ApproximateReceiveCount"));
        assertEquals("g", message.getAttributes().get("MessageGroupId"));
        assertEquals("arn:aws:sqs:eu-west-1:123456789012:orders", message.getEventSourceArn());
    }

    @Test
    void sns() {
        SNSEvent.SNS sns = read(SNSEvent.class, "aws:sns", Message.class)
                .getRecords()
                .get(0)
                .getSNS();
        assertEquals("hello", sns.getMessage());
        assertEquals("17", sns.getMessageId());
        assertEquals("arn:aws:sns:eu-west-1:123456789012:orders", sns.getTopicArn());
        assertEquals("v", at(sns.getMessageAttributes(), "k").getValue());
        assertEquals(1767323045000L, sns.getTimestamp().getMillis());
    }

    @Test
    void kinesis() {
        KinesisEvent.KinesisEventRecord record = read(KinesisEvent.class, "aws:kinesis", StreamRecord.class)
                .getRecords()
                .get(0);
        assertEquals("1:17", record.getEventID());
        assertEquals("key", record.getKinesis().getPartitionKey());
        assertEquals("17", record.getKinesis().getSequenceNumber());
        assertEquals(
                "hello",
                StandardCharsets.UTF_8.decode(record.getKinesis().getData()).toString());
    }

    @Test
    void firehose() {
        KinesisFirehoseEvent event = read(KinesisFirehoseEvent.class, "aws:firehose", StreamRecord.class);
        assertEquals("arn:aws:firehose:eu-west-1:123456789012:deliverystream/clicks", event.getDeliveryStreamArn());
        KinesisFirehoseEvent.Record record = event.getRecords().get(0);
        assertEquals("hello", StandardCharsets.UTF_8.decode(record.getData()).toString());
        assertEquals(1767323045000L, record.getApproximateArrivalTimestamp());
        assertEquals("key", record.getKinesisRecordMetadata().get("partitionKey"));
    }

    @Test
    void dynamodb() {
        DynamodbEvent.DynamodbStreamRecord record = read(DynamodbEvent.class, "aws:dynamodb", DocumentChange.class)
                .getRecords()
                .get(0);
        assertEquals("MODIFY", record.getEventName());
        assertEquals("o-1", at(record.getDynamodb().getKeys(), "id").getS());
        assertEquals("12.5", at(record.getDynamodb().getNewImage(), "total").getN());
        assertEquals("o-1", at(record.getDynamodb().getOldImage(), "id").getS());
    }

    @Test
    void kafka() {
        KafkaEvent.KafkaEventRecord record = at(
                        read(KafkaEvent.class, "aws:kafka", StreamRecord.class).getRecords(), "clicks-1")
                .get(0);
        assertEquals(17, record.getOffset());
        assertEquals("hello", new String(Base64.getDecoder().decode(record.getValue()), StandardCharsets.UTF_8));
        assertEquals(1767323045000L, record.getTimestamp());
    }

    @Test
    void brokers() {
        ActiveMQEvent.ActiveMQMessage active = read(ActiveMQEvent.class, "aws:activemq", Message.class)
                .getMessages()
                .get(0);
        assertEquals("orders", active.getDestination().getPhysicalName());
        assertEquals("aGVsbG8=", active.getData());
        RabbitMQEvent.RabbitMessage rabbit = at(
                        read(RabbitMQEvent.class, "aws:rabbitmq", Message.class).getRmqMessagesByQueue(), "orders::/")
                .get(0);
        assertEquals("Jan 2, 2026, 3:04:05 AM", rabbit.getBasicProperties().getTimestamp());
        assertEquals("aGVsbG8=", rabbit.getData());
    }

    @Test
    void schedules() {
        ScheduledEvent event = read(ScheduledEvent.class, "aws:schedule", TimerFired.class);
        assertEquals(List.of("arn:aws:events:eu-west-1:123456789012:rule/nightly"), event.getResources());
        assertEquals(1767323045000L, event.getTime().getMillis());
    }

    @Test
    void requests() {
        APIGatewayV2HTTPEvent v2 = read(APIGatewayV2HTTPEvent.class, "aws:http-v2", HttpRequest.class);
        assertEquals("POST", v2.getRequestContext().getHttp().getMethod());
        assertEquals("/orders q=1 hello", v2.getRawPath() + " " + v2.getRawQueryString() + " " + v2.getBody());
        assertEquals(List.of("a=1"), v2.getCookies());
        APIGatewayProxyRequestEvent v1 = read(APIGatewayProxyRequestEvent.class, "aws:rest-v1", HttpRequest.class);
        assertEquals("POST /orders hello", v1.getHttpMethod() + " " + v1.getPath() + " " + v1.getBody());
        assertEquals(Map.of("q", List.of("1")), v1.getMultiValueQueryStringParameters());
        ApplicationLoadBalancerRequestEvent alb =
                read(ApplicationLoadBalancerRequestEvent.class, "aws:alb", HttpRequest.class);
        assertEquals("POST /orders hello", alb.getHttpMethod() + " " + alb.getPath() + " " + alb.getBody());
        assertEquals(List.of("shop.example.com"), alb.getMultiValueHeaders().get("host"));
        ApplicationLoadBalancerRequestEvent last =
                read(ApplicationLoadBalancerRequestEvent.class, "aws:alb-single-value", HttpRequest.class);
        assertEquals("shop.example.com", last.getHeaders().get("host"));
        assertEquals(Map.of("q", "1"), last.getQueryStringParameters());
    }

    private static <V> V at(Map<String, V> map, String name) {
        return Objects.requireNonNull(map.get(name), name);
    }

    private static <T> T read(Class<T> type, String source, Class<? extends TypedData> record) {
        return read(type, Simulate.exactly(List.of(Samples.of(record))).forSource(source));
    }

    private static <T> T read(Class<T> type, byte[] payload) {
        return LambdaEventSerializers.serializerFor(type, AwsEventsOracleTest.class.getClassLoader())
                .fromJson(new ByteArrayInputStream(payload));
    }
}
