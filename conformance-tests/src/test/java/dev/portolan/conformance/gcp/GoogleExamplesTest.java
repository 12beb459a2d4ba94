package dev.portolan.conformance.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.examples.GoogleEventEmbedding;
import dev.portolan.examples.GoogleHttpEmbedding;
import dev.portolan.examples.Uploading;
import dev.portolan.examples.Uploads;
import dev.portolan.gcp.CloudRun;
import dev.portolan.gcp.GoogleFunction;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The programs of docs/gcp.md do what the page says. */
final class GoogleExamplesTest {

    private static final String UPLOAD = """
            POST /
            ce-specversion: 1.0
            ce-id: 1
            ce-source: //storage.googleapis.com/projects/_/buckets/photos
            ce-type: google.cloud.storage.object.v1.finalized
            ce-subject: objects/a, b.jpg
            Content-Type: application/json
            """;
    private static final String OBJECT = "{\"bucket\":\"photos\",\"name\":\"a, b.jpg\"}";

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void a_function() throws Exception {
        environment.put("PORTOLAN_HANDLER", Uploads.class.getName());
        assertUploaded(204, InvokerTest.arguments(GoogleFunction.class));
    }

    @Test
    void a_service() throws Exception {
        environment.put("PORTOLAN_HANDLER", Uploads.class.getName());
        assertUploaded(204, "-cp", InvokerTest.classPath(), CloudRun.class.getName());
    }

    @Test
    void an_http_function_that_has_been_there_before() throws Exception {
        assertUploaded(204, InvokerTest.arguments(GoogleHttpEmbedding.class));
    }

    @Test
    void an_event_function_that_has_been_there_before() throws Exception {
        environment.put("FUNCTION_SIGNATURE_TYPE", "cloudevent");
        assertUploaded(200, InvokerTest.arguments(GoogleEventEmbedding.class));
    }

    private void assertUploaded(int status, String... arguments) throws Exception {
        int port = Child.freePort();
        environment.put("PORT", String.valueOf(port));
        try (Child child = Child.java(environment, arguments)) {
            child.awaitReady(() -> RawHttp.send(port, "GET /favicon.ico", "").status() > 0);
            assertEquals(status, RawHttp.send(port, UPLOAD, OBJECT).status());
            child.awaitReady(() -> child.output().contains("CREATED photos/a, b.jpg"));
        }
    }

    @Test
    void a_service_that_anyone_can_reach() throws Exception {
        int port = Child.freePort();
        environment.put("PORT", String.valueOf(port));
        try (Child child = Child.java(environment, "-cp", InvokerTest.classPath(), Uploading.class.getName())) {
            child.awaitReady(() -> RawHttp.send(port, "GET /", "").status() == 401);
            RawHttp.Response answer = RawHttp.send(port, UPLOAD + "Authorization: Bearer a.b.c", OBJECT);
            assertEquals(401, answer.status());
            assertTrue(answer.head().contains("Bearer"), answer.head());
        }
    }
}
