package dev.portolan.conformance.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The Lambda side of the Runtime API, on loopback: hands invocations to a runtime client and takes its answers.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {

    /** What the runtime client answered: a response, or an error. */
    record Answer(boolean failed, String body) {}

    private record Pending(
            String id, String payload, @Nullable String clientContext, Instant deadline) {}

    private static final String PREFIX = "/2018-06-01/runtime/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<Answer>> answers = new ConcurrentHashMap<>();
    private final CompletableFuture<String> initError = new CompletableFuture<>();
    private final AtomicInteger ids = new AtomicInteger();

    RuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(PREFIX, this::serve);
        server.start();
    }

    /** Host and port, as AWS_LAMBDA_RUNTIME_API has it. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    CompletableFuture<Answer> invoke(String payload, Duration timeout) {
        return invoke(payload, null, timeout);
    }

    /** @param clientContext a JSON document; null for none */
    CompletableFuture<Answer> invoke(String payload, @Nullable String clientContext, Duration timeout) {
        String id = String.format("00000000-0000-4000-8000-%012d", ids.incrementAndGet());
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        answers.put(id, answer);
        queue.add(new Pending(id, payload, clientContext, Instant.now().plus(timeout)));
        return answer;
    }

    /** Completed if the client reports that the function could not be started. */
    CompletableFuture<String> initError() {
        return initError;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (path.equals("invocation/next")) {
                next(exchange);
            } else if (path.equals("init/error")) {
                initError.complete(body);
                exchange.sendResponseHeaders(202, -1);
            } else {
                String[] parts = path.split("/", -1);
                CompletableFuture<Answer> answer = answers.get(parts[1]);
                exchange.sendResponseHeaders(202, -1);
                if (answer != null) {
                    answer.complete(new Answer(parts[2].equals("error"), body));
                }
            }
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        try {
            Pending pending = queue.poll(5, TimeUnit.MINUTES);
            if (pending == null) {
                return;
            }
            var headers = exchange.getResponseHeaders();
            // The native client crashes without one.
            headers.add("Content-Type", "application/json");
            headers.add("Lambda-Runtime-Aws-Request-Id", pending.id());
            headers.add(
                    "Lambda-Runtime-Deadline-Ms",
                    Long.toString(pending.deadline().toEpochMilli()));
            headers.add(
                    "Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:111122223333:function:portolan");
            headers.add(
                    "Lambda-Runtime-Trace-Id",
                    "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1");
            if (pending.clientContext() != null) {
                headers.add("Lambda-Runtime-Client-Context", pending.clientContext());
            }
            byte[] payload = pending.payload().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, payload.length == 0 ? -1 : payload.length);
            exchange.getResponseBody().write(payload);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
