package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.JsonWriter;
import dev.portolan.wire.CloudEventsJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a source tells of an event's data, schema and trace. */
class DraftTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static Draft draft() {
        return new Draft(new byte[0], 0, 0).id("1").source("/s").type("t");
    }

    private static Json json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String text(Event event) {
        byte[] data = event.data();
        return data == null ? null : new String(data, StandardCharsets.ISO_8859_1);
    }

    /** Every way to the same data. */
    private static List<Event> carriers(byte[] bytes, @Nullable String declared) {
        String base64 = '"' + Base64.getEncoder().encodeToString(bytes) + '"';
        try (Json json = json(base64)) {
            return List.of(
                    draft().dataBytes(bytes, declared).event(),
                    draft().dataBase64(json.root(), declared).event());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": [1]}  | application/json",
                "[]            | application/json",
                "{\"a\": [1}   | text/plain",
                "a             | text/plain",
                "7             | text/plain",
                "\"a\"         | text/plain",
                "\u00e9        | text/plain",
                "``            |",
            })
    void the_media_type_of_text_is_told_by_it(String text, @Nullable String mediaType) {
        for (Event event : carriers(text.getBytes(StandardCharsets.UTF_8), null)) {
            assertEquals(mediaType, event.getDataContentType());
        }
        try (Json json = json('"' + text.replace("\"", "\\u0022") + '"')) {
            assertEquals(mediaType, draft().dataText(json.root(), null).event().getDataContentType());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a=1&z, a=1&z",
        "' ~', ' ~'",
        "'',",
        "'\u001F', %1F",
        "\u007F, %7F",
        "gr\u00FCn \uD83D\uDE00, gr\u00FCn \uD83D\uDE00",
        "\u0085 50%, %C2%85 50%25",
        "'\"\\', '\"\\'",
    })
    void a_subject_in_bytes_is_one_like_any_other(String text, @Nullable String subject) {
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
        Event event = draft().subject("\0").subject(bytes, bytes.length - 1).event();
        Event same = draft().subject(text).event();

        assertEquals(subject, event.getSubject());
        assertEquals(same.getSubject(), event.getSubject());
        assertEquals(same.getExtension("escaped"), event.getExtension("escaped"));
        assertArrayEquals(CloudEventsJson.write(same), CloudEventsJson.write(event));
    }

    /** Whether a text was just read from a document or not, and is known to be printable or not. */
    @Test
    void what_is_made_of_two_parts_is_what_the_whole_is() {
        String[] parts = {"a", "50%", "\"", "\u007F", "\u0000", "gr\u00FCn", "\uD83D", "\uDE00", "\uFFFE"};
        for (String beginning : parts) {
            for (String text : parts) {
                byte[] document = new JsonWriter(16)
                        .beginObject()
                        .name("text")
                        .text(text)
                        .endObject()
                        .toBytes();
                try (Json json = Json.read(document)) {
                    Event same = draft().id(beginning + text)
                            .subject(beginning + text)
                            .event();
                    Draft ofJson = new Draft(json.root()).source("/s").type("t");
                    String read = json.root().text("text");
                    assertEquals(
                            draft().id(text + beginning).event().getId(),
                            new Draft(json.root())
                                    .id(read, beginning)
                                    .source("/s")
                                    .type("t")
                                    .event()
                                    .getId());
                    for (Event event : List.of(
                            draft().id(beginning, text).subject(beginning, text).event(),
                            ofJson.id(beginning, read).subject(beginning, read).event())) {
                        assertEquals(same.getId(), event.getId());
                        assertEquals(same.getSubject(), event.getSubject());
                        assertEquals(same.getExtension("escaped"), event.getExtension("escaped"));
                        assertEquals(same.isPlain, event.isPlain);
                    }
                }
            }
        }
    }

    @Test
    void what_a_ready_made_event_carries_is_made_legal_on_request() {
        Draft draft = new Draft(new byte[0], 0, 0).legalizing();
        draft.carried("id", "a\u0000")
                .carried("source", "/größe")
                .carried("type", "t")
                .carried("subject", "50%\n");
        draft.carried("time", "yesterday")
                .carried("dataschema", "relative")
                .carried("name", "\u0001")
                .carried("n", 7);
        Event event = draft.event();

        assertEquals("a%00", event.getId());
        assertEquals("/gr%C3%B6%C3%9Fe", event.getSource().toString());
        assertEquals("50%25%0A", event.getSubject());
        assertEquals("%01", event.getExtension("name"));
        assertEquals(7, event.getExtension("n"));
        assertEquals("id subject name", event.getExtension("escaped"));
        assertNull(event.getTime());
        assertNull(event.getDataSchema());
        assertThrows(IllegalArgumentException.class, () -> draft.carried("id", ""));
        assertNull(draft.carried("datacontenttype", "\n").event().getDataContentType());
    }

    @Test
    void only_what_an_event_holds_in_the_end_is_said_to_be_escaped() {
        Event mended = draft().id("\u0000")
                .subject("\u0000")
                .type("\u0000")
                .extension("key", "\u0000")
                .id("100%41")
                .subject("", null)
                .type("com.example.", "Made")
                .extension("key", "\u0001")
                .event();

        assertEquals("100%41", mended.getId());
        assertEquals("key", mended.getExtension("escaped"));
        assertNull(draft().id("\u0000").id("1").event().getExtension("escaped"));
    }

    @Test
    void what_is_no_text_is_bytes() {
        for (Event event : carriers(new byte[] {'[', (byte) 0xFF, ']'}, null)) {
            assertEquals("application/octet-stream", event.getDataContentType());
        }
    }

    @Test
    void a_declared_media_type_counts_and_what_is_none_does_not() {
        for (Event event : carriers(new byte[] {'[', ']'}, "text/csv")) {
            assertEquals("text/csv", event.getDataContentType());
        }
        for (Event event : carriers(new byte[] {'[', ']'}, "csv")) {
            assertEquals("application/json", event.getDataContentType());
        }
    }

    @Test
    void no_value_is_no_data_and_an_empty_one_is_data() {
        try (Json json = json("\"\"")) {
            assertNull(draft().dataText(null, "a/b").event().data());
            assertNull(draft().dataBase64(null, "a/b").event().data());
            assertEquals("", text(draft().dataText(json.root(), "a/b").event()));
            assertEquals("", text(draft().dataBase64(json.root(), "a/b").event()));
        }
    }

    @Test
    void what_is_remembered_of_one_event_says_nothing_wrong_of_the_next() {
        for (int again = 0; again < 2; again++) {
            Event plain = draft().source("/a").type("com.example.", "Made").event();
            assertEquals("com.example.Made", plain.getType());
            assertNull(plain.getExtension("escaped"));

            Event other = draft().source("/a b").type("com.", "example.Made").event();
            assertEquals("com.example.Made", other.getType());
            assertEquals("/a%20b", other.getSource().toString());

            Event escaped = draft().type("com.example.", "Made\u0000").event();
            assertEquals("com.example.Made%00", escaped.getType());
            assertEquals("type", escaped.getExtension("escaped"));

            Event large =
                    draft().source("/" + "a".repeat(400)).type("t".repeat(400)).event();
            assertEquals(401, large.getSource().toString().length());
            assertEquals(400, large.getType().length());
        }
    }

    @Test
    void a_source_of_parts_is_what_they_are_behind_each_other() {
        String[] parts = {"arn:", "aws", ":sqs:", "orders"};
        for (int i = 0; i < 3; i++) {
            assertEquals("arn:aws:sqs:orders", draft().source(parts).event().text("source"));
            assertEquals(
                    "arn:aws:sqs:",
                    draft().source("arn:", "aws", ":sqs:").event().text("source"));
            assertEquals(
                    "arn:aws:sqs:orders",
                    draft().source("arn:a", "ws:sqs:orders").event().text("source"));
            assertEquals("/a%20b", draft().source("/a", " b").event().text("source"));
            assertEquals("/", draft().source("", "/").event().text("source"));
        }
        assertEquals("arn:aws:sqs:orders", draft().source(parts).event().text("source"));
        parts[3] = "other";
        assertEquals("arn:aws:sqs:other", draft().source(parts).event().text("source"));
        assertEquals(
                "arn:aws:sqs:orders",
                draft().source("arn:", "aws", ":sqs:", "orders").event().text("source"));
        String end = "b".repeat(400);
        assertEquals("/" + end, draft().source("/", end).event().text("source"));
        assertThrows(IllegalStateException.class, () -> draft().source("", "").event());
    }

    @Test
    void an_event_has_as_many_extensions_as_an_object_members_and_no_more() {
        Draft draft = draft();
        for (int i = 0; i < 1024; i++) {
            draft.extension("x" + i, "\u0001");
        }
        assertThrows(IllegalArgumentException.class, () -> draft.extension("more", "1"));
        assertThrows(IllegalArgumentException.class, () -> draft.carried("more", "1"));
        Event event = draft.extension("x7", "again").event();
        assertEquals("again", event.getExtension("x7"));
        assertEquals(1025, event.getExtensionNames().size());
        assertTrue(String.valueOf(event.getExtension("escaped")).endsWith(" x1023"));
    }

    @Test
    void the_way_that_an_event_came_has_room_behind_all_its_extensions() {
        Draft draft = draft();
        for (int i = 0; i < 1024; i++) {
            draft.carried("x" + i, "v");
        }
        String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        Event event = draft.extension("via", "sqs").trace(traceparent, "a=b").event();
        assertEquals(1027, event.getExtensionNames().size());
        assertEquals(event, event.detached());
    }

    @Test
    void what_was_escaped_is_named_once_and_not_where_it_was_set_anew() {
        Draft draft = draft().subject("\u0001")
                .extension("b", "\u0001")
                .extension("a", "\u0001")
                .extension("b", "\u0002");
        assertEquals("subject a b", draft.event().getExtension("escaped"));
        Draft mended =
                draft().subject("\u0001").extension("a", "\u0001").subject("s").extension("a", "x");
        assertNull(mended.event().getExtension("escaped"));
    }

    @Test
    void no_data_takes_the_media_type_with_it() {
        Event event = draft().dataBytes(new byte[1], "a/b").noData().event();

        assertNull(event.data());
        assertNull(event.getDataContentType());
        assertNull(event.getData());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // value        | text                  | base64
                "1              | another type          | padded base64",
                "[\"YQ==\"]     | another type          | padded base64",
                "\"\\ud800\"    | half a surrogate pair | padded base64",
                "\"YQ\"         |                       | padded base64",
                "\"Y-8=\"       |                       | padded base64",
            })
    void a_value_that_holds_no_data_is_malformed(String value, @Nullable String text, String base64) {
        try (Json json = json(value)) {
            JsonNode node = json.root();
            if (text != null) {
                refused(text, () -> draft().dataText(node, null));
            }
            refused(base64, () -> draft().dataBase64(node, null));
        }
    }

    private static void refused(String reason, Runnable mapping) {
        MalformedPayloadException refusal = assertThrows(MalformedPayloadException.class, mapping::run);
        assertTrue(Objects.requireNonNull(refusal.getMessage()).contains(reason), refusal::getMessage);
    }

    @Test
    void json_data_is_the_slice_of_the_value() {
        try (Json json = json("[ {\"a\" : 1.50} ]")) {
            Event event = draft().dataJson(json.root().iterator().next()).event();

            assertEquals("{\"a\" : 1.50}", text(event));
            assertEquals("application/json", event.getDataContentType());
        }
    }

    @Test
    void a_schema_is_carried_and_may_be_none() {
        assertEquals("urn:a", draft().dataSchema("urn:a").event().text("dataschema"));
        assertNull(draft().dataSchema("urn:a").dataSchema(null).event().text("dataschema"));
    }

    @Test
    void a_trace_is_carried_whole_or_not_at_all() {
        Event traced = draft().trace(TRACE, "a=b").event();

        assertEquals(TRACE, traced.text("traceparent"));
        assertEquals("a=b", traced.text("tracestate"));
        assertEquals(Set.of("traceparent"), draft().trace(TRACE, null).event().getExtensionNames());
        assertEquals(Set.of(), draft().trace("00-1-2-01", "a=b").event().getExtensionNames());
        assertEquals(Set.of(), draft().trace(null, "a=b").event().getExtensionNames());
    }

    public record Order(int id, List<String> lines) {}

    @Test
    void data_is_bound_to_a_class_that_need_not_know_every_member() {
        byte[] data = "{\"id\":7,\"lines\":[\"a\"],\"more\":1}".getBytes(StandardCharsets.UTF_8);

        assertEquals(
                new Order(7, List.of("a")),
                draft().dataBytes(data, null).event().dataAs(Order.class));
        assertNull(draft().event().dataAs(Order.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"secret\"}", "[\"secret\"]", "{secret", "{\"id\":1} \"secret\""})
    void data_that_does_not_fit_its_class_is_malformed_and_not_told(String data) {
        Event event =
                draft().dataBytes(data.getBytes(StandardCharsets.UTF_8), null).event();

        MalformedPayloadException error =
                assertThrows(MalformedPayloadException.class, () -> event.dataAs(Order.class));
        String message = String.valueOf(error.getMessage());
        assertTrue(message.startsWith("cloudevents data"), message);
        assertTrue(
                message.endsWith(": expected JSON that fits " + Order.class.getName() + ", found other data"), message);
        assertFalse(message.contains("secret"), message);
        assertNull(error.getCause());
    }
}
