package dev.portolan.aws;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.ApplicationLoadBalancerRequestEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbTimeWindowEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisTimeWindowEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.TimeWindowEventResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portolan.Delivery;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.HttpHandler;
import dev.portolan.Invocation;
import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.data.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The fixtures, read by AWS's own deserializer into its own classes, must give the same events as the bytes. */
class LambdaEventsTest {

    private static final Path FIXTURES =
            Path.of("../conformance-tests/src/main/resources/dev/portolan/conformance/fixtures/aws");

    /** Payloads that AWS's classes cannot hold, or that the library that reads them refuses or changes. */
    private static final Map<String, String> NOT_HELD = Map.ofEntries(
            entry("s3/minio", "has a content type"),
            entry("s3/minio-without-second-id", "has a content type"),
            entry("s3/ceph", "has a time of microseconds"),
            entry("s3/unreadable-event-time", "has a time that the library refuses"),
            entry("s3/without-request-ids-and-sequencer", "has no time, which the library refuses"),
            entry("s3/illegal-characters-in-the-id", "has half a surrogate pair, which the library changes"),
            entry("sqs/times", "has a time that is a list, which the library unpacks"),
            entry("kinesis/arrival-times", "has times finer than milliseconds"),
            entry("s3/data-is-the-exact-slice", "has a size with an exponent"),
            entry("s3/replication-to-two-buckets", "says in replicationEventData, which the library drops, where to"),
            entry("dynamodb/times", "has times that the library does not read"),
            entry("dynamodb/data-is-the-exact-slice", "has an image that names an attribute twice"),
            entry("rest-v1/base64-flag-that-is-no-boolean", "has a text for a boolean, which the library converts"),
            entry("rest-v1/smallest-request", "has no id of any kind"),
            entry("alb/health-check", "has no id of any kind"));

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void what_messages_and_records_carry_is_opened_by_an_adapter_that_does() throws IOException {
        AwsAdapter opening = AwsAdapter.standard().opening(Hop.S3, Hop.CLOUDEVENTS);
        SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
        message.setMessageId("m1");
        message.setEventSource("aws:sqs");
        message.setEventSourceArn("arn:aws:sqs:eu-west-1:111122223333:uploads");
        message.setBody(Files.readString(FIXTURES.resolve("s3/key-is-decoded-exactly-once.json")));
        SQSEvent messages = new SQSEvent();
        messages.setRecords(List.of(message));
        assertEquals("sqs", LambdaEvents.read(messages, opening).events().get(0).getExtension("via"));
        assertEquals(
                "com.amazonaws.sqs.Message",
                LambdaEvents.read(messages).events().get(0).getType());

        byte[] payload = Files.readAllBytes(FIXTURES.resolve("kinesis/record.json"));
        KinesisEvent records = pojo(KinesisEvent.class, payload);
        KinesisTimeWindowEvent window = pojo(KinesisTimeWindowEvent.class, payload);
        String carried = "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/shop\",\"type\":\"com.example.sold\"}";
        for (KinesisEvent event : List.of(records, window)) {
            event.getRecords().forEach(record -> record.getKinesis().setData(StandardCharsets.UTF_8.encode(carried)));
        }
        assertEquals(
                "com.example.sold",
                LambdaEvents.read(records, opening).events().get(0).getType());
        assertEquals(
                "com.example.sold",
                LambdaEvents.read(window, opening).events().get(0).getType());
    }

    private static <T> T pojo(Class<T> type, byte[] payload) {
        return LambdaEventSerializers.serializerFor(type, LambdaEventsTest.class.getClassLoader())
                .fromJson(new ByteArrayInputStream(payload));
    }

