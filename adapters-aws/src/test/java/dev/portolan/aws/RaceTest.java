package dev.portolan.aws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Delivery;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.HttpHandler;
import dev.portolan.Invocation;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import dev.portolan.data.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * What many threads do to one delivery, and many deliveries to one entry. The setting {@code portolan.races} multiplies the
 * runs: with 200 there are 1 000 of ten thousand failures each, and 20 000 payloads on each of 64 threads.
 */
class RaceTest {

    private static final int SCALE = Integer.getInteger("portolan.races", 1);
    private static final String QUEUE = "arn:aws:sqs:eu-west-1:111122223333:q";

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static String message(String id, String body, String queue) {
        return "{'messageId':'" + id + "','receiptHandle':'r','body':'" + body + "','eventSourceARN':'" + queue + "'}";
    }

    @Test
    void no_failure_of_ten_thousand_on_sixteen_threads_is_missing_from_the_answer() {
        StringBuilder records = new StringBuilder();
        StringBuilder failures = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            records.append(i == 0 ? "" : ",").append(message("m-" + i, "b", QUEUE));
            failures.append(i == 0 ? "" : ",")
                    .append("{'itemIdentifier':'m-")
                    .append(i)
                    .append("'}");
        }
        Delivery<byte[]> delivery = AwsAdapter.read(bytes("{'Records':[" + records + "]}"));
        byte[] expected = bytes("{'batchItemFailures':[" + failures + "]}");
        IllegalStateException failure = new IllegalStateException("on purpose");
        AtomicLong attempts = new AtomicLong();
        EventHandler handler = (event, invocation) -> {
            attempts.incrementAndGet();
            throw failure;
        };
        ExecutorService threads = Executors.newFixedThreadPool(16);
        int runs = 5 * SCALE;

        for (int run = 0; run < runs; run++) {
            assertArrayEquals(expected, delivery.handle(handler, Invocation.UNKNOWN, threads), "run " + run);
        }
        threads.shutdown();
        assertEquals(runs * 10_000L, attempts.get());
    }

    /** Each payload says which call it belongs to, and the handler compares that with what it is told. */
    private static final class Witness implements EventHandler, HttpHandler {

        @Override
        public void handle(Event event, Invocation invocation) throws IOException {
            byte[] data = Objects.requireNonNull(event.data());
            String call = new String(data, StandardCharsets.UTF_8);
            check(call, invocation);
            if (event.typedData() instanceof Message message) {
                assertEquals(call, new String(message.body().toArray(), StandardCharsets.UTF_8));
                assertEquals(event.getId(), message.id());
            }
            if (event.getId().endsWith("bad")) {
                throw new IOException(call);
            }
        }

        @Override
        public HttpResponse handle(HttpRequest request, Invocation invocation) {
            String call = request.path().substring(1);
            check(call, invocation);
            return HttpResponse.text(call + request.query().get("q"));
        }

        private static void check(String call, Invocation invocation) {
            assertEquals(call, invocation.id());
            assertEquals(trace(call), invocation.traceparent());
        }
    }

    private static String hex(String call) {
        return String.format("%024x", Long.parseLong(call));
    }

    private static String trace(String call) {
        return "00-5759e988" + hex(call) + "-" + hex(call).substring(8) + "-01";
    }

    @Test
    void sixty_four_threads_share_an_entry_without_meeting_each_other() throws Exception {
        int threads = 64;
        int payloads = 100 * SCALE;
        LambdaEntry entry = new LambdaEntry(new Witness());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> results = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            long first = 1 + (long) thread * payloads;
            results.add(pool.submit(() -> {
                start.await();
                int served = 0;
                for (long call = first; call < first + payloads; call++) {
                    serve(entry, call);
                    served++;
                }
                return served;
            }));
        }
        start.countDown();
        long served = 0;
        for (Future<Integer> result : results) {
            served += result.get();
        }
        pool.shutdown();
        assertEquals((long) threads * payloads, served);
    }

    private static void serve(LambdaEntry entry, long number) throws IOException {
        String call = String.valueOf(number);
        FakeContext context = new FakeContext();
        context.id = call;
        context.trace = "Root=1-5759e988-" + hex(call) + ";Parent=" + hex(call).substring(8) + ";Sampled=1";
        String payload;
        String expected;
        switch ((int) (number % 4)) {
            case 0 -> {
                payload = "{'Records':[" + message(call + "-good", call, QUEUE) + ","
                        + message(call + "-bad", call, QUEUE) + "," + message(call + "-also-bad", call, QUEUE) + "]}";
                expected = "{'batchItemFailures':[{'itemIdentifier':'" + call + "-bad'},{'itemIdentifier':'" + call
                        + "-also-bad'}]}";
            }
            case 1 -> {
                payload = "{'Records':[" + message(call + "-bad", call, QUEUE + ".fifo") + ","
                        + message(call + "-next", call, QUEUE + ".fifo") + "]}";
                expected = "{'batchItemFailures':[{'itemIdentifier':'" + call + "-bad'},{'itemIdentifier':'" + call
                        + "-next'}]}";
            }
            case 2 -> {
                payload =
                        "{'Records':[{'eventID':'" + call + "-bad','kinesis':{'sequenceNumber':'" + call + "','data':'"
                                + Base64.getEncoder().encodeToString(bytes(call))
                                + "'},'eventSourceARN':'arn:aws:kinesis:eu-west-1:1:stream/s'}]}";
                expected = "{'batchItemFailures':[{'itemIdentifier':'" + call + "'}]}";
            }
            default -> {
                payload = "{'httpMethod':'GET','path':'/" + call + "','queryStringParameters':{'q':'" + call + "'}}";
                expected = call + "[" + call + "]";
            }
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        entry.handleRequest(new ByteArrayInputStream(bytes(payload)), answer, context);
        String text = answer.toString(StandardCharsets.UTF_8).replace('"', '\'');
        if (number % 4 == 3) {
            assertTrue(text.contains("'body':'" + expected + "'"), text);
        } else {
            assertEquals(expected, text);
        }
        for (String logged : context.log) {
            assertTrue(logged.contains("failed: java.io.IOException: " + call + "\n"), logged);
        }
    }
}
