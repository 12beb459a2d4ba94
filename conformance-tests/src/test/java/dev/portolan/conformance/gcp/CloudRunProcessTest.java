package dev.portolan.conformance.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.gcp.CloudRun;
import dev.portolan.gcp.GcpAdapter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link CloudRun} in a process of its own, started and ended as Cloud Run does. */
final class CloudRunProcessTest {

    private static final String OWN = "POST /\nce-id: 1\nce-source: /s\nce-specversion: 1.0\nce-type: t\nce-test: ";

    @TempDir
    Path folder;

    private int port;

    @Test
    void requests_become_the_events_of_the_fixtures() throws Exception {
        Path record = folder.resolve("record");
        try (Child run = start(Map.of())) {
            FixtureRequests.assertAnswered(port, record, GcpAdapter.standard(), Set.of());
            assertEquals(
                    List.of(500, 500, 204, 400),
                    List.of(
                            RawHttp.send(port, OWN + "fail", "secret").status(),
                            RawHttp.send(port, OWN + "error", "secret").status(),
                            RawHttp.send(port, OWN + "reject", "secret").status(),
                            RawHttp.send(port, OWN + "x\nce-id: 2", "secret").status()));
            assertEquals("", RawHttp.send(port, OWN + "error", "secret").body());
            assertFalse(run.output().contains("secret"), "the payload is in the log");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: many\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "GET http://[ HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nmany\r\n"
            })
    void no_request_brings_a_stack_trace_or_ends_the_server(String request) throws Exception {
        try (Child run = start(Map.of())) {
            String answer = answer(request);
            assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"), answer);
            assertFalse(answer.contains("\tat ") || answer.contains("dev.portolan"), answer);
            assertEquals(200, RawHttp.send(port, "GET /", "").status());
            assertFalse(run.output().contains("\tat "), run.output());
        }
    }

    private String answer(String request) {
        try {
            RawHttp.Response response = RawHttp.send(port, request.getBytes(StandardCharsets.US_ASCII));
            return "HTTP/1.1 " + response.status() + response.body();
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void a_request_that_is_being_served_is_answered_after_sigterm_and_no_other_is_taken() throws Exception {
        try (Child run = start(Map.of())) {
            CompletableFuture<Integer> slow = CompletableFuture.supplyAsync(this::slow);
            run.awaitReady(() -> run.output().contains("slow event begun"));
            run.terminate();
            assertEquals(204, slow.get());
            assertEquals(143, run.awaitEnd());
            assertThrows(IOException.class, () -> RawHttp.send(port, "GET /", ""));
            assertEquals(1, Recorder.take(folder.resolve("record")).size());
        }
    }

    private int slow() {
        try {
            return RawHttp.send(port, OWN + "slow", "").status();
        } catch (IOException e) {
            return -1;
        }
    }

    @Test
    void a_setting_names_what_is_opened() throws Exception {
        String push = "{\"message\":{\"messageId\":\"1\",\"attributes\":{\"ce-specversion\":\"1.0\",\"ce-id\":\"42\","
                + "\"ce-source\":\"/s\",\"ce-type\":\"t\"}},\"subscription\":\"projects/p/subscriptions/s\"}";
        try (Child run = start(Map.of("PORTOLAN_OPEN", "cloudevents"))) {
            RawHttp.send(port, "POST /\nContent-Type: application/json", push);
            String line = Recorder.take(folder.resolve("record")).get(0);
            assertTrue(line.startsWith("42|/s|t|") && line.contains("|via=pubsub|"), line + run.output());
        }
    }

    @Test
    void without_a_handler_nothing_is_served() throws Exception {
        try (Child run = Child.java(Map.of(), "-cp", InvokerTest.classPath(), CloudRun.class.getName())) {
            assertEquals(1, run.awaitEnd());
            assertTrue(run.output().contains("no handler: set PORTOLAN_HANDLER"), run.output());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "65536", "80 80"})
    void a_port_that_is_none_is_named_in_one_entry_of_the_log(String port) throws Exception {
        assertRefused(port, "the setting PORT is no number of a port");
    }

    @Test
    void a_port_in_use_is_named_in_one_entry_of_the_log() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertRefused(String.valueOf(taken.getLocalPort()), "cannot listen at port " + taken.getLocalPort());
        }
    }

    private void assertRefused(String port, String sentence) throws Exception {
        Map<String, String> environment = Map.of(
                "PORT",
                port,
                "PORTOLAN_HANDLER",
                Recorder.class.getName(),
                "PORTOLAN_TEST_RECORD",
                folder.resolve("record").toString());
        try (Child run = Child.java(environment, "-cp", InvokerTest.classPath(), CloudRun.class.getName())) {
            assertEquals(1, run.awaitEnd());
            assertTrue(run.output().startsWith("{\"severity\":\"CRITICAL\",\"message\":\"" + sentence), run.output());
            assertEquals(1, run.output().lines().count(), run.output());
        }
    }

    @Test
    void a_server_that_listens_says_so() throws Exception {
        try (Child run = start(Map.of())) {
            run.awaitReady(() -> run.output().contains("listening"));
            assertEquals("{\"severity\":\"INFO\",\"message\":\"listening at port " + port + "\"}\n", run.output());
        }
    }

    @Test
    void a_request_has_a_minute_to_arrive() throws Exception {
        Path logging = Files.writeString(folder.resolve("logging.properties"), """
                handlers=java.util.logging.ConsoleHandler
                java.util.logging.ConsoleHandler.level=ALL
                com.sun.net.httpserver.level=FINE
                """);
        try (Child run = start(Map.of(), "-Djava.util.logging.config.file=" + logging)) {
            run.awaitReady(() -> run.output().contains("MAX_REQ_TIME:  60000"));
            assertFalse(run.output().contains("MAX_RSP_TIME:  60000"), run.output());
        }
    }

    @Test
    void clients_that_do_not_finish_their_requests_do_not_keep_the_server_from_others() throws Exception {
        try (Child run = start(Map.of(), "-Dsun.net.httpserver.maxReqTime=1")) {
            List<Socket> unfinished = new ArrayList<>();
            try {
                for (int i = 0; i < 300; i++) {
                    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                    unfinished.add(socket);
                    String request =
                            i % 2 == 0 ? "GET / HTTP/1.1\r\nHo" : "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\na";
                    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                }
                assertEquals(204, RawHttp.send(port, OWN + "very slow", "").status(), run.output());
                for (Socket socket : unfinished) {
                    socket.setSoTimeout(30_000);
                    assertEquals(-1, endOf(socket));
                }
            } finally {
                for (Socket socket : unfinished) {
                    socket.close();
                }
            }
        }
    }

    /** What comes of a connection: its end, or that it was reset. */
    private static int endOf(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketException e) {
            return -1;
        }
    }

    private Child start(Map<String, String> more, String... options) throws Exception {
        port = Child.freePort();
        Map<String, String> environment = new HashMap<>(more);
        environment.put("PORT", String.valueOf(port));
        environment.put("PORTOLAN_HANDLER", Recorder.class.getName());
        environment.put("PORTOLAN_TEST_RECORD", folder.resolve("record").toString());
        List<String> command = new ArrayList<>(List.of(options));
        command.addAll(List.of("-cp", InvokerTest.classPath(), CloudRun.class.getName()));
        Child run = Child.java(environment, command.toArray(new String[0]));
        run.awaitReady(() -> RawHttp.send(port, "GET /", "").status() == 200);
        return run;
    }
}
