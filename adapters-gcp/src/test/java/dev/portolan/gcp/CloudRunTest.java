package dev.portolan.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.EventHandler;
import dev.portolan.HttpHandler;
import dev.portolan.Limits;
import dev.portolan.data.Bytes;
import dev.portolan.data.HttpResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class CloudRunTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final HttpHandler ECHO = (request, invocation) -> new HttpResponse(
            201,
            Map.of("X-Path", List.of(request.path()), "Content-Length", List.of("9999")),
            List.of("a=1", "b=2"),
            request.body() == null ? Bytes.EMPTY : request.body());

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void a_response_is_sent_as_the_handler_made_it() throws Exception {
        try (CloudRun run = CloudRun.start(ECHO, GcpAdapter.standard(), null, ANY_PORT)) {
            java.net.http.HttpResponse<String> answer = send(run, "/a%20b?c", "héllo");
            assertEquals(201, answer.statusCode());
            assertEquals("héllo", answer.body());
            assertEquals(List.of("/a%20b"), answer.headers().allValues("X-Path"));
            assertEquals(List.of("a=1", "b=2"), answer.headers().allValues("Set-Cookie"));
        }
    }

    @Test
    void without_a_token_a_body_is_not_waited_for() throws Exception {
        IdTokens tokens = IdTokens.ofServiceAccount(id -> null, "https://me.example.com", "push@example.com");
        try (CloudRun run = CloudRun.start(ECHO, GcpAdapter.standard(), tokens, ANY_PORT);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), run.port())) {
            socket.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\nabc"
                            .getBytes(StandardCharsets.UTF_8));
            socket.setSoTimeout(30_000);
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 401".length());
            assertEquals("HTTP/1.1 401", new String(status, StandardCharsets.UTF_8));
        }
    }

    @Test
    void a_head_request_gets_no_body() throws Exception {
        HttpHandler body = (request, invocation) -> HttpResponse.text("body");
        try (CloudRun run = CloudRun.start(body, GcpAdapter.standard(), null, ANY_PORT)) {
            HttpRequest head = HttpRequest.newBuilder(uri(run, "/"))
                    .method("HEAD", BodyPublishers.noBody())
                    .build();
            assertEquals("", client.send(head, BodyHandlers.ofString()).body());
        }
    }

    @Test
    void a_body_over_the_limit_is_refused_while_it_is_read() throws Exception {
        GcpAdapter small = GcpAdapter.standard().withLimits(Limits.STANDARD.withPayloadBytes(1000));
        try (CloudRun run = CloudRun.start(ECHO, small, null, ANY_PORT)) {
            assertEquals(201, send(run, "/", "x".repeat(1000)).statusCode());
            assertEquals(413, send(run, "/", "x".repeat(1001)).statusCode());
            HttpRequest unannounced = HttpRequest.newBuilder(uri(run, "/"))
                    .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[1001])))
                    .build();
            assertEquals(413, client.send(unannounced, BodyHandlers.ofString()).statusCode());
        }
    }

    @Test
    void many_requests_are_served_at_once() throws Exception {
        CountDownLatch all = new CountDownLatch(50);
        HttpHandler waits = (request, invocation) -> {
            all.countDown();
            all.await();
            return HttpResponse.text("done");
        };
        try (CloudRun run = CloudRun.start(waits, GcpAdapter.standard(), null, ANY_PORT)) {
            CompletableFuture<?>[] answers = new CompletableFuture<?>[50];
            for (int i = 0; i < answers.length; i++) {
                answers[i] = client.sendAsync(
                                HttpRequest.newBuilder(uri(run, "/")).build(), BodyHandlers.ofString())
                        .thenAccept(answer -> assertEquals("done", answer.body()));
            }
            CompletableFuture.allOf(answers).get();
        }
    }

    @Test
    void requests_run_on_virtual_threads_where_the_jvm_has_them() throws Exception {
        HttpHandler names = (request, invocation) ->
                HttpResponse.text(Thread.currentThread().getClass().getSimpleName());
        try (CloudRun run = CloudRun.start(names, GcpAdapter.standard(), null, ANY_PORT)) {
            String expected = Runtime.version().feature() >= 21 ? "VirtualThread" : "Thread";
            assertEquals(expected, send(run, "/", "").body());
        }
    }

    @Test
    void closing_waits_for_what_is_being_served_and_takes_nothing_new() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger handled = new AtomicInteger();
        EventHandler slow = (event, invocation) -> {
            begun.countDown();
            Thread.sleep(500);
            handled.incrementAndGet();
        };
        CloudRun run = CloudRun.start(slow, GcpAdapter.standard(), null, ANY_PORT);
        CompletableFuture<Integer> answer = client.sendAsync(
                        HttpRequest.newBuilder(uri(run, "/")).build(), BodyHandlers.discarding())
                .thenApply(java.net.http.HttpResponse::statusCode);
        begun.await();
        run.close();
        assertEquals(1, handled.get());
        assertEquals(204, answer.get());
        assertThrows(ConnectException.class, () -> send(run, "/", ""));
    }

    @Test
    void an_idle_server_closes_at_once() throws Exception {
        CloudRun run = CloudRun.start(ECHO, GcpAdapter.standard(), null, ANY_PORT);
        send(run, "/", "x");
        long before = System.nanoTime();
        run.close();
        assertTrue(System.nanoTime() - before < 3_000_000_000L, "closing took seconds");
    }

    private java.net.http.HttpResponse<String> send(CloudRun run, String target, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(run, target))
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static URI uri(CloudRun run, String target) {
        return URI.create("http://127.0.0.1:" + run.port() + target);
    }
}
