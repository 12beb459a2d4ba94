package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.portolan.data.Bytes;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.Message;
import dev.portolan.data.Opaque;
import dev.portolan.data.StoredObject;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.TimerFired;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Origin;
import dev.portolan.wire.CloudEventsJson;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PortableProfileTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.1Z");

    static Stream<Arguments> records() {
        List<Arguments> records = new ArrayList<>();
        Map<StoredObject.Change, String> changes = Map.of(
                StoredObject.Change.CREATED, "created",
                StoredObject.Change.DELETED, "deleted",
                StoredObject.Change.UPDATED, "updated",
                StoredObject.Change.OTHER, "changed");
        changes.forEach((change, name) -> records.add(arguments(
                "dev.portolan.object." + name,
                "stored-object",
                new StoredObject(change, "b", "k", 9L, "e", "v", "text/plain", "1"))));
        Map<DocumentChange.Operation, String> operations = Map.of(
                DocumentChange.Operation.INSERT, "inserted",
                DocumentChange.Operation.UPDATE, "updated",
                DocumentChange.Operation.UPSERT, "upserted",
                DocumentChange.Operation.DELETE, "deleted",
                DocumentChange.Operation.OTHER, "changed");
        operations.forEach((operation, name) -> records.add(arguments(
                "dev.portolan.document." + name,
                "document-change",
                new DocumentChange(
                        operation,
                        "t",
                        Map.of("id", BigDecimal.ONE),
                        Map.of("n", new BigDecimal("1.10")),
                        Arrays.asList(null, "x")))));
        Bytes binary = Bytes.wrap(new byte[] {-1});
        records.add(arguments(
                "dev.portolan.message",
                "message",
                new Message(Bytes.utf8("hi"), "text/plain", Map.of("k", binary), "1", "q", "g", 1, TIME)));
        records.add(arguments(
                "dev.portolan.stream.record",
                "stream-record",
                new StreamRecord(
                        binary, Bytes.utf8("k"), "0", "7", "s", TIME, List.of(new StreamRecord.Header("h", binary)))));
        records.add(arguments(
                "dev.portolan.http.request",
                "http-request",
                new HttpRequest(
                        "POST",
                        "/",
                        "q=1",
                        Map.of("q", List.of("1")),
                        Map.of("Accept", List.of("a", "b")),
                        List.of("c=1"),
                        Bytes.utf8("{}"),
                        "https",
                        "example.com",
                        "203.0.113.7")));
        records.add(arguments("dev.portolan.timer.fired", "timer-fired", new TimerFired("s", TIME, true)));
        return records.stream();
    }

    @ParameterizedTest
    @MethodSource("records")
    void an_event_becomes_portable_and_is_read_back_equal(String type, String schema, TypedData data)
            throws IOException {
        Event event = event(data);
        Event portable = event.portable();

        assertEquals(type, portable.getType());
        assertEquals("https://portolan.dev/schema/" + schema + "-v1.json", portable.text("dataschema"));
        assertEquals("application/json", portable.getDataContentType());
        assertEquals("com.example.native", portable.getExtension("nativetype"));
        for (String kept : List.of("id", "source", "subject", "time", "traceparent")) {
            assertEquals(event.text(kept), portable.text(kept));
        }
        assertEquals("test:native", portable.kind());
        assertSame(data, portable.typedData());
        assertSame(portable, portable.portable());

        Event received = CloudEventsJson.read(CloudEventsJson.write(portable));
        assertEquals(portable, received);
        assertEquals(data, received.typedData());
        assertEquals(data, received.detached().typedData());
        assertArrayEquals(data.toJson(), portable.data());
        assertEquals(Set.of(), errors(schema, data.toJson()));
    }

    @Test
    void an_opaque_event_stays_as_it_is() {
        Event event = event(new Opaque(Bytes.utf8("x"), null));

        assertSame(event, event.portable());
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_schema_describes_every_component(String type, String schema, TypedData data) throws IOException {
        Set<String> components = new TreeSet<>();
        for (RecordComponent component : data.getClass().getRecordComponents()) {
            components.add(component.getName());
        }
        JsonNode document = schema(schema);
        Set<String> described = new TreeSet<>();
        document.get("properties").fieldNames().forEachRemaining(described::add);

        assertEquals(components, described);
        assertEquals(
                "https://portolan.dev/schema/" + schema + "-v1.json",
                document.get("$id").textValue());
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_schema_refuses_other_data(String type, String schema, TypedData data) throws IOException {
        JsonNode members = schema(schema).get("properties");
        assertTrue(errors(schema, "[]".getBytes(StandardCharsets.UTF_8)).size() > 0);
        for (String name : (Iterable<String>) members::fieldNames) {
            if (name.equals("before") || name.equals("after")) {
                continue;
            }
            JsonNode wrong = MAPPER.readTree(data.toJson());
            ((ObjectNode) wrong).put(name, 1.5);
            assertTrue(errors(schema, MAPPER.writeValueAsBytes(wrong)).size() > 0, name);
        }
    }

    @Test
    void data_that_is_not_what_the_schema_says_is_malformed_when_asked_for() {
        for (String data : List.of("", ",'data':[]", ",'data':{'late':1}", ",'data_base64':'YQ=='")) {
            Event read = CloudEventsJson.read(
                    ("{'specversion':'1.0','id':'1','source':'/s','type':'dev.portolan.timer.fired',"
                                    + "'dataschema':'https://portolan.dev/schema/timer-fired-v1.json'" + data + "}")
                            .replace('\'', '"')
                            .getBytes(StandardCharsets.UTF_8));

            MalformedPayloadException error = assertThrows(MalformedPayloadException.class, read::typedData);
            assertTrue(error.path().startsWith("data"), error::getMessage);
            assertEquals("cloudevents", error.kind());
        }
    }

    @Test
    void a_later_version_is_opaque() {
        Event event =
                CloudEventsJson.read(("{'specversion':'1.0','id':'1','source':'/s','type':'dev.portolan.timer.fired',"
                                + "'dataschema':'https://portolan.dev/schema/timer-fired-v2.json','data':{}}")
                        .replace('\'', '"')
                        .getBytes(StandardCharsets.UTF_8));

        assertEquals(new Opaque(Bytes.utf8("{}"), "application/json"), event.typedData());
        assertNull(event.getExtension("nativetype"));
    }

    private static Event event(TypedData data) {
        Origin origin = new Origin() {
            @Override
            public String kind() {
                return "test:native";
            }

            @Override
            public TypedData typedData(Event event, byte[] bytes, int start, int end) {
                return data;
            }
        };
        return new Draft(new byte[0], 0, 0)
                .id("1")
                .source("/s")
                .type("com.example.native")
                .subject("sub")
                .carried("time", "2026-01-02T03:04:05Z")
                .trace("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null)
                .dataBytes("native".getBytes(StandardCharsets.UTF_8), "text/plain")
                .event(origin);
    }

    private static Set<?> errors(String schema, byte[] json) throws IOException {
        JsonSchema validator =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema(schema));
        return validator.validate(
                MAPPER.readTree(json), context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
    }

    private static JsonNode schema(String name) throws IOException {
        try (InputStream schema =
                PortableProfileTest.class.getResourceAsStream("/dev/portolan/schema/" + name + "-v1.json")) {
            return MAPPER.readTree(Objects.requireNonNull(schema));
        }
    }
}
