package dev.portolan.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portolan.Corpus;
import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.spi.Attributes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventsRoundTripTest {

    private static final long SEED = 20261125;
    private static final int EVENTS = Integer.getInteger("portolan.events", 100_000);

    @Test
    void events_come_back_equal_from_every_form() {
        RandomEvents events = new RandomEvents(SEED);
        List<Event> batch = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            Event event = events.next();
            String which = "event " + i + " of seed " + SEED;
            byte[] document = CloudEventsJson.write(event);

            assertEquals(event, CloudEventsJson.read(document), which);
            assertArrayEquals(document, CloudEventsJson.write(CloudEventsJson.read(document)), which);
            assertEquals(event, received(CloudEventsHttp.binary(event)), which);
            batch.add(event);
            if (batch.size() == 1_000) {
                assertEquals(batch, CloudEventsJson.readBatch(CloudEventsJson.writeBatch(batch)), which);
                batch.clear();
            }
        }
    }

    @Test
    void headers_are_printable_ascii() {
        RandomEvents events = new RandomEvents(SEED + 1);
        for (int i = 0; i < 5_000; i++) {
            CloudEventsHttp.Message message = CloudEventsHttp.binary(events.next());
            message.headers().forEach((name, value) -> {
                boolean contentType = name.equals("Content-Type");
                assertTrue(
                        value.chars().allMatch(c -> (c > ' ' || contentType) && c < 0x7F && (c != '"' || contentType)),
                        () -> name + ": " + value);
            });
        }
    }

    @Test
    void naughty_strings_come_back_from_every_text_attribute() {
        for (String naughty : Corpus.naughtyStrings()) {
            if (naughty.isEmpty()) {
                continue;
            }
            Event event = new Draft(new byte[0], 0, 0)
                    .id(naughty)
                    .source(naughty)
                    .type(naughty)
                    .subject(naughty)
                    .extension("naughty", naughty)
                    .dataBytes(naughty.getBytes(StandardCharsets.UTF_8), "text/plain")
                    .event();

            assertEquals(event, CloudEventsJson.read(CloudEventsJson.write(event)));
            assertEquals(event, received(CloudEventsHttp.binary(event)));
            assertEquals(event, received(CloudEventsHttp.structured(event)));
            assertTrue(Attributes.isLegal(event.getId()));
        }
    }

    @Test
    void every_json_document_is_carried_byte_for_byte() throws IOException {
        for (Path file : Corpus.documents("accept")) {
            byte[] data = Files.readAllBytes(file);

            assertCarried(data, "application/json", file);
            assertCarried(data, "text/plain", file);
        }
    }

    @Test
    void what_is_no_json_is_carried_byte_for_byte_too() throws IOException {
        for (Path file : Corpus.documents("reject")) {
            byte[] data = Files.readAllBytes(file);
            if (data.length > 0) {
                assertCarried(data, "application/json", file);
                assertCarried(data, "text/plain", file);
            }
        }
    }

    private static void assertCarried(byte[] data, String contentType, Path file) throws IOException {
        Event event = minimal().dataBytes(data.clone(), contentType).event();
        byte[] document = CloudEventsJson.write(event);
        byte[] batch = CloudEventsJson.writeBatch(List.of(event, event));

        assertArrayEquals(data, CloudEventsJson.read(document).data(), file.toString());
        assertArrayEquals(data, CloudEventsJson.readBatch(batch).get(1).data(), file.toString());
        assertArrayEquals(data, received(CloudEventsHttp.binary(event)).data(), file.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // media type              | data             | member
                "application/json          | {'n' : 1.0}      | 'data':{'n' : 1.0}",
                "application/json          | 'text'           | 'data':'text'",
                "application/json          | null             | 'data':null",
                "application/vnd.a+json    | [1E400]          | 'data':[1E400]",
                "application/json          | {                | 'data_base64':'ew=='",
                "application/json          | ` [] `           | 'data_base64':'IFtdIA=='",
                "text/plain                | {}               | 'data':'{}'",
                "text/plain                | h\u00e9          | 'data':'h\u00e9'",
                "text/plain; charset=utf-8 | h\u00e9          | 'data':'h\u00e9'",
                "text/plain; charset=utf-7 | hi               | 'data_base64':'aGk='",
                "application/octet-stream  | hi               | 'data':'hi'",
                "text/plain                | `\u0001`         | 'data_base64':'AQ=='",
                "                          | {}               | 'data_base64':'e30='",
            })
    void data_is_written_in_the_plainest_form_that_keeps_its_bytes(String contentType, String data, String member) {
        Event event = minimal()
                .dataBytes(data.replace('\'', '"').getBytes(StandardCharsets.UTF_8), null)
                .dataContentType(contentType)
                .event();
        String document = new String(CloudEventsJson.write(event), StandardCharsets.UTF_8);

        assertTrue(document.endsWith("," + member.replace('\'', '"') + "}"), document);
    }

    @Test
    void a_document_has_the_attributes_in_the_order_of_the_specification() {
        Event event = minimal()
                .extension("zebra", "z")
                .carried("apple", 1)
                .carried("flag", true)
                .carried("time", "2026-01-02T03:04:05.100+02:00")
                .carried("subject", "\u00e9\"")
                .carried("dataschema", "urn:x")
                .dataBytes("{}".getBytes(StandardCharsets.UTF_8), "application/json")
                .event();

        assertEquals(
                "{'specversion':'1.0','id':'1','source':'/s','type':'t','subject':'\u00e9\\'','time':'2026-01-02T03:04:05.1+02:00',"
                        + "'datacontenttype':'application/json','dataschema':'urn:x','apple':1,'flag':true,'zebra':'z','data':{}}",
                new String(CloudEventsJson.write(event), StandardCharsets.UTF_8).replace('"', '\''));
        assertEquals(
                "{ce-specversion=1.0, ce-id=1, ce-source=/s, ce-type=t, ce-subject=%C3%A9%22, ce-time=2026-01-02T03:04:05.1+02:00,"
                        + " ce-dataschema=urn:x, ce-apple=1, ce-flag=true, ce-zebra=z, Content-Type=application/json}",
                CloudEventsHttp.binary(event).headers().toString());
    }

    @Test
    void jackson_reads_what_is_written() throws IOException {
        RandomEvents events = new RandomEvents(SEED + 2);
        ObjectMapper mapper = new ObjectMapper();
        for (int i = 0; i < 2_000; i++) {
            Event event = events.next();
            JsonNode document = mapper.readTree(CloudEventsJson.write(event));

            assertEquals(event.getId(), document.get("id").textValue());
            assertEquals(event.getSubject(), document.path("subject").textValue());
            if (document.has("data_base64")) {
                assertArrayEquals(event.data(), document.get("data_base64").binaryValue());
            } else if (document.path("data").isTextual()
                    && !String.valueOf(event.getDataContentType()).contains("json")) {
                assertArrayEquals(event.data(), document.get("data").textValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static Draft minimal() {
        return new Draft(new byte[0], 0, 0)
                .carried("id", "1")
                .carried("source", "/s")
                .carried("type", "t");
    }

    /** What the receiver of a message reads. */
    private static Event received(CloudEventsHttp.Message message) {
        Map<String, List<String>> headers = new TreeMap<>();
        message.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        byte[] body = message.body().toArray();
        if (ContentMode.of(message.headers().get("Content-Type")) == ContentMode.STRUCTURED) {
            return CloudEventsJson.read(body);
        }
        Draft draft = new Draft(new byte[0], 0, 0);
        CloudEventsHttp.readBinary(headers, HeaderDecoding.STRICT, draft);
        return (body.length == 0 ? draft : draft.dataBytes(body, null)).event();
    }
}
