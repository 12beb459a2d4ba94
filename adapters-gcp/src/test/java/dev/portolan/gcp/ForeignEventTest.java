package dev.portolan.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portolan.Event;
import dev.portolan.MalformedPayloadException;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.StoredObject;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the Functions Framework hands to a function of CloudEvents, with what it lost on the way. */
final class ForeignEventTest {

    private static final String STORAGE = "google.cloud.storage.object.v1.finalized";
    private static final String FIRESTORE = "google.cloud.firestore.document.v1.created";
    private static final String DATABASE = "//firestore.googleapis.com/projects/p/databases/(default)";

    private static CloudEventBuilder event(String type, String source) {
        return CloudEventBuilder.v1().withId("1").withType(type).withSource(URI.create(source));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void everything_an_event_tells_is_carried() {
        Event event = GcpAdapter.event(event("com.example", "/s")
                .withSubject("caf\u00c3\u00a9")
                .withTime(OffsetDateTime.parse("2026-01-02T03:04:05.6Z"))
                .withDataSchema(URI.create("urn:schema"))
                .withExtension("text", "caf\u00c3\u00a9")
                .withExtension("number", 7)
                .withExtension("flag", true)
                .withExtension("uri", URI.create("/a"))
                .withData("text/plain", bytes("hi"))
                .build());

        assertEquals("gcp:cloudevent", event.kind());
        assertEquals("1", event.getId());
        assertEquals("/s", event.text("source"));
        assertEquals("com.example", event.getType());
        assertEquals("caf\u00e9", event.getSubject());
        assertEquals("2026-01-02T03:04:05.6Z", event.text("time"));
        assertEquals("urn:schema", event.text("dataschema"));
        assertEquals("text/plain", event.getDataContentType());
        assertEquals("caf\u00e9", event.getExtension("text"));
        assertEquals(7, event.getExtension("number"));
        assertEquals(true, event.getExtension("flag"));
        assertEquals("/a", event.getExtension("uri"));
        assertEquals("hi", new String(Objects.requireNonNull(event.data()), StandardCharsets.UTF_8));
    }

    @Test
    void times_and_bytes_are_written_as_cloudevents_writes_them() {
        Event event = GcpAdapter.event(event("com.example", "/s")
                .withExtension("utc", OffsetDateTime.parse("2026-01-01T00:00Z"))
                .withExtension("local", OffsetDateTime.parse("2026-01-01T02:30:00.5+02:30"))
                .withExtension("bytes", new byte[] {(byte) 0xFF, 0, 1})
                .build());

        assertEquals("2026-01-01T00:00:00Z", event.getExtension("utc"));
        assertEquals("2026-01-01T02:30:00.5+02:30", event.getExtension("local"));
        assertEquals("/wAB", event.getExtension("bytes"));
    }

    @Test
    void nothing_is_added_to_an_event_that_tells_little() {
        Event event = GcpAdapter.event(event("com.example", "/s").build());

        assertNull(event.getSubject());
        assertNull(event.getTime());
        assertNull(event.data());
        assertNull(event.getDataContentType());
        assertNull(GcpAdapter.event(event("com.example", "/s")
                        .withData("no media type", bytes("{}"))
                        .build())
                .getDataContentType());
    }

    @Test
    void a_document_without_a_place_keeps_the_name_it_came_with() {
        byte[] data = bytes("{\"value\":{\"name\":\"projects/p/databases/d/users\"}}");
        Event event = GcpAdapter.event(event(FIRESTORE, DATABASE)
                .withExtension("document", "users")
                .withData("application/json", data)
                .build());

        assertEquals("users", event.getExtension("document"));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"a\":1}',           '{\"a\":null}',           DELETE,",
        "'{\"a\":{\"b\":1}}',   '{\"a\":{\"b\":null}}', DELETE,",
        "'{\"a\":1,\"c\":2}',   '{\"a\":null}',           UPDATE, {c=2}",
        "'{\"a\":{\"b\":1},\"c\":2}', '{\"a\":{\"b\":null}}', UPDATE, {c=2}",
        "'null',                '{\"a\":1}',              INSERT, {a=1}",
        "'[\"x\",\"a\",\"b\"]', '{\"1\":\"c\"}',      UPDATE, '[x, c, b]'",
        "'[\"a\",\"b\",\"c\"]', '[\"x\",\"y\"]',      UPDATE, '[x, y, c]'",
        "'[\"x\",\"a\",\"b\"]', '{\"1\":null}',       UPDATE, '{0=x, 2=b}'",
        "'[\"x\"]',              '{\"0\":null}',       DELETE,",
        "'{\"l\":[null,\"a\",\"b\"]}', '{\"l\":{\"1\":null}}', UPDATE, '{l={2=b}}'",
    })
    void a_node_of_a_realtime_database_that_loses_its_last_child_is_gone(
            String before, String delta, DocumentChange.Operation operation, @Nullable String after) {
        Event event = GcpAdapter.event(event("google.firebase.database.ref.v1.written", "//x/y")
                .withSubject("refs/a")
                .withData("application/json", bytes("{\"data\":" + before + ",\"delta\":" + delta + "}"))
                .build());

        DocumentChange change = (DocumentChange) event.typedData();
        assertEquals(operation, change.operation());
        assertEquals(after, change.after() == null ? null : change.after().toString());
    }

