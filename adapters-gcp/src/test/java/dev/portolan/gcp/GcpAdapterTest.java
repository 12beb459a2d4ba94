package dev.portolan.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Invocation;
import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import dev.portolan.UnrecognizedPayloadException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GcpAdapterTest {

    private static final GcpAdapter ALL = GcpAdapter.standard()
            .alsoAccepting("gcp:bigquery", "gcp:callable")
            .acceptingBlockingFunctions(IdTokens.of(id -> null, "issuer", "audience"));

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'message':{'messageId':'1'},'subscription':'s'}                         | gcp:pubsub",
                "{'message':{'messageId':'1'}}                                            | gcp:http",
                "{'message':[],'subscription':'s'}                                        | gcp:http",
                "{'requestId':'1','caller':'c','calls':[]}                                | gcp:bigquery",
                "{'requestId':'1','caller':'c','calls':{}}                                | gcp:http",
                "{'requestId':'1','calls':[]}                                             | gcp:bigquery",
                "{'caller':'c','calls':[]}                                                | gcp:http",
                "{'data':{'jwt':7}}                                                       | gcp:callable",
                "{'data':{'jwt':'j','more':1}}                                            | gcp:callable",
                "{'data':null}                                                            | gcp:callable",
                "{'data':1,'more':1}                                                      | gcp:http",
                "{}                                                                       | gcp:http",
                "[{'data':1}]                                                             | gcp:http",
            })
    void a_body_is_an_envelope_only_by_all_its_marks(String body, String kind) {
        assertEquals(kind, ALL.delivery(bytes(body), Invocation.UNKNOWN).kind());
    }

    @Test
    void a_request_with_more_extensions_than_an_event_may_have_is_malformed() {
        StringBuilder request = new StringBuilder(
                "POST / HTTP/1.1\r\nce-specversion: 1.0\r\nce-id: 1\r\nce-source: /s\r\nce-type: t\r\n");
        for (int i = 0; i < 1025; i++) {
            request.append("ce-x").append(i).append(": a%01\r\n");
        }
        byte[] payload = request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        MalformedPayloadException refused =
                assertThrows(MalformedPayloadException.class, () -> GcpAdapter.read(payload));
        // The last one in the order of names.
        assertEquals("ce-x999", refused.path());
    }

    @Test
    void a_token_in_the_only_member_is_a_call_of_a_blocking_function() {
        MalformedPayloadException refused = assertThrows(
                MalformedPayloadException.class,
                () -> ALL.delivery(bytes("{'data':{'jwt':'a.b.c'}}"), Invocation.UNKNOWN));

        assertEquals("gcp:auth-blocking", refused.kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'context':{}", "'context':{'a':1,'a':2}", "'eventType':'x'", "'data':1"})
    void a_push_with_a_member_of_a_legacy_envelope_is_refused(String member) {
        MalformedPayloadException refused = assertThrows(
                MalformedPayloadException.class,
                () -> GcpAdapter.read(bytes("{'message':{'messageId':'1'},'subscription':'s'," + member + "}")));

        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("found members of both"), message);
    }

    @Test
    void a_payload_may_be_as_large_as_the_limit() {
        byte[] body = bytes("{'message':{'messageId':'1'},'subscription':'s'}");
        Limits limits = Limits.STANDARD.withPayloadBytes(body.length);
        Map<String, List<String>> json = Map.of("Content-Type", List.of("application/json"));

        assertEquals(limits, GcpAdapter.standard().withLimits(limits).limits());
        assertEquals(
                "gcp:pubsub",
                GcpAdapter.standard()
                        .withLimits(limits)
                        .delivery(body, Invocation.UNKNOWN)
                        .kind());
        assertEquals(
                "gcp:pubsub",
                GcpAdapter.standard()
                        .withLimits(limits)
                        .delivery("POST", "/", json, body)
                        .kind());
        GcpAdapter smaller = GcpAdapter.standard().withLimits(limits.withPayloadBytes(body.length - 1));
        assertThrows(MalformedPayloadException.class, () -> smaller.delivery(body, Invocation.UNKNOWN));
        assertThrows(MalformedPayloadException.class, () -> smaller.delivery("POST", "/", json, body));
    }

    @Test
    void members_of_a_plain_body_are_data_and_not_counted() {
        String members = "'a':1,'b':2,'c':3";
        GcpAdapter few = GcpAdapter.standard().withLimits(Limits.STANDARD.withMembers(3));
        byte[] push = bytes("{'message':{'messageId':'1'},'subscription':'s'," + members + "}");

        assertEquals(
                "gcp:http",
                few.delivery(bytes("{'d':4," + members + "}"), Invocation.UNKNOWN)
                        .kind());
        assertThrows(MalformedPayloadException.class, () -> few.delivery(push, Invocation.UNKNOWN));
        assertThrows(
                MalformedPayloadException.class,
                () -> few.accepting("gcp:pubsub").delivery(bytes("{'d':4," + members + "}"), Invocation.UNKNOWN));
        assertThrows(MalformedPayloadException.class, () -> GcpAdapter.read(bytes("{'a':1,'a':2}")));
    }

    @Test
    void what_a_message_carries_is_read_under_the_same_limits() {
        String event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"e1\":1,\"e2\":2}";
        byte[] push = bytes(
                "{'message':{'messageId':'1','attributes':{'content-type':'application/cloudevents+json'},'data':'"
                        + Base64.getEncoder().encodeToString(event.getBytes(StandardCharsets.UTF_8))
                        + "'},'subscription':'s'}");
        GcpAdapter opening = GcpAdapter.standard().opening(Hop.CLOUDEVENTS);

        Limits limits = Limits.STANDARD.withMembers(6);
        assertEquals(
                1,
                opening.withLimits(limits)
                        .delivery(push, Invocation.UNKNOWN)
                        .events()
                        .size());
        assertThrows(
                MalformedPayloadException.class,
                () -> opening.withLimits(limits.withMembers(5)).delivery(push, Invocation.UNKNOWN));
    }

    @Test
    void the_kinds_that_are_accepted_can_be_asked_for() {
        assertEquals(
                Set.of("gcp:tasks", "gcp:bigquery"),
                GcpAdapter.standard()
                        .accepting("gcp:tasks")
                        .alsoAccepting("gcp:bigquery")
                        .accepted());
        assertEquals(10, ALL.accepted().size());
        assertEquals(
                "the request is of no kind that this endpoint accepts, which are gcp:tasks",
                assertThrows(
                                UnrecognizedPayloadException.class,
                                () -> GcpAdapter.standard()
                                        .accepting("gcp:tasks")
                                        .delivery(bytes("{}"), Invocation.UNKNOWN))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "projects/_/buckets/b/objects/a#1,          objects/a",
        "projects/_/buckets/b/objects/a#1090,       objects/a",
        "projects/_/buckets/b/objects/a#1#2,        objects/a#1",
        "projects/_/buckets/b/objects/a#,           objects/a#",
        "projects/_/buckets/b/objects/a#1/,         objects/a#1/",
        "projects/_/buckets/b/objects/a#1:,         objects/a#1:",
        "projects/_/buckets/b/objects/a12,          objects/a12",
        "projects/_/buckets/b/12,                   12",
    })
    void a_generation_is_no_part_of_an_object_s_name(String resource, String subject) {
        String envelope = "{'context':{'eventId':'1','eventType':'google.storage.object.finalize','resource':'"
                + resource + "'},'data':{}}";

        assertEquals(subject, GcpAdapter.read(bytes(envelope)).events().get(0).getSubject());
    }
}
