package dev.portolan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventsHttpReadTest {

    @ParameterizedTest
    @CsvSource({
        "STRUCTURED, application/cloudevents+json",
        "STRUCTURED, Application/CloudEvents+JSON; charset=UTF-8",
        "BATCH, 'application/cloudevents-batch+json;x=\"y\"'",
        "UNSUPPORTED, application/cloudevents+avro",
        "UNSUPPORTED, application/cloudevents-batch+avro",
        "UNSUPPORTED, application/cloudevents",
        "OTHER, application/json",
        "OTHER, application/vnd.cloudevents+json",
        "OTHER, ''",
        "OTHER,"
    })
    void the_media_type_tells_the_mode(ContentMode mode, String contentType) {
        assertEquals(mode, ContentMode.of(contentType));
    }

    @Test
    void headers_in_whatever_case_are_attributes() {
        Event event = strict(Map.of(
                "Ce-SpecVersion", List.of("1.0"),
                "ce-id", List.of(" a,b "),
                "CE-SOURCE", List.of("/s"),
                "ce-type", List.of("t"),
                "ce-time", List.of("2026-01-02T03:04:05.100Z"),
                "ce-my-ext", List.of("100% no attribute"),
                "ce-", List.of("no attribute"),
                "ce-data", List.of("no attribute"),
                "Content-Type", List.of("text/plain"),
                "ce-ok", List.of("")));

        assertEquals("a,b", event.getId());
        assertEquals("text/plain", event.getDataContentType());
        assertEquals(Set.of("ok"), event.getExtensionNames());
        assertTrue(CloudEventsHttp.isBinary(Map.of("CE-specVersion", List.of("1.0"))));
        assertFalse(CloudEventsHttp.isBinary(Map.of("ce-id", List.of("1"))));
    }

    @Test
    void the_media_type_is_not_guessed() {
        assertNull(strict(headers()).getDataContentType());
        assertEquals("a/b", strict(headers("ce-datacontenttype", "a/b")).getDataContentType());
        assertEquals(
                "c/d",
                strict(headers("ce-datacontenttype", "a/b", "content-type", "c/d"))
                        .getDataContentType());
        Map<String, List<String>> without = headers("ce-datacontenttype", "a/b");
        without.put("content-type", List.of());
        assertEquals("a/b", strict(without).getDataContentType());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Euro%20%E2%82%AC%20%F0%9F%98%80 | Euro \u20ac \ud83d\ude00",
                "Euro \u20ac                     | Euro \u20ac",
                "%41%6a%4a                       | AjJ",
                "a+b                             | a+b",
                "%2525                           | %25",
                "\"a \\\"b\\\" \\\\ c, d\"       | a \"b\" \\ c, d",
                "\"%22\"                         | \"",
                "\"\"                            |",
                "\"                              | \"",
                "\"a\" b                         | \"a\" b",
                "\"a\"\"                         | \"a\"\"",
                "\"a\\\"                         | \"a\\\"",
            })
    void a_value_is_unquoted_and_percent_decoded_once(String value, String subject) {
        assertEquals(subject, strict(headers("ce-subject", value)).getSubject());
        assertEquals(
                subject,
                read(headers("ce-subject", value), HeaderDecoding.LENIENT).getSubject());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // header       | value
                "ce-subject     | caf%E9",
                "ce-subject     | a%C0%AFb",
                "ce-subject     | %ED%A0%80",
                "ce-subject     | %F5%80%80%80",
                "ce-subject     | %E2%82",
                "ce-subject     | %",
                "ce-subject     | 100%zz",
                "ce-subject     | %4",
                "ce-subject     | a%00",
                "ce-id          | %0A",
                "ce-ext         | %C2%85",
                "ce-source      | a b",
                "ce-source      | a%20b",
                "ce-time        | yesterday",
                "ce-dataschema  | x",
                "content-type   | json",
                "ce-datacontenttype | json",
                "ce-specversion | 0.3",
                "ce-id          | ``",
            })
    void what_the_binding_forbids_is_malformed(String header, String value) {
        assertEquals(header, malformed(headers(header, value)).path());
    }

    @ParameterizedTest
    @CsvSource({"ce-specversion", "ce-id", "ce-source", "ce-type"})
    void a_required_header_must_be_there(String header) {
        Map<String, List<String>> headers = headers();
        headers.remove(header);

        assertEquals(header, malformed(headers).path());
    }

    @Test
    void a_repeated_header_is_malformed() {
        Map<String, List<String>> twice = headers();
        twice.put("ce-id", List.of("1", "1"));

        assertEquals("ce-id", malformed(twice).path());
        assertEquals("ce-id", malformed(headers("CE-ID", "1")).path());
        assertEquals(
                "content-type",
                malformed(headers("content-type", "a/b", "Content-Type", "a/b")).path());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "LENIENT | 100% of %zz and %4     | 100% of %zz and %4",
                "LENIENT | caf\u00c3\u00a9 %41    | caf\u00e9 A",
                "LITERAL | caf\u00c3\u00a9 %41    | caf\u00e9 %41",
                "LITERAL | \u00c3\u00a9           | \u00e9",
                "LITERAL | caf\u00e9              | caf\u00e9",
                "LITERAL | \"quoted\"             | \"quoted\"",
                "LITERAL | a%2Fb                  | a%2Fb",
                "STRICT  | caf\u00c3\u00a9        | caf\u00c3\u00a9",
            })
    void a_caller_chooses_how_values_are_read(HeaderDecoding decoding, String value, String subject) {
        assertEquals(subject, read(headers("ce-subject", value), decoding).getSubject());
    }

    @ParameterizedTest
    @CsvSource({
        "datacontenttype, json",
        "time, 2026-01-02T03:04:05",
        "time, 2026-01-02 03:04:05Z",
        "time, soon",
        "dataschema, relative",
        "ext, ''",
        "ext, \u0085",
        "subject, 50%\u0085",
    })
    void an_attribute_is_made_legal_alike_in_headers_and_in_a_document(String name, String value) {
        Event binary = read(headers("ce-" + name, HeaderText.encode(value)), HeaderDecoding.LENIENT);
        byte[] document = ("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"" + name + "\":\""
                        + value + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        try (Json json = Json.read(document)) {
            Draft structured = new Draft(json.root()).legalizing();
            CloudEventsJson.read(json.root(), structured);
            for (String each : List.of("subject", "time", "dataschema", "datacontenttype", "ext", "escaped")) {
                assertEquals(structured.event().text(each), binary.text(each), each);
            }
        }
    }

    @Test
    void lenient_reading_makes_text_legal_reversibly() {
        Event event =
                read(headers("ce-subject", "a%0A%25", "ce-ext", "\u0085", "ce-time", "soon"), HeaderDecoding.LENIENT);

        assertEquals("a%0A%25", event.getSubject());
        assertEquals("%C2%85", event.getExtension("ext"));
        assertEquals("subject ext", event.getExtension("escaped"));
        assertNull(event.getTime());
        assertEquals(
                event,
                read(
                        headers("ce-subject", "a%0A%25", "ce-ext", "\u0085", "ce-dataschema", "x"),
                        HeaderDecoding.LENIENT));
        assertEquals(
                "urn:x",
                read(headers("ce-dataschema", "urn:x"), HeaderDecoding.LENIENT).text("dataschema"));
        assertNull(read(headers("content-type", "json"), HeaderDecoding.LENIENT).getDataContentType());
        assertEquals(
                "a%20b",
                read(headers("ce-source", "a b"), HeaderDecoding.LITERAL)
                        .getSource()
                        .toString());
        assertEquals(
                "ce-subject",
                assertThrows(
                                MalformedPayloadException.class,
                                () -> read(headers("ce-subject", "%E9"), HeaderDecoding.LENIENT))
                        .path());
    }

    @Test
    void headers_may_repeat_a_structured_event() {
        Map<String, List<String>> headers = headers(
                "ce-time",
                "2026-01-02T03:04:05Z",
                "ce-n",
                "5",
                "ce-flag",
                "true",
                "ce-other",
                "not in the event",
                "ce-data",
                "no attribute",
                "ce-subject",
                "caf%C3%A9");

        assertEquals("1", structured(headers).getId());
    }

    @ParameterizedTest
    @CsvSource({"ce-id, 2", "CE-ID, 2", "ce-time, 2026-01-02T03:04:06Z", "ce-n, 6", "ce-flag, yes", "ce-subject, cafe"})
    void headers_must_not_contradict_a_structured_event(String header, String value) {
        assertEquals(
                header.toLowerCase(java.util.Locale.ROOT),
                assertThrows(MalformedPayloadException.class, () -> structured(Map.of(header, List.of(value))))
                        .path());
    }

    private static Event structured(Map<String, List<String>> headers) {
        String body = "{'specversion':'1.0','id':'1','source':'/s','type':'t','time':'2026-01-02T04:04:05+01:00',"
                + "'n':5,'flag':true,'subject':'caf\u00e9','data':{'ce-id':2}}";
        try (Json json = Json.read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8))) {
            Draft draft = new Draft(json.root());
            CloudEventsHttp.readStructured(headers, json.root(), draft);
            return draft.event();
        }
    }

    private static Map<String, List<String>> headers(String... more) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("ce-specversion", List.of("1.0"));
        headers.put("ce-id", List.of("1"));
        headers.put("ce-source", List.of("/s"));
        headers.put("ce-type", List.of("t"));
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], List.of(more[i + 1]));
        }
        return headers;
    }

    private static MalformedPayloadException malformed(Map<String, List<String>> headers) {
        return assertThrows(MalformedPayloadException.class, () -> strict(headers));
    }

    private static Event strict(Map<String, List<String>> headers) {
        return read(headers, HeaderDecoding.STRICT);
    }

    private static Event read(Map<String, List<String>> headers, HeaderDecoding decoding) {
        Draft draft = new Draft(new byte[0], 0, 0);
        CloudEventsHttp.readBinary(headers, decoding, draft);
        draft.dataBytes("hi".getBytes(StandardCharsets.UTF_8), null);
        return draft.event();
    }
}
