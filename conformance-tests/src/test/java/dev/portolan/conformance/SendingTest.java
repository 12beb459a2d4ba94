package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.portolan.EventHandler;
import dev.portolan.HttpHandler;
import dev.portolan.data.HttpResponse;
import dev.portolan.data.StoredObject;
import dev.portolan.gcp.CloudRun;
import dev.portolan.gcp.GcpAdapter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulated payloads on their way to functions that run. */
final class SendingTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @ParameterizedTest
    @ValueSource(strings = {"gcp:storage", "gcp:legacy-storage"})
    void a_function_on_cloud_run_gets_the_event_with_every_letter_of_its_name(String source) throws Exception {
        List<String> keys = new CopyOnWriteArrayList<>();
        EventHandler handler = (event, invocation) -> {
            assertTrue(String.valueOf(event.getSubject()).contains("holiday/été 1.jpg"));
            keys.add(((StoredObject) event.typedData()).key());
        };
        try (CloudRun run = CloudRun.start(handler, GcpAdapter.standard(), null, ANY_PORT)) {
            Run sent = send(
                    url(run.port()),
                    "object-created",
                    "--for",
                    source,
                    "--bucket=photos",
                    "--key=holiday/été 1.jpg",
                    "--count=2");
            assertEquals(new Run(0, "204\n204\n", ""), sent);
            assertEquals(List.of("holiday/été 1.jpg", "holiday/été 1.jpg"), keys);
        }
    }

    @Test
    void a_function_that_fails_makes_the_command_fail() throws Exception {
        EventHandler handler = (event, invocation) -> {
            throw new IllegalStateException("not today");
        };
        try (CloudRun run = CloudRun.start(handler, GcpAdapter.standard(), null, ANY_PORT)) {
            Run sent = send(url(run.port()), "message", "--for=gcp:pubsub");
            assertEquals(1, sent.exitCode());
            assertEquals("500\n", sent.out());
        }
    }

    @Test
    void a_request_keeps_its_method_path_query_and_body() throws Exception {
        HttpHandler echo = (request, invocation) -> HttpResponse.text(
                request.method() + " " + request.path() + " " + request.query() + " " + request.body());
        try (CloudRun run = CloudRun.start(echo, GcpAdapter.standard(), null, ANY_PORT)) {
            for (String source : new String[] {"gcp:http", "azure:http"}) {
                Run sent = send(
                        url(run.port()) + "/api/",
                        "http-request",
                        "--for",
                        source,
                        "--method=PATCH",
                        "--path=/pizzas",
                        "--raw-query=size=2",
                        "--body=hot");
                assertEquals(0, sent.exitCode(), sent.err());
                assertTrue(sent.out().startsWith("200\nPATCH /api/pizzas {size=[2]} "), sent.out());
            }
        }
    }

    /** What a local server got: request line, the headers that matter, the body. */
    private record Got(String line, String type, String eventType, String body) {}

    private static final class Server implements AutoCloseable {

        final List<Got> got = new CopyOnWriteArrayList<>();
        private final HttpServer server;

        Server(int status, String answer) throws Exception {
            server = HttpServer.create(ANY_PORT, 0);
            server.createContext("/", exchange -> {
                got.add(new Got(
                        exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                        exchange.getRequestHeaders().getFirst("content-type"),
                        exchange.getRequestHeaders().getFirst("aeg-event-type"),
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                // Length 0 means chunks.
                exchange.sendResponseHeaders(status, 0);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return SendingTest.url(server.getAddress().getPort());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @Test
    void lambda_is_invoked_where_its_emulator_listens() throws Exception {
        try (Server emulator = new Server(200, "{\"batchItemFailures\":[]}")) {
            Run sent = send(emulator.url(), "message", "--for=aws:sqs", "--body=hi");
            assertEquals(new Run(0, "200\n{\"batchItemFailures\":[]}\n", ""), sent);
            send(emulator.url() + "/2015-03-31/functions/other/invocations", "message", "--for=aws:sqs");
            assertEquals(
                    "POST /2015-03-31/functions/function/invocations",
                    emulator.got.get(0).line());
            assertEquals(
                    "POST /2015-03-31/functions/other/invocations",
                    emulator.got.get(1).line());
            String payload =
                    Run.of("simulate", "message", "--for=aws:sqs", "--body=hi").out();
            assertEquals(payload.strip(), emulator.got.get(0).body());
        }
    }

    @Test
    void an_error_of_a_lambda_function_is_one_whatever_the_status() throws Exception {
        try (Server emulator = new Server(200, "{\"errorMessage\":\"no\",\"errorType\":\"E\"}")) {
            assertEquals(1, send(emulator.url(), "message", "--for=aws:sqs").exitCode());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "message --for=aws:sqs | {'batchItemFailures':[]} | 0",
                "message --for=aws:sqs | {'batchItemFailures':[{'itemIdentifier':'m'}]} | 1",
                "message --for=aws:sqs | {'batchItemFailures':[{}]} | 1",
                "message --for=aws:sqs | {'batchItemFailures':7} | 1",
                "message --for=aws:sqs | {'statusCode':500} | 0",
                "stream-record --for=aws:firehose | {'records':[{'recordId':'r','result':'Ok','data':''}]} | 0",
                "stream-record --for=aws:firehose | {'records':[{'recordId':'r','result':'ProcessingFailed'}]} | 1",
                "http-request --for=aws:http-v2 | {'statusCode':404} | 0",
                "http-request --for=aws:http-v2 | {'statusCode':500} | 1",
                "http-request --for=aws:alb | {'statusCode':503} | 1",
            })
    void what_lambda_is_told_of_failures_counts(String happening, String answer, int exitCode) throws Exception {
        try (Server emulator = new Server(200, answer.replace('\'', '"'))) {
            assertEquals(exitCode, send(emulator.url(), happening.split(" ")).exitCode());
        }
    }

    @Test
    void azure_is_sent_what_its_host_its_webhooks_and_custom_handlers_are() throws Exception {
        try (Server host = new Server(202, "")) {
            String hook = host.url() + "/runtime/webhooks/EventGrid?functionName=f";
            assertEquals(
                    0,
                    send(hook, "object-created", "--for=azure:eventgrid", "--bucket=b", "--key=k")
                            .exitCode());
            send(hook, "object-created", "--for=azure:cloudevents", "--bucket=b", "--key=k");
            send(host.url() + "/admin/functions/f", "message", "--for=azure:servicebus", "--body=hi");
            send(host.url() + "/f", "message", "--for=azure:servicebus", "--body=hi", "--id=m-1");
            assertEquals(
                    "POST /runtime/webhooks/EventGrid?functionName=f",
                    host.got.get(0).line());
            assertEquals("Notification", host.got.get(0).eventType());
            assertEquals("application/json", host.got.get(0).type());
            assertEquals("application/cloudevents-batch+json", host.got.get(1).type());
            assertEquals("{\"input\":\"hi\"}", host.got.get(2).body());
            JsonNode handler = StrictJson.read(host.got.get(3).body().getBytes(StandardCharsets.UTF_8));
            assertEquals("hi", handler.path("Data").path("event").asText());
            assertEquals(
                    "m-1", handler.path("Metadata").path("MessageId").asText().replace("\"", ""));
        }
    }

    @Test
    void the_url_keeps_its_query_before_that_of_a_request() throws Exception {
        try (Server host = new Server(200, "ok")) {
            String url = host.url() + "/base?code=K";
            for (String source : new String[] {"gcp:http", "azure:http"}) {
                send(url, "http-request", "--for", source, "--method=GET", "--path=/a", "--raw-query=b=1");
                send(url, "http-request", "--for", source, "--method=GET", "--path=/");
            }
            assertEquals(
                    List.of("GET /base/a?code=K&b=1", "GET /base?code=K", "GET /base/a?code=K&b=1", "GET /base?code=K"),
                    host.got.stream().map(Got::line).toList());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK;Content-Length: -5;;abc | its answer has a length of -5",
                "HTTP/1.1 200 OK;Content-Length: 999;;abc | its answer ends early",
                "HTTP/1.1 200 OK;Transfer-Encoding: chunked;;-5;abc | its answer has a length of -5",
                "HTTP/1.1 200 OK;Transfer-Encoding: chunked;;9;abc | its answer ends early",
                "HTTP/1.1 200 OK;Content-Length: 7 | its answer ends early",
                "SSH-2.0; | its answer has no status line",
            })
    void an_answer_that_is_cut_off_or_none_is_no_success(String answer, String problem) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread serving = new Thread(() -> {
                try (Socket client = server.accept()) {
                    client.getOutputStream().write(answer.replace(";", "\r\n").getBytes(StandardCharsets.UTF_8));
                    client.shutdownOutput();
                    client.getInputStream().readAllBytes();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            serving.start();
            String url = url(server.getLocalPort());
            assertEquals(
                    new Run(1, "", "portolan: " + url + " does not answer as an HTTP server does: " + problem + ".\n"),
                    send(url, "message", "--for=aws:sqs"));
            serving.join();
        }
    }

    @Test
    void where_nothing_listens_one_sentence_says_so() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertEquals(
                new Run(1, "", "portolan: Nothing listens at " + url(port) + ".\n"),
                send(url(port), "message", "--for=aws:sqs"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8080",
                "https://localhost",
                "http://",
                "http://a b",
                "http://[",
                "http://%",
                "http://localhost:99999"
            })
    void what_is_no_url_is_refused(String url) {
        Run sent = send(url, "message", "--for=aws:sqs");
        assertEquals(2, sent.exitCode(), sent.err());
        assertTrue(sent.err().contains("--send is a URL such as http://localhost:8080, not"), sent.err());
    }

    private static Run send(String url, String... arguments) {
        List<String> all = new ArrayList<>(List.of("simulate", "--send", url));
        all.addAll(Arrays.asList(arguments));
        return Run.of(all.toArray(String[]::new));
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }
}
