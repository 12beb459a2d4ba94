package dev.portolan.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.CallHandler;
import dev.portolan.DeliveryFailedException;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Handler;
import dev.portolan.HttpHandler;
import dev.portolan.Invocation;
import dev.portolan.MalformedPayloadException;
import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.data.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LambdaEntryTest {

    private static final String XRAY = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
    private static final String TRACEPARENT = "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01";
    private static final String REQUEST = "{'httpMethod':'GET','path':'/'}";

    private final FakeContext context = new FakeContext();

    @AfterEach
    void forgetSettings() {
        System.clearProperty("com.amazonaws.xray.traceHeader");
        System.clearProperty("PORTOLAN_HANDLER");
    }

    private static String sqs(String... ids) {
        List<String> records = new ArrayList<>();
        for (String id : ids) {
            records.add("{'messageId':'" + id + "','receiptHandle':'r','body':'" + id
                    + "','eventSourceARN':'arn:aws:sqs:eu-west-1:111122223333:q'}");
        }
        return "{'Records':[" + String.join(",", records) + "]}";
    }

    private static byte[] bytes(String payload) {
        return payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private String invoke(Handler handler, String payload) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        new LambdaEntry(handler).handleRequest(new ByteArrayInputStream(bytes(payload)), answer, context);
        return answer.toString(StandardCharsets.UTF_8);
    }

    /** What is written when the invocation throws, which must be nothing. */
    private <T extends Throwable> T failing(Class<T> type, Handler handler, String payload) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        T thrown = assertThrows(
                type,
                () -> new LambdaEntry(handler)
                        .handleRequest(new ByteArrayInputStream(bytes(payload)), answer, context));
        assertEquals(0, answer.size());
        return thrown;
    }

    @Test
    void a_queue_is_answered_with_what_failed() throws IOException {
        EventHandler handler = (event, invocation) -> {
            if (event.getId().equals("2")) {
                throw new IOException("on purpose");
            }
        };

        assertEquals("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}", invoke(handler, sqs("1", "2", "3")));
        assertEquals(1, context.log.size());
        String entry = context.log.get(0);
        assertTrue(
                entry.startsWith(
                        "portolan: aws:sqs item 1 failed: java.io.IOException: on purpose\n\tat dev.portolan.aws."),
                entry);
    }

    @Test
    void a_request_is_answered_with_the_response() throws IOException {
        HttpHandler handler = (request, invocation) -> HttpResponse.text("hello");

        assertTrue(invoke(handler, REQUEST).startsWith("{\"statusCode\":200,"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'ce-specversion':'1.0','ce-id':'1','ce-source':'/s','ce-type':'t'",
                "'content-type':'application/cloudevents+json'",
                "'content-type':'application/cloudevents+xml'"
            })
    void a_handler_of_requests_alone_sees_a_request_that_is_a_cloudevent_as_plain(String headers) throws IOException {
        HttpHandler handler = (request, invocation) -> HttpResponse.text("hello");
        String request = "{'version':'2.0','rawPath':'/','headers':{" + headers
                + "},'requestContext':{'http':{'method':'POST','path':'/'}},'body':'x'}";

        assertTrue(invoke(handler, request).startsWith("{\"statusCode\":200,"));
    }

    @Test
    void the_invocation_tells_what_lambda_knows() throws IOException {
        context.trace = XRAY;
        List<Invocation> seen = new ArrayList<>();
        EventHandler handler = (event, invocation) -> seen.add(invocation);

        invoke(handler, sqs("1"));
        Invocation invocation = seen.get(0);
        assertEquals("request-1", invocation.id());
        assertEquals("orders", invocation.function());
        assertEquals(TRACEPARENT, invocation.traceparent());
        long remaining = invocation.remainingMillis();
        assertTrue(remaining > 50_000 && remaining <= 60_000, () -> "remaining: " + remaining);
    }

    @Test
    void the_trace_of_the_process_serves_where_the_context_has_none() throws IOException {
        System.setProperty("com.amazonaws.xray.traceHeader", XRAY);
        List<@Nullable String> seen = new ArrayList<>();
        EventHandler handler = (event, invocation) -> seen.add(invocation.traceparent());

        invoke(handler, sqs("1"));
        context.trace = "Root=1-00000000-000000000000000000000001;Parent=0000000000000002;Sampled=0";
        invoke(handler, sqs("1"));
        System.clearProperty("com.amazonaws.xray.traceHeader");
        context.trace = null;
        invoke(handler, sqs("1"));
        List<@Nullable String> expected = new ArrayList<>();
        expected.add(TRACEPARENT);
        expected.add("00-00000000000000000000000000000001-0000000000000002-00");
        expected.add(null);
        assertEquals(expected, seen);
    }

    @Test
    void the_id_of_a_payload_without_identity_is_the_invocations() throws IOException {
        List<String> seen = new ArrayList<>();
        EventHandler handler = (event, invocation) -> seen.add(event.getId());

        invoke(handler, REQUEST);
        assertEquals(List.of("request-1"), seen);
    }

    @Test
    void the_call_of_a_gateways_tool_is_answered_with_the_tools_result() throws IOException {
        context.custom =
                Map.of("bedrockAgentCoreToolName", "orders___get_order", "bedrockAgentCoreGatewayId", "gateway-1");
        List<String> seen = new ArrayList<>();
        CallHandler handler = (event, invocation) -> {
            seen.add(event.getSource() + " " + event.getSubject() + " " + event.getId());
            return bytes("{'state':'shipped'}");
        };

        assertEquals("{\"state\":\"shipped\"}", invoke(handler, sqs("1", "2")));
        assertEquals(List.of("aws:bedrock-agentcore.gateway-1 orders___get_order request-1"), seen);
    }

    @Test
    void what_a_tool_throws_is_the_functions_error() {
        context.custom = Map.of("bedrockAgentCoreToolName", "orders___get_order");
        IllegalStateException failure = new IllegalStateException("no such order");
        CallHandler handler = (event, invocation) -> {
            throw failure;
        };

        assertSame(failure, failing(IllegalStateException.class, handler, "{}"));
    }

    @Test
    void a_client_context_that_names_no_tool_changes_nothing() throws IOException {
        List<String> seen = new ArrayList<>();
        EventHandler handler = (event, invocation) -> seen.add(event.kind());

        context.custom = Map.of("tenant", "t-1");
        invoke(handler, sqs("1"));
        context.custom = Map.of();
        invoke(handler, sqs("1"));
        assertEquals(List.of("aws:sqs", "aws:sqs"), seen);
    }

    @Test
    void without_time_left_nothing_is_started_and_all_is_reported() throws IOException {
        context.remainingMillis = 90;
        EventHandler handler = (event, invocation) -> {
            throw new AssertionError("is not called");
        };

        assertEquals(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"},{\"itemIdentifier\":\"2\"}]}",
                invoke(handler, sqs("1", "2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "null", "[]", "{'Records':[{'messageId':7,'receiptHandle':'r'}]}"})
    void what_cannot_be_read_fails_the_invocation(String payload) {
        EventHandler handler = (event, invocation) -> {
            throw new AssertionError("is not called");
        };

        RuntimeException thrown = failing(RuntimeException.class, handler, payload);
        assertTrue(
                thrown instanceof MalformedPayloadException || thrown instanceof UnrecognizedPayloadException,
                thrown.toString());
    }

    @Test
    void an_error_stops_the_batch_and_what_was_not_attempted_is_reported() throws IOException {
        List<String> handled = new ArrayList<>();
        EventHandler handler = (event, invocation) -> {
            handled.add(event.getId());
            if (event.getId().equals("2")) {
                throw new NoClassDefFoundError("on purpose");
            }
        };

        assertEquals(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"},{\"itemIdentifier\":\"3\"}]}",
                invoke(handler, sqs("1", "2", "3")));
        assertEquals(List.of("1", "2"), handled);
    }

    @Test
    void a_batch_whose_failure_cannot_be_named_fails_the_invocation() {
        IllegalStateException failure = new IllegalStateException("on purpose");
        EventHandler handler = (event, invocation) -> {
            throw failure;
        };

        assertSame(
                failure,
                failing(DeliveryFailedException.class, handler, sqs("1", "1")).getCause());
    }

    @Test
    void a_handler_of_the_wrong_kind_fails_the_invocation() {
        HttpHandler handler = (request, invocation) -> HttpResponse.status(200);

        failing(DeliveryFailedException.class, handler, sqs("1"));
    }

    @Test
    void streams_that_break_fail_the_invocation() throws IOException {
        LambdaEntry entry = new LambdaEntry((EventHandler) (event, invocation) -> {});
        InputStream input = InputStream.nullInputStream();
        input.close();
        OutputStream output = OutputStream.nullOutputStream();
        output.close();

        assertThrows(IOException.class, () -> entry.handleRequest(input, OutputStream.nullOutputStream(), context));
        assertThrows(
                IOException.class,
                () -> entry.handleRequest(new ByteArrayInputStream(bytes(sqs("1"))), output, context));
    }

    @Test
    void a_log_that_breaks_does_not_hide_a_failure() throws IOException {
        context.logBreaks = true;
        EventHandler handler = (event, invocation) -> {
            throw new IOException("on purpose");
        };

        assertEquals("{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}]}", invoke(handler, sqs("1")));
    }

    @Test
    void the_log_takes_no_control_characters_and_no_long_texts() throws IOException {
        EventHandler handler = (event, invocation) -> {
            throw new IOException("a\r\nportolan: forged \u001b[31m\u0085\u2028" + "x".repeat(300), new Error("inner"));
        };

        invoke(handler, sqs("1"));
        String entry = context.log.get(0);
        assertTrue(entry.contains("java.io.IOException: a??portolan: forged ?[31m??xxx"), entry);
        assertFalse(entry.contains("x".repeat(200)), entry);
        assertTrue(entry.contains("…\n\tat "), entry);
        assertTrue(entry.contains("\ncaused by java.lang.Error: inner\n\tat "), entry);
    }

    @Test
    void the_log_tells_five_causes_and_the_item() throws IOException {
        IllegalStateException failure = new IllegalStateException("7");
        for (int i = 6; i >= 1; i--) {
            failure = new IllegalStateException(i == 3 ? null : "" + i, failure);
        }
        IllegalStateException thrown = failure;
        EventHandler handler = (event, invocation) -> {
            if (event.getId().equals("2")) {
                throw thrown;
            }
        };

        invoke(handler, sqs("1", "2"));
        assertEquals(1, context.log.size());
        String entry = context.log.get(0).replaceAll("\n\tat .*", "");
        String type = "java.lang.IllegalStateException";
        assertEquals(
                "portolan: aws:sqs item 1 failed: " + type + ": 1\ncaused by " + type + ": 2\ncaused by " + type
                        + "\ncaused by " + type + ": 4\ncaused by " + type + ": 5\n",
                entry);
    }

    @Test
    void a_message_in_the_log_has_two_hundred_characters_and_a_trace_thirty_frames() throws IOException {
        for (int length = 199; length <= 201; length++) {
            String message = " ~\u00a0" + "x".repeat(length - 3);
            IllegalStateException failure = new IllegalStateException(message);
            StackTraceElement[] frames = new StackTraceElement[40];
            for (int i = 0; i < frames.length; i++) {
                frames[i] = new StackTraceElement("C", "m", "C.java", i + 1);
            }
            failure.setStackTrace(frames);
            EventHandler handler = (event, invocation) -> {
                throw failure;
            };
            context.log.clear();

            invoke(handler, sqs("1"));
            StringBuilder expected = new StringBuilder("portolan: aws:sqs item 0 failed: ")
                    .append("java.lang.IllegalStateException: ")
                    .append(message, 0, Math.min(200, length))
                    .append(length > 200 ? "…" : "");
            for (int i = 1; i <= 30; i++) {
                expected.append("\n\tat C.m(C.java:").append(i).append(')');
            }
            assertEquals(expected.append('\n').toString(), context.log.get(0));
        }
    }

    @Test
    void a_deployment_names_hops_by_a_setting() {
        String notification =
                "{'Type':'Notification','MessageId':'n-1','TopicArn':'arn:aws:sns:eu-west-1:111122223333:t',"
                        + "'Message':'hi','Timestamp':'2026-01-02T03:04:05.678Z','SignatureVersion':'1','Signature':'s',"
                        + "'SigningCertURL':'https://sns.eu-west-1.amazonaws.com/c.pem',"
                        + "'UnsubscribeURL':'https://sns.eu-west-1.amazonaws.com/'}";
        String carrier = sqs("1").replace("'body':'1'", "'body':'" + notification.replace("'", "\\'") + "'");

        for (String setting : List.of("SNS", " kpl, sns,", ",,Sns")) {
            assertEquals("n-1", onlyId(LambdaEntry.opening(setting), carrier), setting);
        }
        for (String setting : List.of("", ",", "kpl")) {
            assertEquals("1", onlyId(LambdaEntry.opening(setting), carrier), setting);
        }
        assertEquals("1", onlyId(LambdaEntry.opening(null), carrier));
        assertThrows(IllegalArgumentException.class, () -> LambdaEntry.opening("sns kpl"));
    }

    private static String onlyId(AwsAdapter adapter, String payload) {
        List<Event> events =
                adapter.delivery(bytes(payload), Invocation.UNKNOWN).events();
        assertEquals(1, events.size());
        return events.get(0).getId();
    }

    @Test
    void a_malformed_record_is_logged_without_its_content() throws IOException {
        EventHandler handler = (event, invocation) -> {};
        String payload = sqs("1").replace("'body':'1'", "'body':{'secret':'s3cr3t'}");

        assertEquals("{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}]}", invoke(handler, payload));
        assertTrue(context.log.get(0).contains("aws:sqs Records[0].body: expected text"), context.log.get(0));
        assertFalse(context.log.get(0).contains("s3cr3t"), context.log.get(0));
    }

    /** Found by its name. */
    public static final class Named implements EventHandler {

        static final List<String> HANDLED = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void handle(Event event, Invocation invocation) {
            HANDLED.add(event.getId());
        }
    }

    @Test
    void the_setting_names_the_handler() throws IOException {
        System.setProperty("PORTOLAN_HANDLER", Named.class.getName());

        new LambdaEntry()
                .handleRequest(new ByteArrayInputStream(bytes(sqs("named"))), OutputStream.nullOutputStream(), context);
        assertEquals(List.of("named"), Named.HANDLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no.such.Class", "java.lang.String", "dev.portolan.EventHandler"})
    void a_function_without_a_usable_handler_does_not_start(String setting) {
        System.setProperty("PORTOLAN_HANDLER", setting);

        IllegalStateException thrown = assertThrows(IllegalStateException.class, LambdaEntry::new);
        assertTrue(thrown.toString().contains("PORTOLAN_HANDLER"), thrown.toString());
    }

    @Test
    void concurrent_invocations_do_not_mix() throws Exception {
        EventHandler handler = (event, invocation) -> {
            if (!event.getId().startsWith(invocation.id() + "-")) {
                throw new IllegalStateException("mixed up");
            }
            if (event.getId().endsWith("-odd")) {
                throw new IllegalStateException("on purpose");
            }
        };
        LambdaEntry entry = new LambdaEntry(handler);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            String id = "call" + i;
            answers.add(threads.submit(() -> {
                FakeContext own = new FakeContext();
                own.id = id;
                ByteArrayOutputStream answer = new ByteArrayOutputStream();
                String payload = sqs(id + "-even", id + "-odd", id + "-last");
                entry.handleRequest(new ByteArrayInputStream(bytes(payload)), answer, own);
                return answer.toString(StandardCharsets.UTF_8);
            }));
        }
        for (int i = 0; i < answers.size(); i++) {
            assertEquals(
                    "{\"batchItemFailures\":[{\"itemIdentifier\":\"call" + i + "-odd\"}]}",
                    answers.get(i).get());
        }
        threads.shutdown();
    }

    @Test
    void a_trace_that_is_none_is_no_traceparent() throws IOException {
        context.trace = "Root=1-5759e988-bd862e3fe1be46a994272793";
        List<@Nullable String> seen = new ArrayList<>();
        EventHandler handler = (event, invocation) -> seen.add(invocation.traceparent());

        invoke(handler, sqs("1"));
        assertNull(seen.get(0));
    }
}
