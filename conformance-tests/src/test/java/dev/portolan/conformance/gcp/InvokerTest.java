package dev.portolan.conformance.gcp;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Delivery;
import dev.portolan.Event;
import dev.portolan.MalformedPayloadException;
import dev.portolan.PortolanException;
import dev.portolan.conformance.Fixture;
import dev.portolan.conformance.Fixtures;
import dev.portolan.conformance.Options;
import dev.portolan.gcp.GcpAdapter;
import dev.portolan.gcp.GoogleFunction;
import io.cloudevents.core.CloudEventUtils;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link GoogleFunction} on the invoker that Google deploys, under every signature type. */
final class InvokerTest {

    private static final Path INVOKER = Path.of("target/invoker/java-function-invoker.jar");

    /** The invoker's server refuses these before any function sees them. */
    private static final Set<String> REFUSED_BY_SERVER = Set.of("gcp/http/raw-path");

    private static final String STORAGE = """
            ce-id: 1
            ce-source: //storage.googleapis.com/projects/_/buckets/b
            ce-specversion: 1.0
            ce-type: google.cloud.storage.object.v1.finalized
            Content-Type: application/json
            """;
    private static final String OWN = """
            POST /
            ce-id: 1
            ce-source: /s
            ce-specversion: 1.0
            ce-type: t
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "http"})
    void whole_requests_become_the_events_of_the_fixtures(String signature) throws Exception {
        Path record = folder.resolve("record");
        try (Child invoker = start(signature, record)) {
            int port = ready(invoker);
            List<Executable> checks = new ArrayList<>();
            for (Fixture fixture : Fixtures.of("gcp")) {
                if (fixture.isHttp()
                        && fixture.options().equals(Options.NONE)
                        && !REFUSED_BY_SERVER.contains(fixture.name())) {
                    int status = RawHttp.send(port, fixture.payload()).status();
                    List<String> seen = Recorder.take(record);
                    checks.add(() -> assertEquals(expected(fixture), status + " " + seen, fixture.name()));
                }
            }
            assertTrue(checks.size() > 100, "only " + checks.size() + " requests were sent");
            assertAll(checks);
            assertOwnAnswers(port, record);
            assertFalse(invoker.output().contains("payload that must not be logged"), "the payload is in the log");
        }
    }

    /** What the adapter makes of the same bytes, and the status that it answers. */
    private static String expected(Fixture fixture) {
        List<String> lines = new ArrayList<>();
        int status = 204;
        try {
            Delivery<?> delivery = GcpAdapter.read(fixture.payload());
            if (delivery.kind().equals("gcp:http")) {
                return "200 []";
            }
            for (int i = 0; i < delivery.size(); i++) {
                try {
                    for (Event event : delivery.events(i)) {
                        lines.add(Recorder.line(event));
                    }
                } catch (MalformedPayloadException e) {
                    status = 400;
                }
            }
        } catch (PortolanException e) {
            status = fixture.name().endsWith("refused-unknown-format") ? 415 : 400;
        }
        return status + " " + lines;
    }

    private static void assertOwnAnswers(int port, Path record) throws IOException {
        String secret = "payload that must not be logged";
        RawHttp.Response page = RawHttp.send(
                port,
                "GET /a%20b?q=1&q=2\nCookie: x=1; y=2\nX-Cloud-Trace-Context: 105445aa7843bc8bf206b12000100000/255;o=1",
                "");
        assertEquals(200, page.status());
        assertEquals("GET /a%20b {q=[1, 2]} [x=1, y=2]", page.body());
        assertTrue(page.head().contains("Set-Cookie: a=1\r\nSet-Cookie: b=2; Path=/"), page.head());
        assertTrue(page.head().contains("00-105445aa7843bc8bf206b12000100000-00000000000000ff-01"), page.head());

        assertEquals("500 ", statusAndBody(RawHttp.send(port, "POST /fail", secret)));
        assertEquals("500 ", statusAndBody(RawHttp.send(port, OWN + "ce-test: fail", secret)));
        assertEquals("500 ", statusAndBody(RawHttp.send(port, OWN + "ce-test: error", secret)));
        assertEquals("204 ", statusAndBody(RawHttp.send(port, OWN + "ce-test: reject", secret)));
        assertEquals(400, RawHttp.send(port, OWN + "ce-id: 2", secret).status());
        assertEquals(List.of(), Recorder.take(record));
    }

    private static String statusAndBody(RawHttp.Response response) {
        return response.status() + " " + response.body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"event", "cloudevent"})
    void events_that_the_framework_has_taken_apart_are_repaired(String signature) throws Exception {
        Path record = folder.resolve("record");
        try (Child invoker = start(signature, record)) {
            int port = ready(invoker);
            assertSubject("objects/a, b.txt", port, record, "objects/a, b.txt", "a, b.txt");
            assertSubject("objects/café/100%.txt", port, record, "objects/café/100%.txt", "café/100%.txt");

            String legacy =
                    "{\"context\":{\"eventId\":\"1\",\"eventType\":\"google.storage.object.finalize\",\"timestamp\":"
                            + "\"2026-01-02T03:04:05Z\",\"resource\":{\"service\":\"storage.googleapis.com\",\"name\":"
                            + "\"projects/_/buckets/b/objects/ticket#12\",\"type\":\"x\"}},\"data\":{\"bucket\":\"b\",\"name\":\"ticket#12\"}}";
            assertEquals(
                    200,
                    RawHttp.send(port, "POST /\nContent-Type: application/json", legacy)
                            .status());
            assertTrue(only(record).contains("|objects/ticket#12|"), "the generation was taken for one");

            String structured =
                    "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data\":{\"a\":1}}";
            assertEquals(
                    200,
                    RawHttp.send(port, "POST /\nContent-Type: application/cloudevents+json", structured)
                            .status());
            assertTrue(only(record).startsWith("1|/s|t|"), "structured");

            assertEquals(500, RawHttp.send(port, OWN + "ce-test: fail", "{}").status());
            assertEquals(200, RawHttp.send(port, OWN + "ce-test: reject", "{}").status());
            assertEquals(500, RawHttp.send(port, "POST /", "no event").status());
            assertEquals(List.of(), Recorder.take(record));
            assertFirestore(port, record);
        }
    }

    private static void assertSubject(String header, int port, Path record, String subject, String name)
            throws IOException {
        String body = "{\"bucket\":\"b\",\"name\":\"" + name + "\"}";
        assertEquals(
                200,
                RawHttp.send(port, "POST /\n" + STORAGE + "ce-subject: " + header, body)
                        .status());
        assertTrue(only(record).contains("|" + subject + "|"), "the subject is not " + subject);
    }

    /** Every document event of the fixtures comes out with the subject it has over HTTP. */
    private static void assertFirestore(int port, Path record) throws IOException {
        int sent = 0;
        for (Fixture fixture : Fixtures.of("gcp/cloudevent")) {
            if (fixture.name().startsWith("gcp/cloudevent/firestore-")) {
                assertEquals(200, RawHttp.send(port, fixture.payload()).status(), fixture.name());
                Event expected = GcpAdapter.read(fixture.payload()).events().get(0);
                String line = only(record);
                assertTrue(line.contains("|" + expected.getSubject() + "|"), fixture.name() + ": " + line);
                assertTrue(line.contains("|document=" + expected.getExtension("document") + "|"), fixture.name());
                assertTrue(line.endsWith("|DocumentChange"), fixture.name());
                sent++;
            }
        }
        assertTrue(sent > 10, "only " + sent + " document events were sent");
    }

    private static String only(Path record) throws IOException {
        List<String> lines = Recorder.take(record);
        assertEquals(1, lines.size(), lines.toString());
        return lines.get(0);
    }

    @Test
    void a_function_without_a_handler_fails_to_start() throws Exception {
        Map<String, String> environment = environment("http", folder.resolve("record"));
        environment.put("PORTOLAN_HANDLER", "");
        try (Child invoker = Child.java(environment, arguments())) {
            invoker.awaitEnd();
            assertTrue(invoker.output().contains("no handler: set PORTOLAN_HANDLER"), invoker.output());
        }
    }

    private int port;

    private Child start(String signature, Path record) throws Exception {
        port = Child.freePort();
        Map<String, String> environment = environment(signature, record);
        environment.put("PORT", String.valueOf(port));
        return Child.java(environment, arguments());
    }

    private int ready(Child invoker) throws InterruptedException {
        invoker.awaitReady(() -> RawHttp.send(port, "GET /favicon.ico", "").status() == 404);
        return port;
    }

    private static Map<String, String> environment(String signature, Path record) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PORTOLAN_HANDLER", Recorder.class.getName());
        environment.put("PORTOLAN_TEST_RECORD", record.toString());
        if (!signature.isEmpty()) {
            environment.put("FUNCTION_SIGNATURE_TYPE", signature);
        }
        return environment;
    }

    private static String[] arguments() throws URISyntaxException {
        String classPath = String.join(
                File.pathSeparator,
                at(Event.class),
                at(GcpAdapter.class),
                at(CloudEventUtils.class),
                at(Recorder.class));
        return new String[] {
            "-jar", INVOKER.toString(), "--target", GoogleFunction.class.getName(), "--classpath", classPath
        };
    }

    private static String at(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
