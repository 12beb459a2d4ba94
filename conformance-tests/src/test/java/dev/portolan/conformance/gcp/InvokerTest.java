package dev.portolan.conformance.gcp;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Event;
import dev.portolan.conformance.Fixture;
import dev.portolan.conformance.Fixtures;
import dev.portolan.conformance.Options;
import dev.portolan.conformance.simulate.Simulate;
import dev.portolan.gcp.GcpAdapter;
import dev.portolan.gcp.GoogleFunction;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.CloudEventUtils;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
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

    /** Events that the framework answers with 500 where it takes requests apart itself. */
    private static final Set<String> REFUSED_BY_FRAMEWORK = Set.of(
            "gcp/cloudevent/batch",
            "gcp/cloudevent/batch-empty",
            "gcp/cloudevent/batch-with-one-bad-event",
            "gcp/cloudevent/storage-emulator-name-that-is-no-uri",
            "gcp/cloudevent/structured-media-type-in-any-case",
            "gcp/cloudevent/user-event-ignored-header-names",
            "gcp/legacy/auth-delete-with-null-metadata",
            "gcp/legacy/custom-type-in-a-context",
            "gcp/legacy/firestore-nested-documents-and-refs",
            "gcp/legacy/firestore-type-alias",
            "gcp/legacy/remote-config",
            "gcp/legacy/rtdb-domain-in-the-context",
            "gcp/legacy/remote-config-by-the-published-name",
            "gcp/legacy/test-lab",
            "gcp/legacy/unknown-type-with-service",
            "gcp/legacy/unknown-type-without-service",
            "gcp/legacy/unreadable-time");

    /** Events of which the framework leaves too little: it cuts and does not decode headers, and makes up types and sources. */
    private static final Set<String> CHANGED_BY_FRAMEWORK = Set.of(
            "gcp/cloudevent/user-event-percent-encoded",
            "gcp/cloudevent/user-event-raw-utf-8",
            "gcp/legacy/analytics",
            "gcp/legacy/storage-change-exists-again-is-metadata-updated",
            "gcp/legacy/storage-change-exists-is-finalized",
            "gcp/legacy/storage-change-not-exists-is-deleted");

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
            FixtureRequests.assertAnswered(port, record, GcpAdapter.standard(), REFUSED_BY_SERVER);
            assertOwnAnswers(port, record);
            assertFalse(invoker.output().contains("payload that must not be logged"), "the payload is in the log");
        }
    }

    @Test
    void what_must_be_asked_for_is_accepted_and_opened_and_large_bodies_are_refused() throws Exception {
        Path record = folder.resolve("record");
        Options options = Fixtures.of("gcp/auth-blocking").get(0).options();
        Map<String, String> environment = environment("http", record);
        environment.put(EverythingFunction.KEYS, options.keys());
        environment.put(EverythingFunction.AUDIENCE, options.audience());
        GcpAdapter adapter = EverythingFunction.adapter(options.keys(), options.audience());
        try (Child invoker = start(environment, EverythingFunction.class)) {
            int port = ready(invoker);
            FixtureRequests.assertAnswered(port, record, adapter, REFUSED_BY_SERVER);
            String most = "x".repeat(EverythingFunction.MOST_BYTES);
            assertEquals(204, RawHttp.send(port, OWN, most).status());
            assertEquals(1, Recorder.take(record).size());
            assertEquals("413 ", statusAndBody(RawHttp.send(port, OWN, most + "x")));
            assertEquals("413 ", statusAndBody(RawHttp.send(port, chunked(OWN, most + "x"))));
            assertEquals(List.of(), Recorder.take(record));
        }
    }

    private static byte[] chunked(String head, String body) {
        String request = head.stripTrailing().replaceFirst("\n", " HTTP/1.1\nHost: localhost\n")
                + "\nTransfer-Encoding: chunked\n\n" + Integer.toHexString(body.length()) + "\n" + body + "\n0\n\n";
        return request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
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
            assertAsOverHttp(port, record);
            assertSimulatedPass(port, record);
        }
    }

    /** What is simulated is what Google's own framework reads, the envelopes of the first generation among it. */
    private static void assertSimulatedPass(int port, Path record) throws IOException {
        Simulate upload = Simulate.objectCreated("photos", "holiday/a.jpg");
        Simulate message = Simulate.message("hello");
        Map<String, String> keys = Map.of("id", "o-1");
        Simulate change = Simulate.documentUpdated("orders", keys, Map.of("total", 1), Map.of("total", 2.5));
        Map<String, Simulate> sent = Map.of(
                "gcp:storage", upload,
                "gcp:legacy-storage", upload,
                "gcp:eventarc-pubsub", message,
                "gcp:legacy-pubsub", message,
                "gcp:firestore", change,
                "gcp:legacy-firestore", change,
                "gcp:datastore", change,
                "gcp:database", change,
                "gcp:legacy-database", change,
                "gcp:eventarc-scheduler", Simulate.timer("nightly"));
        for (Map.Entry<String, Simulate> one : sent.entrySet()) {
            byte[] request = one.getValue().forSource(one.getKey());
            Event event = GcpAdapter.read(request).events().get(0);
            assertEquals(200, RawHttp.send(port, request).status(), one.getKey());
            assertEquals(context(Recorder.line(event)), context(only(record)), one.getKey());
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

    /** Every event that the framework lets through whole has the context and typed data that it has over HTTP. */
    private static void assertAsOverHttp(int port, Path record) throws IOException {
        List<Executable> checks = new ArrayList<>();
        List<Fixture> fixtures = new ArrayList<>(Fixtures.of("gcp/cloudevent"));
        fixtures.addAll(Fixtures.of("gcp/legacy"));
        fixtures.removeIf(
                fixture -> fixture.name().contains("/refused-") || CHANGED_BY_FRAMEWORK.contains(fixture.name()));
        for (Fixture fixture : fixtures) {
            int status = RawHttp.send(port, FixtureRequests.request(fixture)).status();
            List<String> seen = Recorder.take(record);
            checks.add(() -> assertEquals(
                    REFUSED_BY_FRAMEWORK.contains(fixture.name()) ? "500 []" : "200 " + context(fixture),
                    status + " " + seen.stream().map(InvokerTest::context).toList(),
                    fixture.name()));
        }
        assertAll(checks);
    }

    private static List<String> context(Fixture fixture) {
        return GcpAdapter.read(FixtureRequests.request(fixture)).events().stream()
                .map(event -> context(Recorder.line(event)))
                .toList();
    }

    /** Id, source, type, subject and time of a line, and the name of its typed data. */
    private static String context(String line) {
        int end = -1;
        for (int i = 0; i < 5; i++) {
            end = line.indexOf('|', end + 1);
        }
        return line.substring(0, end) + line.substring(line.lastIndexOf('|'));
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
        try (Child invoker = Child.java(environment, arguments(GoogleFunction.class))) {
            invoker.awaitEnd();
            assertTrue(invoker.output().contains("no handler: set PORTOLAN_HANDLER"), invoker.output());
        }
    }

    private int port;

    private Child start(String signature, Path record) throws Exception {
        return start(environment(signature, record), GoogleFunction.class);
    }

    private Child start(Map<String, String> environment, Class<?> function) throws Exception {
        port = Child.freePort();
        environment.put("PORT", String.valueOf(port));
        return Child.java(environment, arguments(function));
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

    static String[] arguments(Class<?> function) throws URISyntaxException {
        return new String[] {"-jar", INVOKER.toString(), "--target", function.getName(), "--classpath", classPath()};
    }

    /** What a deployed function brings along, and the handlers of the tests. */
    static String classPath() throws URISyntaxException {
        return String.join(
                File.pathSeparator,
                at(Event.class),
                at(GcpAdapter.class),
                at(CloudEvent.class),
                at(CloudEventUtils.class),
                at(Recorder.class));
    }

    private static String at(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
