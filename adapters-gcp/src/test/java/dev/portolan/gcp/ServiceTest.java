package dev.portolan.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.CallHandler;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Handler;
import dev.portolan.HttpHandler;
import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import dev.portolan.RejectedEventException;
import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.data.Bytes;
import dev.portolan.data.HttpResponse;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServiceTest {

    private static final String PUSH =
            "{\"message\":{\"data\":\"\",\"messageId\":\"1\"},\"subscription\":\"projects/p/subscriptions/s\"}";
    private static final String COUNTED_PUSH = PUSH.substring(0, PUSH.length() - 1) + ",\"deliveryAttempt\":2}";
    private static final String BATCH = "[{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"good\"},"
            + "{\"specversion\":\"1.0\",\"id\":\"2\",\"source\":\"/s\",\"type\":\"%s\"}]";
    private static final String QUERY =
            "{\"requestId\":\"1\",\"caller\":\"//bigquery.googleapis.com/projects/p/jobs/j\",\"calls\":[[1],[2]]}";
    private static final EventHandler DOES = (event, invocation) -> {
        switch (event.getType()) {
            case "fail" -> throw new IllegalStateException("told to fail");
            case "reject" -> throw new RejectedEventException("told to reject");
            case "error" -> throw new StackOverflowError("told to overflow");
            default -> {}
        }
    };
    private static final EventHandler REJECTS = (event, invocation) -> {
        throw new RejectedEventException("never");
    };
    private static final EventHandler FAILS = (event, invocation) -> {
        throw new IllegalStateException("not now");
    };

    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeEach
    void catchLog() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void releaseLog() {
        System.setErr(standardError);
    }

    @Test
    void the_log_is_utf_8_whatever_the_container_writes() {
        System.setErr(new PrintStream(log, true, StandardCharsets.US_ASCII));
        new Log(null).warning("gr\u00FCn\n");
        assertEquals("{\"severity\":\"WARNING\",\"message\":\"gr\u00FCn\\n\"}\n", log());
    }

    private String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_handled_push_is_acknowledged_without_a_body() {
        HttpResponse answer = serve(DOES, json(PUSH));
        assertEquals(204, answer.status());
        assertTrue(answer.body().isEmpty());
        assertEquals("", log());
    }

    @Test
    void a_failed_push_comes_again_and_only_the_log_says_why() {
        HttpResponse answer = serve(FAILS, json(PUSH));
        assertEquals(500, answer.status());
        assertTrue(answer.body().isEmpty());
        assertTrue(
                log().startsWith("{\"severity\":\"ERROR\","
                        + "\"message\":\"gcp:pubsub item 0 failed: java.lang.IllegalStateException\","
                        + "\"stack_trace\":\"java.lang.IllegalStateException: not now\\n"),
                log());
        assertEquals(1, log().lines().count());
    }

    @Test
    void a_rejected_message_travels_to_the_dead_letter_topic_where_there_is_one() {
        assertEquals(422, serve(REJECTS, json(COUNTED_PUSH)).status());
    }

    @Test
    void a_rejected_message_without_a_dead_letter_topic_is_logged_and_acknowledged() {
        assertEquals(204, serve(REJECTS, json(PUSH)).status());
        assertTrue(log().contains("RejectedEventException: never"), log());
    }

    @Test
    void a_rejected_message_that_came_by_eventarc_travels_to_the_dead_letter_topic_of_its_subscription() {
        String type = "google.cloud.pubsub.topic.v1.messagePublished";
        assertEquals(422, serve(REJECTS, eventarc(type, COUNTED_PUSH)).status());
        assertEquals(204, serve(REJECTS, eventarc(type, PUSH)).status());
        assertEquals(204, serve(REJECTS, eventarc(type, "[1]")).status());
        assertEquals(204, serve(REJECTS, eventarc(type, "{\"a\":1,\"a\":2}")).status());
        assertEquals(204, serve(REJECTS, eventarc(type, "")).status());
        assertEquals(204, serve(REJECTS, eventarc("another", COUNTED_PUSH)).status());
        String structured = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"" + type
                + "\",\"data\":" + COUNTED_PUSH + "}";
        assertEquals(
                422,
                serve(REJECTS, request("application/cloudevents+json", structured))
                        .status());
    }

    private static Request eventarc(String type, String body) {
        Map<String, List<String>> headers = Map.of(
                "Content-Type", List.of("application/json"),
                "ce-specversion", List.of("1.0"),
                "ce-id", List.of("1"),
                "ce-source", List.of("//pubsub.googleapis.com/projects/p/topics/t"),
                "ce-type", List.of(type));
        return Request.of("POST", "/", headers, body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "a batch with one {0} event is answered {1}")
    @CsvSource({"good, 204", "fail, 500", "reject, 204", "error, 500"})
    void a_batch_has_one_status(String type, int status) {
        Request request = request("application/cloudevents-batch+json", BATCH.replace("%s", type));
        assertEquals(status, serve(DOES, request).status());
    }

    @Test
    void a_batch_with_a_malformed_event_is_answered_400_after_the_others_are_handled() {
        String batch = BATCH.replace("\"id\":\"2\",", "");
        assertEquals(
                400,
                serve(DOES, request("application/cloudevents-batch+json", batch))
                        .status());
        assertEquals(
                500,
                serve(FAILS, request("application/cloudevents-batch+json", batch))
                        .status());
    }

    @Test
    void a_malformed_request_is_answered_400_and_names_the_place_not_the_content() {
        HttpResponse answer = serve(DOES, json(PUSH.replace("\"messageId\":\"1\"", "\"secret\":\"1\"")));
        assertEquals(400, answer.status());
        assertTrue(
                answer.body().utf8().startsWith("gcp:pubsub message.messageId: expected text"),
                answer.body().utf8());
        assertFalse((answer.body().utf8() + log()).contains("secret"));
    }

    @Test
    void an_unknown_format_of_cloudevents_is_answered_415() {
        assertEquals(
                415, serve(DOES, request("application/cloudevents+avro", "Obj")).status());
    }

    @Test
    void a_kind_that_the_endpoint_does_not_accept_is_answered_400() {
        Service service = new Service(DOES, GcpAdapter.standard().accepting("gcp:cloudevent"), null);
        assertEquals(400, serve(service, json(PUSH)).status());
        assertEquals(
                400,
                serve(service, Request.of("GET", "/", Map.of(), new byte[0])).status());
    }

    @Test
    void a_request_over_the_limit_is_malformed() {
        Service service =
                new Service(DOES, GcpAdapter.standard().withLimits(Limits.STANDARD.withPayloadBytes(10)), null);
        assertEquals(400, serve(service, json(PUSH)).status());
        assertTrue(log().contains("Limits.payloadBytes"), log());
    }

    @Test
    void where_only_requests_are_handled_a_push_is_one() {
        HttpHandler echo = (request, invocation) -> HttpResponse.text(request.method());
        assertEquals("POST", serve(echo, json(PUSH)).body().utf8());
    }

    @Test
    void a_handler_of_calls_alone_cannot_handle_events() {
        CallHandler calls = (event, invocation) -> new byte[0];
        assertEquals(500, serve(calls, json(PUSH)).status());
        assertTrue(log().contains("the handler is none for events"), log());
    }

    @Test
    void a_remote_function_of_bigquery_gets_the_handlers_replies() {
        CallHandler calls = (event, invocation) -> "{\"replies\":[10,20]}".getBytes(StandardCharsets.UTF_8);
        assertEquals("{\"replies\":[10,20]}", bigQuery(calls).body().utf8());
        CallHandler nothing = (event, invocation) -> new byte[0];
        assertEquals("{\"replies\":[null,null]}", bigQuery(nothing).body().utf8());
        assertEquals("{\"replies\":[null,null]}", bigQuery(DOES).body().utf8());
        HttpResponse failed = bigQuery(FAILS);
        assertEquals(500, failed.status());
        assertEquals("{\"errorMessage\":\"the function failed\"}", failed.body().utf8());
        HttpResponse rejected = bigQuery(REJECTS);
        assertEquals(400, rejected.status());
        assertEquals(
                "{\"errorMessage\":\"the function rejected the call\"}",
                rejected.body().utf8());
    }

    private HttpResponse bigQuery(Handler handler) {
        return serve(new Service(handler, GcpAdapter.standard().alsoAccepting("gcp:bigquery"), null), json(QUERY));
    }

    @Test
    void without_a_token_nothing_is_read() throws GeneralSecurityException {
        TokenKeys none = id -> null;
        IdTokens tokens = IdTokens.ofServiceAccount(none, "https://me.example.com", "push@example.com");
        Service service = new Service(FAILS, GcpAdapter.standard(), tokens);
        assertEquals(401, serve(service, json(PUSH)).status());
        Request bearer = Request.of(
                "POST", "/", Map.of("Authorization", List.of("Bearer a.b.c")), PUSH.getBytes(StandardCharsets.UTF_8));
        assertEquals(401, serve(service, bearer).status());
        assertFalse(log().contains("not now"), log());
    }

    @Test
    void an_event_without_its_request_is_refused_where_a_token_or_another_kind_is_expected() throws Exception {
        Event event = GcpAdapter.event(CloudEventBuilder.v1()
                .withId("1")
                .withType("t")
                .withSource(URI.create("/s"))
                .build());
        IdTokens tokens = IdTokens.ofServiceAccount(id -> null, "https://me.example.com", "push@example.com");
        List<Event> handled = new ArrayList<>();
        EventHandler handler = (each, invocation) -> handled.add(each);

        assertThrows(
                IllegalStateException.class, () -> new Service(handler, GcpAdapter.standard(), tokens).accept(event));
        assertThrows(
                UnrecognizedPayloadException.class,
                () -> new Service(handler, GcpAdapter.standard().accepting("gcp:pubsub"), null).accept(event));
        assertEquals(List.of(), handled);
        new Service(handler, GcpAdapter.standard(), null).accept(event);
        assertEquals(List.of(event), handled);
    }

    @Test
    void only_kinds_with_a_name_can_be_accepted() {
        assertThrows(IllegalArgumentException.class, () -> GcpAdapter.standard().accepting("gcp:auth-blocking"));
        assertThrows(IllegalArgumentException.class, () -> GcpAdapter.standard().alsoAccepting("pubsub"));
    }

    @Test
    void a_deployment_names_hops_by_a_setting() {
        String carrier = PUSH.replace(
                "\"data\":\"\"",
                "\"attributes\":{\"ce-specversion\":\"1.0\",\"ce-id\":\"42\",\"ce-source\":\"/s\",\"ce-type\":\"t\"}");
        for (String setting : List.of("cloudevents", " storage, CloudEvents,")) {
            assertEquals("42", only(Service.opening(setting), carrier).getId(), setting);
        }
        assertEquals("1", only(Service.opening("storage"), carrier).getId());
        assertEquals("1", only(Service.opening(null), carrier).getId());
        assertThrows(IllegalArgumentException.class, () -> Service.opening("storage cloudevents"));
    }

    @Test
    void what_a_message_carries_is_opened_however_the_message_comes() throws Exception {
        String message = "{\"message\":{\"data\":\"\",\"messageId\":\"7\",\"publishTime\":\"2026-01-02T03:04:05Z\","
                + "\"attributes\":{\"eventType\":\"OBJECT_FINALIZE\",\"bucketId\":\"b\",\"objectId\":\"k\"}},"
                + "\"subscription\":\"projects/p/subscriptions/s\"}";
        String type = "google.cloud.pubsub.topic.v1.messagePublished";
        String structured =
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"//pubsub.googleapis.com/projects/p/topics/t\","
                        + "\"type\":\"" + type + "\",\"data\":" + message + "}";
        String legacy = "{\"context\":{\"eventId\":\"7\",\"timestamp\":\"2026-01-02T03:04:05Z\","
                + "\"eventType\":\"google.pubsub.topic.publish\",\"resource\":{\"service\":\"pubsub.googleapis.com\","
                + "\"name\":\"projects/p/topics/t\"}},\"data\":{\"@type\":\"type.googleapis.com/google.pubsub.v1.PubsubMessage\","
                + "\"attributes\":{\"eventType\":\"OBJECT_FINALIZE\",\"bucketId\":\"b\",\"objectId\":\"k\"},\"data\":\"\"}}";
        GcpAdapter opening = GcpAdapter.standard().opening(Hop.STORAGE);
        for (Request request : List.of(
                json(message),
                eventarc(type, message),
                request("application/cloudevents+json", structured),
                json(legacy))) {
            Event event = opening.delivery(request).events().get(0);
            assertEquals("google.cloud.storage.object.v1.finalized", event.getType());
            assertEquals("objects/k", event.getSubject());
            assertEquals("pubsub", event.getExtension("via"));
            assertEquals("7", event.getId());
        }
        String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        String traced = structured.replace("\"id\":\"1\",", "\"id\":\"1\",\"traceparent\":\"" + traceparent + "\",");
        assertEquals(
                traceparent,
                opening.delivery(request("application/cloudevents+json", traced))
                        .events()
                        .get(0)
                        .getExtension("traceparent"));
        List<String> types = new ArrayList<>();
        EventHandler handler = (event, invocation) -> types.add(event.getType());
        Event whole = GcpAdapter.event(CloudEventBuilder.v1()
                .withId("1")
                .withType(type)
                .withSource(URI.create("//pubsub.googleapis.com/projects/p/topics/t"))
                .withData("application/json", message.getBytes(StandardCharsets.UTF_8))
                .build());
        new Service(handler, opening, null).accept(whole);
        new Service(handler, GcpAdapter.standard(), null).accept(whole);
        assertEquals(List.of("google.cloud.storage.object.v1.finalized", type), types);
    }

    @Test
    void a_message_in_an_event_without_its_request_holds_no_more_events_than_any_other() {
        String inner = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}";
        String batch =
                Base64.getEncoder().encodeToString(("[" + inner + "," + inner + "]").getBytes(StandardCharsets.UTF_8));
        String message = "{\"message\":{\"attributes\":{\"content-type\":\"application/cloudevents-batch+json\"},"
                + "\"data\":\"" + batch + "\",\"messageId\":\"7\"}}";
        Event whole = GcpAdapter.event(CloudEventBuilder.v1()
                .withId("1")
                .withType("google.cloud.pubsub.topic.v1.messagePublished")
                .withSource(URI.create("//pubsub.googleapis.com/projects/p/topics/t"))
                .withData("application/json", message.getBytes(StandardCharsets.UTF_8))
                .build());
        GcpAdapter opening = GcpAdapter.standard().opening(Hop.CLOUDEVENTS);
        assertEquals(2, opening.carried(whole).size());
        MalformedPayloadException error = assertThrows(
                MalformedPayloadException.class,
                () -> opening.withLimits(Limits.STANDARD.withItems(1)).carried(whole));
        assertEquals("data", error.path());
        assertEquals("gcp:cloudevent", error.kind());
    }

    @Test
    void what_a_handler_finds_malformed_elsewhere_is_a_failure() {
        EventHandler parses = (event, invocation) -> Bytes.utf8("<html>").jsonAs(Map.class);
        assertEquals(500, serve(parses, json(PUSH)).status());
        assertEquals(500, bigQuery(parses).status());
        EventHandler misfits = (event, invocation) -> event.dataAs(List.class);
        assertEquals(400, serve(misfits, json(PUSH)).status());
    }

    @Test
    void a_name_that_ends_in_a_blank_and_an_ordering_key_are_what_google_says() {
        Map<String, List<String>> headers = Map.of(
                "Content-Type", List.of("application/json"),
                "ce-specversion", List.of("1.0"),
                "ce-id", List.of("1"),
                "ce-source", List.of("//storage.googleapis.com/projects/_/buckets/b"),
                "ce-subject", List.of("objects/a"),
                "ce-type", List.of("google.cloud.storage.object.v1.finalized"));
        Request stored =
                Request.of("POST", "/", headers, "{\"bucket\":\"b\",\"name\":\"a \"}".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                "objects/a ",
                GcpAdapter.standard().delivery(stored).events().get(0).getSubject());
        Map<String, List<String>> unwrapped = Map.of(
                "x-goog-pubsub-subscription-name", List.of("projects/p/subscriptions/s"),
                "x-goog-pubsub-message-id", List.of("1"),
                "x-goog-pubsub-publish-time", List.of("2026-01-02T03:04:05Z"),
                "x-goog-ordering-key", List.of("forged"),
                "x-goog-pubsub-ordering-key", List.of("real"));
        assertEquals(
                "real",
                GcpAdapter.standard()
                        .delivery(Request.of("POST", "/", unwrapped, new byte[0]))
                        .events()
                        .get(0)
                        .getExtension("partitionkey"));
    }

    @Test
    void a_request_that_was_rejected_is_bad_where_no_platform_sends_it_again() {
        assertEquals(
                400,
                serve(REJECTS, Request.of("GET", "/", Map.of(), new byte[0])).status());
    }

    @Test
    void a_batch_in_a_message_is_an_array() {
        String event = BATCH.substring(1, BATCH.indexOf("},") + 1);
        String push = PUSH.replace("\"data\":\"\"", "\"data\":\"%s\",\"attributes\":{\"content-type\":\"%s\"}");
        GcpAdapter opening = Service.opening("cloudevents");
        String batch = "application/cloudevents-batch+json";

        assertEquals(
                "1",
                only(opening, push.formatted(base64("[" + event + "]"), batch)).getId());
        assertThrows(
                MalformedPayloadException.class,
                () -> opening.delivery(json(push.formatted(base64("{\"a\":" + event + "}"), batch))));
    }

    @Test
    void a_rejected_event_does_not_take_with_it_those_beside_it_in_a_message() {
        String events = BATCH.replace("\"type\":\"good\"", "\"type\":\"reject\"");
        assertEquals(List.of("1", "2"), handled(events.replace("%s", "good"), 204));
        assertEquals(List.of("1", "2"), handled(events.replace("%s", "reject"), 204));
        assertEquals(3, log().split("RejectedEventException: told", -1).length - 1, log());
        assertEquals(List.of("1", "2"), handled(events.replace("%s", "fail"), 500));
        assertEquals(List.of("1"), handled(BATCH.replace("good", "fail").replace("%s", "good"), 500));
    }

    private static List<String> handled(String batch, int status) {
        List<String> handled = new ArrayList<>();
        EventHandler handler = (event, invocation) -> {
            handled.add(event.getId());
            DOES.handle(event, invocation);
        };
        String push = PUSH.replace(
                "\"data\":\"\"",
                "\"data\":\"" + base64(batch)
                        + "\",\"attributes\":{\"content-type\":\"application/cloudevents-batch+json\"}");
        assertEquals(
                status,
                serve(new Service(handler, Service.opening("cloudevents"), null), json(push))
                        .status());
        return handled;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Event only(GcpAdapter adapter, String push) {
        List<Event> events = adapter.delivery(json(push)).events();
        assertEquals(1, events.size());
        return events.get(0);
    }

    @Test
    void a_publishers_header_never_chooses_another_kind_than_the_endpoint_accepts() {
        List<String> kinds =
                List.of("gcp:pubsub-unwrapped", "gcp:tasks", "gcp:scheduler", "gcp:cloudevent", "gcp:http");
        Request forged = Request.of(
                "POST",
                "/",
                Map.of(
                        "x-goog-pubsub-message-id", List.of("1"),
                        "x-goog-pubsub-subscription-name", List.of("projects/p/subscriptions/s"),
                        "X-CloudTasks-TaskName", List.of("1"),
                        "X-CloudTasks-QueueName", List.of("q"),
                        "X-CloudScheduler-JobName", List.of("1"),
                        "ce-specversion", List.of("1.0"),
                        "ce-id", List.of("1"),
                        "ce-source", List.of("/s"),
                        "ce-type", List.of("t")),
                new byte[0]);
        for (String kind : kinds) {
            assertEquals(
                    kind, GcpAdapter.standard().accepting(kind).delivery(forged).kind());
        }
        assertEquals(kinds.get(0), GcpAdapter.standard().delivery(forged).kind());
        assertThrows(
                UnrecognizedPayloadException.class,
                () -> GcpAdapter.standard()
                        .accepting("gcp:pubsub", "gcp:legacy")
                        .delivery(forged));
    }

    private static HttpResponse serve(Handler handler, Request request) {
        return serve(new Service(handler, GcpAdapter.standard(), null), request);
    }

    private static HttpResponse serve(Service service, Request request) {
        HttpResponse refused = service.refusedOrNull(request);
        return refused == null ? service.serveTrusted(request) : refused;
    }

    private static Request json(String body) {
        return request("application/json", body);
    }

    private static Request request(String contentType, String body) {
        return Request.of(
                "POST", "/", Map.of("Content-Type", List.of(contentType)), body.getBytes(StandardCharsets.UTF_8));
    }
}
