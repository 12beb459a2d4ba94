package dev.portolan.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.JsonWriter;
import dev.portolan.spi.Times;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventsJsonWriteTest {

    private static final String REQUIRED = "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"";

    private static Event event(@Nullable String contentType, String data) {
        return new Draft(new byte[0], 0, 0)
                .id("1")
                .source("/s")
                .type("t")
                .dataBytes(data.getBytes(StandardCharsets.ISO_8859_1), null)
                .dataContentType(contentType)
                .event();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // content type                 | data         | member
                "application/json               | { \"a\":1.0} | \"data\":{ \"a\":1.0}",
                "application/vnd.a+json         | `[1] `       | \"data_base64\":\"WzFdIA==\"",
                "application/json               | {            | \"data_base64\":\"ew==\"",
                "text/plain                     | a b          | \"data\":\"a b\"",
                "text/plain                     | `a\nb\r\t `  | \"data\":\"a\\nb\\r\\t \"",
                "text/plain                     | a\u0000b     | \"data_base64\":\"YQBi\"",
                "text/plain                     | a\u001fb     | \"data_base64\":\"YR9i\"",
                "text/plain                     | a\u007fb     | \"data_base64\":\"YX9i\"",
                "text/plain                     | \u00c3\u00a9 | \"data\":\"\u00e9\"",
                "text/plain                     | \u00e9       | \"data_base64\":\"6Q==\"",
                "text/plain; charset=UTF-8      | a            | \"data\":\"a\"",
                "text/plain; charset=\"utf-8\"  | a            | \"data\":\"a\"",
                "text/plain; charset=iso-8859-1 | a            | \"data_base64\":\"YQ==\"",
                "                               | a            | \"data_base64\":\"YQ==\"",
            })
    void data_is_json_or_text_where_it_is_one_and_base64_elsewhere(
            @Nullable String contentType, String data, String member) {
        String type = contentType == null ? "" : ",\"datacontenttype\":\"" + contentType.replace("\"", "\\\"") + "\"";
        byte[] written = CloudEventsJson.write(event(contentType, data));

        assertEquals("{" + REQUIRED + type + "," + member + "}", new String(written, StandardCharsets.UTF_8));
        assertEquals(event(contentType, data), CloudEventsJson.read(written));
    }

    @Test
    void data_that_would_be_too_deep_inside_an_event_can_be_read_all_the_same() {
        for (int depth = 995; depth <= 1_000; depth++) {
            Event event = event("application/json", "[".repeat(depth) + "]".repeat(depth));

            assertEquals(event, CloudEventsJson.read(CloudEventsJson.write(event)));
            assertEquals(List.of(event), CloudEventsJson.readBatch(CloudEventsJson.writeBatch(List.of(event))));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // text in the payload           | declared         | told                     | member
                "{\\\"a\\\":\\u0031}             |                  | application/json         | \"data\":{\"a\":1}",
                "` [1]\\n`                       |                  | application/json         | \"data_base64\":\"IFsxXQo=\"",
                "[1                              |                  | text/plain               | \"data\":\"[1\"",
                "7                               |                  | text/plain               | \"data\":\"7\"",
                "7                               | application/json | application/json         | \"data\":7",
                "\\u007b\\u007d                  |                  | application/json         | \"data\":{}",
                "a\\/\\u00e9\\\"                   |                  | text/plain               | \"data\":\"a/\u00e9\\\"\"",
                "a\\u0000                        |                  | text/plain               | \"data_base64\":\"YQA=\"",
                "``                              |                  |                          | \"data_base64\":\"\"",
            })
    void texts_of_a_payload_are_written_as_what_they_are(
            String text, @Nullable String declared, @Nullable String told, String member) {
        try (Json json = Json.read(('"' + text + '"').getBytes(StandardCharsets.UTF_8))) {
            assertWritten(told, member, draft().dataText(json.root(), declared).event());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // base64 in the payload | declared         | told                     | member
                "eyJhIjoxfQ==            |                  | application/json         | \"data\":{\"a\":1}",
                "eyJhIjoxfR==            |                  | application/json         | \"data\":{\"a\":1}",
                "YQ==                    |                  | text/plain               | \"data\":\"a\"",
                "YQ==                    | image/png        | image/png                | \"data\":\"a\"",
                "YQA=                    |                  | text/plain               | \"data_base64\":\"YQA=\"",
                "/wA=                    |                  | application/octet-stream | \"data_base64\":\"/wA=\"",
                "/wC=                    |                  | application/octet-stream | \"data_base64\":\"/wA=\"",
                "/x==                    |                  | application/octet-stream | \"data_base64\":\"/w==\"",
                "\\/wA\\u003D            |                  | application/octet-stream | \"data_base64\":\"/wA=\"",
                "``                      |                  |                          | \"data_base64\":\"\"",
            })
    void base64_of_a_payload_is_written_as_what_it_stands_for(
            String base64, @Nullable String declared, @Nullable String told, String member) {
        try (Json json = Json.read(('"' + base64 + '"').getBytes(StandardCharsets.UTF_8))) {
            assertWritten(
                    told, member, draft().dataBase64(json.root(), declared).event());
        }
    }

    @Test
    void base64_is_binary_wherever_in_it_the_bytes_stop_being_text() {
        for (int length = 40; length < 60; length++) {
            for (int at = 0; at < length; at++) {
                for (String odd : new String[] {"\u00ff", "\u00c3", "\u00e2\u0082", "\u00c3\u00a9", "\u20ac"}) {
                    byte[] bytes = ("a".repeat(at) + odd + "a".repeat(length - at))
                            .getBytes(odd.equals("\u20ac") ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
                    String base64 = Base64.getEncoder().encodeToString(bytes);
                    String text = new String(bytes, StandardCharsets.UTF_8);
                    boolean binary = text.indexOf('\uFFFD') >= 0;
                    try (Json json = Json.read(('"' + base64 + '"').getBytes(StandardCharsets.UTF_8))) {
                        assertWritten(
                                binary ? "application/octet-stream" : "text/plain",
                                binary ? "\"data_base64\":\"" + base64 + '"' : "\"data\":\"" + text + '"',
                                draft().dataBase64(json.root(), null).event());
                    }
                }
            }
        }
    }

    @Test
    void json_of_a_payload_is_written_as_it_stands_as_deep_as_it_can_be_read_again() {
        for (int depth = 990; depth <= 1_000; depth++) {
            String data = "[".repeat(depth - 1) + "]".repeat(depth - 1);
            try (Json json = Json.read(("[ " + data + " ]").getBytes(StandardCharsets.UTF_8))) {
                Event event = draft().dataJson(json.root().iterator().next()).event();
                byte[] written = CloudEventsJson.writeBatch(List.of(event));

                assertEquals(depth - 1 <= 998, new String(written, StandardCharsets.UTF_8).endsWith(data + "}]"));
                assertEquals(List.of(event), CloudEventsJson.readBatch(written));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // payload and data | declared         | told             | member
                "{\"a\":[1]}         | application/json | application/json | \"data\":{\"a\":[1]}",
                "{\"a\":[1]}         |                  | application/json | \"data\":{\"a\":[1]}",
                "[1]                 | text/plain       | text/plain       | \"data\":\"[1]\"",
                "` [1]`              | application/json | application/json | \"data_base64\":\"IFsxXQ==\"",
                "`[1]\n`             |                  | application/json | \"data_base64\":\"WzFdCg==\"",
                "7                   | application/json | application/json | \"data\":7",
                "7                   |                  | text/plain       | \"data\":\"7\"",
            })
    void a_payload_that_is_data_itself_is_written_as_what_it_is(
            String payload, @Nullable String declared, String told, String member) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        try (Json json = Json.read(bytes)) {
            Draft draft = new Draft(json.root()).id("1").source("/s").type("t");

            assertWritten(told, member, draft.dataBytes(bytes, declared).event());
            assertEquals(told, draft.dataBytes(bytes, declared).event().getDataContentType());
        }
    }

    @Test
    void data_of_one_event_of_a_batch_shows_nothing_of_another_s() {
        Random random = new Random(20261126);
        String[] pieces = {
            "{", "}", "[", "]", "\\\"", "\\\\", "\\n", "\\u0041", "\\ud83d\\ude00", "\u00e9", ",", "7", "a", " "
        };
        for (int i = 0; i < 2_000; i++) {
            StringBuilder document = new StringBuilder("[");
            for (int texts = 1 + random.nextInt(5); texts > 0; texts--) {
                document.append('"');
                for (int k = random.nextInt(random.nextInt(6) == 0 ? 3_000 : 30); k > 0; k--) {
                    document.append(pieces[random.nextInt(pieces.length)]);
                }
                document.append(texts > 1 ? "\"," : "\"]");
            }
            List<Event> events = new ArrayList<>();
            JsonWriter alone = new JsonWriter(0).beginArray();
            try (Json json = Json.read(document.toString().getBytes(StandardCharsets.UTF_8))) {
                for (JsonNode text : json.root()) {
                    events.add(draft().dataText(text, null).event());
                    byte[] one = CloudEventsJson.write(
                            draft().dataBytes(text.utf8(), null).event());
                    alone.json(one, 0, one.length);
                }
            }

            assertArrayEquals(alone.endArray().toBytes(), CloudEventsJson.writeBatch(events));
        }
    }

    @Test
    void texts_of_one_event_of_a_batch_are_written_whatever_those_of_another_hold() {
        String[] odd = {"a", "\"", "\\", "\u00e9", "\u20ac", "\ud83d\ude00", "\u0141"};
        for (String id : odd) {
            for (String type : odd) {
                for (String other : odd) {
                    byte[] document = new JsonWriter(0)
                            .beginArray()
                            .text(id)
                            .text(type)
                            .text(other)
                            .endArray()
                            .toBytes();
                    try (Json json = Json.read(document)) {
                        Draft draft = new Draft(json.root());
                        List<Event> events = new ArrayList<>();
                        for (String name : new String[] {"subject", "extension"}) {
                            Iterator<JsonNode> texts = json.root().iterator();
                            draft.restart(json.root())
                                    .source("/s")
                                    .id(texts.next().string());
                            draft.type(texts.next().string());
                            String last = texts.next().string();
                            events.add((name.equals("subject") ? draft.subject(last) : draft.extension("x", last))
                                    .event());
                        }
                        events.add(draft.restart(json.root())
                                .source("/s")
                                .id("1")
                                .type(type)
                                .event());
                        events.add(events.get(0).portable());
                        events.add(events.get(1).detached());

                        assertEquals(events, CloudEventsJson.readBatch(CloudEventsJson.writeBatch(events)));
                    }
                }
            }
        }
    }

    @Test
    void an_event_of_plain_texts_is_as_large_as_expected_or_smaller() {
        for (String data : new String[] {"[1]", "a", "\u00ff", ""}) {
            for (String time : new String[] {"2026-01-02T03:04:05.678901234+05:30", "2026-01-02T03:04:05Z"}) {
                Event event = draft().subject("abc")
                        .time(Times.rfc3339(time))
                        .dataSchema("https://schemas.example/1")
                        .extension("one", "1")
                        .carried("two", Integer.MIN_VALUE)
                        .carried("three", false)
                        .dataBytes(data.getBytes(StandardCharsets.UTF_8), "application/cloudevents-batch+json")
                        .event();
                int size = CloudEventsJson.write(event).length;

                assertTrue(
                        size <= event.jsonSize() && event.jsonSize() < size + 100, () -> size + " " + event.jsonSize());
            }
        }
    }

    private static Draft draft() {
        return new Draft(new byte[0], 0, 0).id("1").source("/s").type("t");
    }

    private static void assertWritten(@Nullable String contentType, String member, Event event) {
        String type = contentType == null ? "" : ",\"datacontenttype\":\"" + contentType + '"';
        String written = new String(CloudEventsJson.write(event), StandardCharsets.UTF_8);

        assertEquals("{" + REQUIRED + type + "," + member + "}", written);
        assertEquals(contentType, event.getDataContentType());
    }

    @Test
    void http_messages_hold_the_same_documents() {
        Event event = event("text/plain", "a");
        CloudEventsHttp.Message one = CloudEventsHttp.structured(event);
        CloudEventsHttp.Message batch = CloudEventsHttp.batch(List.of(event, event));

        assertEquals(Map.of("Content-Type", "application/cloudevents+json"), one.headers());
        assertArrayEquals(CloudEventsJson.write(event), one.body().toArray());
        assertEquals(Map.of("Content-Type", "application/cloudevents-batch+json"), batch.headers());
        assertEquals(
                List.of(event, event), CloudEventsJson.readBatch(batch.body().toArray()));
    }
}