    private static @Nullable String subject(String type, String contentType, String given, String data) {
        return GcpAdapter.event(event(type, "//x/y")
                        .withSubject(given)
                        .withData(contentType, bytes(data))
                        .build())
                .getSubject();
    }

    @Test
    void a_name_that_was_cut_is_repaired_from_the_payload() {
        assertEquals("objects/a, b", subject(STORAGE, "application/json", "objects/a", "{\"name\":\"a, b\"}"));
        assertEquals("objects/a", subject(STORAGE, "application/json", "objects/a", "{\"bucket\":\"b\"}"));
        assertEquals("objects/a", subject(STORAGE, "application/json", "objects/a", "{"));
        assertEquals("objects/a", subject("com.example", "application/json", "objects/a", "{\"name\":\"a, b\"}"));

        String value = "{\"value\":{\"name\":\"projects/p/databases/(default)/documents/a/b, c\"}}";
        assertEquals("documents/a/b, c", subject(FIRESTORE, "application/json", "documents/a/b", value));
        assertEquals(
                "documents/a/b, c",
                subject(FIRESTORE, "application/json", "documents/a/b", value.replace("value", "oldValue")));
        assertEquals("documents/a/b", subject(FIRESTORE, "application/json", "documents/a/b", "{\"value\":{}}"));
        assertEquals(
                "documents/a/b",
                subject(FIRESTORE, "application/json", "documents/a/b", "{\"value\":{\"name\":\"too/short\"}}"));
    }

    @Test
    void a_document_in_protobuf_names_itself_and_its_emulator_sends_base64() {
        String name = "projects/p/databases/(default)/documents/a/b, c";
        byte[] value = bytes("\n1\n/" + name);
        byte[] oldValue = bytes("\u00121\n/" + name);
        byte[] base64 = Base64.getEncoder().encode(value);

        assertEquals(47, name.length());
        for (byte[] data : new byte[][] {value, oldValue, base64}) {
            Event event = GcpAdapter.event(event(FIRESTORE, DATABASE)
                    .withSubject("documents/a/b")
                    .withExtension("document", "a/b")
                    .withData("application/protobuf", data)
                    .build());

            assertEquals("documents/a/b, c", event.getSubject());
            assertEquals("a/b, c", event.getExtension("document"));
            assertEquals("a", ((DocumentChange) event.typedData()).table());
        }
        Event other = GcpAdapter.event(event(FIRESTORE, DATABASE)
                .withSubject("documents/a/b")
                .withExtension("document", "a/b")
                .withData("application/protobuf", bytes("C*"))
                .build());
        assertEquals("documents/a/b", other.getSubject());
        assertEquals("a/b", other.getExtension("document"));
        assertEquals("C*", new String(Objects.requireNonNull(other.data()), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "//firestore.googleapis.com/projects/p/databases/d,                 //firestore.googleapis.com/projects/p/databases/d",
        "//firestore.googleapis.com/projects/p/databases/d/documents/a,     //firestore.googleapis.com/projects/p/databases/d",
        "//firestore.googleapis.com/projects/projects/p/databases/d,        //firestore.googleapis.com/projects/p/databases/d",
        "//firestore.googleapis.com/projects/projects/p/databases/d/a/b,    //firestore.googleapis.com/projects/p/databases/d",
        "//firestore.googleapis.com/projects/p,                             //firestore.googleapis.com/projects/p",
        "//storage.googleapis.com/projects/_/buckets/b,                     //storage.googleapis.com/projects/_/buckets/b",
        "//storage.googleapis.com/projects/_/buckets/b/objects/o,           //storage.googleapis.com/projects/_/buckets/b",
        "//other.googleapis.com/projects/_/buckets/b/objects/o,             //other.googleapis.com/projects/_/buckets/b/objects/o",
    })
    void a_source_has_no_more_than_its_place(String source, String repaired) {
        assertEquals(
                repaired, GcpAdapter.event(event("com.example", source).build()).text("source"));
    }

    @Test
    void typed_data_is_what_the_event_s_type_says() {
        Event event = GcpAdapter.event(event(STORAGE, "//storage.googleapis.com/projects/_/buckets/b")
                .withData("application/json", bytes("{\"bucket\":\"b\",\"name\":\"o\"}"))
                .build());

        StoredObject object = (StoredObject) event.typedData();
        assertEquals(StoredObject.Change.CREATED, object.change());
        assertEquals("b", object.bucket());
        assertEquals("o", object.key());
    }

    @Test
    void an_event_with_more_extensions_than_one_may_have_is_refused() {
        CloudEventBuilder builder =
                CloudEventBuilder.v1().withId("1").withSource(URI.create("/s")).withType("t");
        for (int i = 0; i < 1025; i++) {
            builder.withExtension("x" + i, "v");
        }
        assertThrows(MalformedPayloadException.class, () -> GcpAdapter.event(builder.build()));
    }

    @Test
    void a_schema_that_is_no_absolute_uri_is_refused() {
        MalformedPayloadException refused = assertThrows(
                MalformedPayloadException.class,
                () -> GcpAdapter.event(event("com.example", "/s")
                        .withDataSchema(URI.create("/relative"))
                        .build()));

        assertEquals("gcp:cloudevent dataschema: expected an absolute URI, found other text", refused.getMessage());
    }
}