    private static <T> String json(Class<T> type, Object pojo) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        LambdaEventSerializers.serializerFor(type, LambdaEventsTest.class.getClassLoader())
                .toJson(type.cast(pojo), json);
        return json.toString(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @TestFactory
    Stream<DynamicTest> queues() throws IOException {
        return sameEvents("sqs", payload -> LambdaEvents.read(pojo(SQSEvent.class, payload)));
    }

    @TestFactory
    Stream<DynamicTest> data_streams() throws IOException {
        return sameEvents("kinesis", payload -> LambdaEvents.read(pojo(KinesisEvent.class, payload)));
    }

    @TestFactory
    Stream<DynamicTest> tables() throws IOException {
        return sameEvents("dynamodb", payload -> LambdaEvents.read(pojo(DynamodbEvent.class, payload)));
    }

    @TestFactory
    Stream<DynamicTest> buckets() throws IOException {
        return sameEvents("s3", payload -> LambdaEvents.read(pojo(S3Event.class, payload)));
    }

    @TestFactory
    Stream<DynamicTest> rest_apis() throws IOException {
        return sameEvents("rest-v1", payload -> LambdaEvents.read(pojo(APIGatewayProxyRequestEvent.class, payload)));
    }

    @TestFactory
    Stream<DynamicTest> http_apis() throws IOException {
        return sameEvents("http-v2", payload -> LambdaEvents.read(pojo(APIGatewayV2HTTPEvent.class, payload)));
    }

    @TestFactory
    Stream<DynamicTest> function_urls() throws IOException {
        return sameEvents("function-url", payload -> LambdaEvents.read(pojo(APIGatewayV2HTTPEvent.class, payload)));
    }

    @TestFactory
    Stream<DynamicTest> load_balancers() throws IOException {
        return sameEvents(
                "alb", payload -> LambdaEvents.read(pojo(ApplicationLoadBalancerRequestEvent.class, payload)));
    }

    private static Stream<DynamicTest> sameEvents(String folder, Function<byte[], Delivery<?>> read)
            throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(FIXTURES.resolve(folder))) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".expected.json"))
                    .map(name -> folder + "/" + name.substring(0, name.length() - ".expected.json".length()))
                    .filter(name -> !NOT_HELD.containsKey(name) && !hasError(name))
                    .sorted()
                    .toList();
        }
        assertTrue(names.size() > 5, folder);
        return names.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    byte[] payload = Files.readAllBytes(FIXTURES.resolve(name + ".json"));
                    same(
                            AwsAdapter.read(payload),
                            read.apply(payload),
                            folder.equals("s3") || folder.equals("dynamodb"));
                }));
    }

    /** What is malformed for us, the library refuses by itself or makes something else of. */
    private static boolean hasError(String name) {
        try {
            return Files.readString(FIXTURES.resolve(name + ".expected.json")).contains("\"error\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void same(Delivery<byte[]> expected, Delivery<?> actual, boolean isNotification) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            Event one = expected.events(i).get(0);
            Event other = actual.events(i).get(0);
            assertEquals(one.kind(), other.kind());
            for (String name : one.getAttributeNames()) {
                assertEquals(one.getAttribute(name), other.getAttribute(name), name);
            }
            assertEquals(one.getExtensionNames(), other.getExtensionNames());
            for (String name : one.getExtensionNames()) {
                assertEquals(one.getExtension(name), other.getExtension(name), name);
            }
            assertEquals(one.typedData(), other.typedData());
            if (!isNotification) {
                assertEquals(one, other);
            }
        }
    }

    private static final EventHandler ODD_FAIL = (event, invocation) -> {
        if (event.getId().endsWith("1")) {
            throw new IllegalStateException("on purpose");
        }
    };

    /** The class's answer, as Lambda writes it, is our answer to the payload. */
    private static <T> void sameAnswer(String payload, Class<T> type, Function<byte[], Delivery<?>> read)
            throws IOException {
        Object answer = read.apply(bytes(payload)).handle(ODD_FAIL, Invocation.UNKNOWN);
        assertEquals(
                JSON.readTree(AwsAdapter.read(bytes(payload)).handle(ODD_FAIL, Invocation.UNKNOWN)),
                JSON.readTree(json(type, answer)));
    }

    @Test
    void queues_and_streams_are_answered_with_their_classes() throws IOException {
        sameAnswer(
                "{'Records':[{'messageId':'m0','receiptHandle':'r','eventSourceARN':'arn:q'},"
                        + "{'messageId':'m1','receiptHandle':'r','eventSourceARN':'arn:q'}]}",
                SQSBatchResponse.class,
                payload -> LambdaEvents.read(pojo(SQSEvent.class, payload)));
        String kinesis = "{'Records':[{'eventID':'s:0','eventSourceARN':'a','kinesis':{'sequenceNumber':'0'}},"
                + "{'eventID':'s:1','eventSourceARN':'a','kinesis':{'sequenceNumber':'1'}}]%s}";
        sameAnswer(
                kinesis.formatted(""),
                StreamsEventResponse.class,
                payload -> LambdaEvents.read(pojo(KinesisEvent.class, payload)));
        sameAnswer(
                kinesis.formatted(",'state':{'a':'1'},'isFinalInvokeForWindow':true"),
                TimeWindowEventResponse.class,
                payload -> LambdaEvents.read(pojo(KinesisTimeWindowEvent.class, payload)));
        String table =
                "{'Records':[{'eventID':'0','eventName':'INSERT','eventSourceARN':'a','dynamodb':{'SequenceNumber':'0'}},"
                        + "{'eventID':'1','eventName':'INSERT','eventSourceARN':'a','dynamodb':{'SequenceNumber':'1'}}]%s}";
        sameAnswer(
                table.formatted(""),
                StreamsEventResponse.class,
                payload -> LambdaEvents.read(pojo(DynamodbEvent.class, payload)));
        sameAnswer(
                table.formatted(",'state':{'a':'1'},'isFinalInvokeForWindow':true"),
                TimeWindowEventResponse.class,
                payload -> LambdaEvents.read(pojo(DynamodbTimeWindowEvent.class, payload)));
    }

    @Test
    void requests_are_answered_with_their_classes() {
        HttpResponse response = HttpResponse.text("hi").header("X-A", "1").cookie("a=1");
        HttpHandler handler = (request, invocation) -> response;

        var rest = LambdaEvents.read(pojo(APIGatewayProxyRequestEvent.class, bytes("{'httpMethod':'GET','path':'/'}")))
                .handle(handler, Invocation.UNKNOWN);
        assertEquals(200, rest.getStatusCode());
        assertEquals(List.of("a=1"), rest.getMultiValueHeaders().get("Set-Cookie"));
        assertEquals("hi", rest.getBody());
        var http = LambdaEvents.read(pojo(
                        APIGatewayV2HTTPEvent.class,
                        bytes("{'version':'2.0','rawPath':'/','requestContext':{'http':{'method':'GET'}}}")))
                .handle(handler, Invocation.UNKNOWN);
        assertEquals(200, http.getStatusCode());
        assertEquals(List.of("a=1"), http.getCookies());
        assertEquals("1", http.getHeaders().get("X-A"));
        var alb = LambdaEvents.read(pojo(
                        ApplicationLoadBalancerRequestEvent.class,
                        bytes("{'httpMethod':'GET','path':'/','headers':{},"
                                + "'requestContext':{'elb':{'targetGroupArn':'arn:t'}}}")))
                .handle(handler, Invocation.UNKNOWN);
        assertEquals(200, alb.getStatusCode());
        assertEquals("200 OK", alb.getStatusDescription());
        assertEquals("a=1", alb.getHeaders().get("Set-Cookie"));
        var multi = LambdaEvents.read(pojo(
                        ApplicationLoadBalancerRequestEvent.class,
                        bytes("{'httpMethod':'GET','path':'/','multiValueHeaders':{},"
                                + "'requestContext':{'elb':{'targetGroupArn':'arn:t'}}}")))
                .handle(handler, Invocation.UNKNOWN);
        assertEquals(List.of("1"), multi.getMultiValueHeaders().get("X-A"));
    }

    @Test
    void a_class_that_was_made_of_another_payload_is_refused() {
        assertThrows(UnrecognizedPayloadException.class, () -> LambdaEvents.read(new SQSEvent()));
        assertThrows(UnrecognizedPayloadException.class, () -> LambdaEvents.read(new KinesisEvent()));
        assertThrows(UnrecognizedPayloadException.class, () -> LambdaEvents.read(new APIGatewayProxyRequestEvent()));
    }

    @Test
    void the_test_event_of_s3_has_no_events() {
        byte[] test = bytes("{'Service':'Amazon S3','Event':'s3:TestEvent','Bucket':'b','RequestId':'r','HostId':'h'}");

        assertEquals(0, LambdaEvents.read(pojo(S3Event.class, test)).size());
    }

    @Test
    void milliseconds_taken_for_seconds_are_milliseconds_again() {
        byte[] payload = bytes("{'Records':[{'eventID':'1','eventName':'INSERT','eventSourceARN':'a',"
                + "'dynamodb':{'ApproximateCreationDateTime':1480642020123}}]}");

        Event event =
                LambdaEvents.read(pojo(DynamodbEvent.class, payload)).events().get(0);
        assertEquals("2016-12-02T01:27:00.123Z", String.valueOf(event.getTime()));
    }
}
