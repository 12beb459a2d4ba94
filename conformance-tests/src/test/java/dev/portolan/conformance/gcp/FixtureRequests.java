package dev.portolan.conformance.gcp;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Delivery;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.MalformedPayloadException;
import dev.portolan.PortolanException;
import dev.portolan.conformance.Fixture;
import dev.portolan.conformance.Fixtures;
import dev.portolan.gcp.GcpAdapter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;

/** The requests of all fixtures, sent to a server whose handler is a {@link Recorder}. */
final class FixtureRequests {

    /** Kinds that are handed to a handler of requests. */
    private static final Set<String> REQUESTS = Set.of("gcp:http", "gcp:callable");

    /** Kinds of events that are answered in a form of their own. */
    private static final Set<String> REPLIES = Set.of("gcp:bigquery", "gcp:auth-blocking");

    private FixtureRequests() {}

    /** Sends them all; the handler must see what this adapter reads, and the caller its answer. */
    static void assertAnswered(int port, Path record, GcpAdapter adapter, Set<String> leftOut) throws IOException {
        List<Executable> checks = new ArrayList<>();
        for (Fixture fixture : Fixtures.of("gcp")) {
            if (!leftOut.contains(fixture.name())) {
                int status = RawHttp.send(port, request(fixture)).status();
                List<String> seen = Recorder.take(record);
                checks.add(() -> assertEquals(expected(fixture, adapter), status + " " + seen, fixture.name()));
            }
        }
        assertTrue(checks.size() > 200, "only " + checks.size() + " requests were sent");
        assertAll(checks);
    }

    /** The fixture's request; a document by itself is posted. */
    static byte[] request(Fixture fixture) {
        byte[] payload = fixture.payload();
        if (fixture.isHttp()) {
            return payload;
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        String head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + payload.length + "\r\n\r\n";
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(payload);
        return request.toByteArray();
    }

    private static String expected(Fixture fixture, GcpAdapter adapter) {
        List<String> lines = new ArrayList<>();
        int status;
        try {
            Delivery<?> delivery = adapter.delivery(fixture.payload(), Invocation.UNKNOWN);
            if (REQUESTS.contains(delivery.kind())) {
                return "200 []";
            }
            status = REPLIES.contains(delivery.kind()) ? 200 : 204;
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
}
