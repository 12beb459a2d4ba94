package dev.portolan.conformance.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Functions in a process of their own, under AWS's runtime client, as Lambda starts them. */
@Timeout(60)
class LambdaRuntimeTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    Path temporary;

    private RuntimeApi lambda;
    private Process client;

    @BeforeEach
    void start_the_runtime_api() throws IOException {
        lambda = new RuntimeApi();
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (client != null) {
            client.destroyForcibly().waitFor();
        }
        lambda.close();
    }

    @Test
    void a_batch_that_is_handled_is_answered_with_no_failures() throws Exception {
        start(LambdaHandlers.Orders.class, 1);
        assertEquals("{\"batchItemFailures\":[]}", answer(batch("a", "b", "c")));
    }

    @Test
    void the_messages_that_fail_are_answered_by_their_ids_and_the_next_invocation_is_served() throws Exception {
        start(LambdaHandlers.Orders.class, 1);
        assertEquals(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"},{\"itemIdentifier\":\"m3\"}]}",
                answer(batch("a", "fail", "c", "error-fail")));
        assertEquals("{\"batchItemFailures\":[]}", answer(batch("a")));
    }

    @Test
    void an_asynchronous_event_that_fails_fails_the_invocation() throws Exception {
        start(LambdaHandlers.Orders.class, 1);
        RuntimeApi.Answer answer = invoke(s3("fail.jpg"));
        assertTrue(answer.failed());
        assertEquals("null", answer(s3("cat.jpg")));
    }

    @Test
    void what_no_source_sends_fails_the_invocation_without_its_content() throws Exception {
        start(LambdaHandlers.Orders.class, 1);
        for (String payload : new String[] {"{\"canary-name\":\"canary-value\"}", "{\"Records\":[canary", ""}) {
            RuntimeApi.Answer answer = invoke(payload);
            assertTrue(answer.failed());
            assertFalse(answer.body().contains("canary"));
        }
    }

    @Test
    void a_request_is_answered_in_the_form_of_its_front_door() throws Exception {
        start(LambdaHandlers.Hello.class, 1);
        String answer = answer("""
                {"version":"2.0","rawPath":"/hello","rawQueryString":"name=Ada","headers":{"host":"x.execute-api.eu-west-1.amazonaws.com"},
                "requestContext":{"requestId":"r","apiId":"x","stage":"$default","accountId":"111122223333",
                "domainName":"x.execute-api.eu-west-1.amazonaws.com","timeEpoch":1583348638390,
                "http":{"method":"GET","path":"/hello","sourceIp":"192.0.2.1"}}}""");
        assertTrue(answer.contains("\"statusCode\":200"), answer);
        assertTrue(answer.contains("Hello Ada"), answer);
        assertTrue(answer.contains("\"cookies\":[\"seen=1\"]"), answer);
    }

    @Test
    void a_gateways_call_of_a_tool_is_told_by_the_client_context() throws Exception {
        start(LambdaHandlers.Tool.class, 1);
        String context = "{\"custom\":{\"bedrockAgentCoreToolName\":\"orders___get_order\"}}";
        RuntimeApi.Answer answer =
                lambda.invoke("{\"orderId\":\"o-1\"}", context, TIMEOUT).get(30, TimeUnit.SECONDS);
        assertEquals(new RuntimeApi.Answer(false, "\"orders___get_order {'orderId':'o-1'}\""), answer);
    }

    @Test
    void headers_that_a_gateway_hands_on_do_not_get_past_awss_client() throws Exception {
        start(LambdaHandlers.Tool.class, 1);
        String context = "{\"custom\":{\"bedrockAgentCoreToolName\":\"orders___get_order\","
                + "\"bedrockAgentCorePropagatedHeaders\":{\"x-tenant\":\"t-1\"}}}";
        RuntimeApi.Answer answer =
                lambda.invoke("{\"orderId\":\"o-1\"}", context, TIMEOUT).get(30, TimeUnit.SECONDS);
        assertTrue(answer.failed());
        assertTrue(answer.body().contains("Expected a string but was BEGIN_OBJECT"), answer.body());
    }

    @Test
    void two_invocations_run_at_once_in_one_process() throws Exception {
        start(LambdaHandlers.Meeting.class, 2);
        CompletableFuture<RuntimeApi.Answer> first = lambda.invoke(batch("one"), TIMEOUT);
        CompletableFuture<RuntimeApi.Answer> second = lambda.invoke(batch("two"), TIMEOUT);
        for (CompletableFuture<RuntimeApi.Answer> answer : Arrays.asList(first, second)) {
            RuntimeApi.Answer met = answer.get(30, TimeUnit.SECONDS);
            assertFalse(met.failed(), met.body());
            assertEquals("{\"batchItemFailures\":[]}", met.body());
        }
    }

    @Test
    void what_cannot_be_attempted_before_the_deadline_is_reported_as_failed() throws Exception {
        start(LambdaHandlers.Slow.class, 1);
        RuntimeApi.Answer answer = lambda.invoke(batch("a", "b", "c", "d", "e", "f"), Duration.ofSeconds(3))
                .get(30, TimeUnit.SECONDS);
        String body = answer.body();
        assertFalse(answer.failed(), body);
        assertFalse(body.contains("\"m0\""), body);
        assertTrue(body.contains("\"m5\""), body);
    }

    @Test
    void a_function_without_a_handler_does_not_start() throws Exception {
        start(null, 1);
        String error = lambda.initError().get(30, TimeUnit.SECONDS);
        assertTrue(error.contains("PORTOLAN_HANDLER"), error);
    }

    private String answer(String payload) throws Exception {
        RuntimeApi.Answer answer = invoke(payload);
        String body = answer.body();
        assertFalse(answer.failed(), body);
        return body;
    }

    private RuntimeApi.Answer invoke(String payload) throws Exception {
        return lambda.invoke(payload, TIMEOUT).get(30, TimeUnit.SECONDS);
    }

    private void start(Class<?> handler, int concurrency) throws IOException {
        ProcessBuilder process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath(),
                        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                        "dev.portolan.aws.LambdaEntry::handleRequest")
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("client.log").toFile());
        Map<String, String> environment = process.environment();
        environment.put("AWS_LAMBDA_RUNTIME_API", lambda.address());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", "portolan");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        environment.put("_HANDLER", "dev.portolan.aws.LambdaEntry::handleRequest");
        if (concurrency > 1) {
            environment.put("AWS_LAMBDA_MAX_CONCURRENCY", Integer.toString(concurrency));
        }
        if (handler != null) {
            environment.put("PORTOLAN_HANDLER", handler.getName());
        }
        client = process.start();
    }

    /** What a function's package holds: ours, AWS's client, the CloudEvents interfaces; no Jackson. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("jackson") && !entry.contains("junit"))
                .filter(entry -> entry.contains("classes")
                        || entry.contains("portolan")
                        || entry.contains("aws-lambda-java")
                        || entry.contains("utils-lite")
                        || entry.contains("cloudevents"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String batch(String... bodies) {
        StringBuilder records = new StringBuilder();
        for (int i = 0; i < bodies.length; i++) {
            records.append(i == 0 ? "" : ",").append("""
                    {"messageId":"m%d","receiptHandle":"AQEB%d","body":"%s","attributes":{"ApproximateReceiveCount":"1",
                    "SentTimestamp":"1767323045678"},"messageAttributes":{},"eventSource":"aws:sqs",
                    "eventSourceARN":"arn:aws:sqs:eu-west-1:111122223333:orders","awsRegion":"eu-west-1"}""".formatted(i, i, bodies[i]));
        }
        return "{\"Records\":[" + records + "]}";
    }

    private static String s3(String key) {
        return """
                {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-west-1",
                "eventTime":"2026-01-02T03:04:05.678Z","eventName":"ObjectCreated:Put",
                "responseElements":{"x-amz-request-id":"R1","x-amz-id-2":"H1"},
                "s3":{"bucket":{"name":"photos"},"object":{"key":"%s","size":9,"eTag":"e","sequencer":"00"}}}]}""".formatted(key);
    }
}
