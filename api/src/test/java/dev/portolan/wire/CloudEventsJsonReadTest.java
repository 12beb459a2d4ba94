package dev.portolan.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Event;
import dev.portolan.MalformedPayloadException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsJsonReadTest {

    private static final String REQUIRED = "'specversion':'1.0','id':'1','source':'/s','type':'t'";

    @Test
    void every_attribute_is_carried_as_it_is() {
        Event event = read("{'specversion':'1.0', 'id':'A-1','source':'//host/a%20b',"
                + "'type':'com.example','subject':'s','time':'2018-04-05T17:31:00.50+02:00',"
                + "'datacontenttype':'application/vnd.a+json','dataschema':'https://example.com/s#1',"
                + "'text':'','number':-2147483648,'most':2147483647,'flag':false,'unset':null,'data':{}}");

        assertEquals("A-1", event.getId());
        assertEquals(URI.create("//host/a%20b"), event.getSource());
        assertEquals("com.example", event.getType());
        assertEquals("s", event.getSubject());
        assertEquals(OffsetDateTime.parse("2018-04-05T17:31:00.5+02:00"), event.getTime());
        assertEquals("application/vnd.a+json", event.getDataContentType());
        assertEquals(URI.create("https://example.com/s#1"), event.getDataSchema());
        assertEquals(Set.of("text", "number", "most", "flag"), event.getExtensionNames());
        assertEquals("", event.getExtension("text"));
        assertEquals(-2147483648, event.getExtension("number"));
        assertEquals(2147483647, event.getExtension("most"));
        assertEquals(false, event.getExtension("flag"));
        assertEquals("cloudevents", event.kind());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/json        | { 'b' : 1.50 ,'a':[1E400] }",
                "application/json        | 'text in \\u0022quotes\\u0022'",
                "application/json        | null",
                "application/json        | -0",
                "application/json        | {'a':1,'a':2}",
                "application/cloud+json  | []",
                "text/json; charset=x    | true",
                "                        | [ ]",
                "                        | 'bare'",
                "                        | null",
            })
    void json_data_is_the_exact_slice(String contentType, String data) {
        Event event = read("{" + REQUIRED + ",'data' : " + data + "\t"
                + (contentType == null ? "" : ",'datacontenttype':'" + contentType + "'") + "}");

        assertEquals(quoted(data), text(event));
        assertEquals(contentType == null ? "application/json" : contentType, event.getDataContentType());
    }

    @Test
    void text_under_another_media_type_is_decoded() {
        Event event = read("{" + REQUIRED
                + ",'datacontenttype':'application/xml','data':'<a b=\\u0022\\u00fc\\ud83d\\ude00\\n\\u0022/>'}");

        assertEquals("<a b=\"\u00fc\ud83d\ude00\n\"/>", text(event));
        assertEquals("application/xml", event.getDataContentType());
    }

    @Test
    void binary_data_is_decoded_and_its_media_type_is_not_guessed() {
        Event event = read("{" + REQUIRED + ",'data_base64':'\\/wD+'}");

        assertArrayEquals(new byte[] {(byte) 0xFF, 0, (byte) 0xFE}, event.data());
        assertNull(event.getDataContentType());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",'datacontenttype':'text/plain','data':null",
                ",'data_base64':null",
                ",'datacontenttype':'text/plain'"
            })
    void an_event_may_have_no_data(String members) {
        assertNull(read("{" + REQUIRED + members + "}").data());
    }

    @Test
    void null_beside_binary_data_is_an_unset_member() {
        assertEquals("a", text(read("{" + REQUIRED + ",'data':null,'data_base64':'YQ=='}")));
        assertEquals("1", text(read("{" + REQUIRED + ",'data':1,'data_base64':null}")));
    }

    @Test
    void members_that_can_be_no_attributes_are_passed_over() {
        Event event =
                read("{" + REQUIRED + ",'my_ext':{},'x-y':[1],'\u00e9':1,'':2,'eventType':'x','metadataVersion':'1'}");

        assertEquals(Set.of(), event.getExtensionNames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'subject':''", "'subject':null", "'time':''", "'dataschema':''", "'datacontenttype':''"})
    void an_empty_optional_attribute_is_absent(String member) {
        assertEquals(read("{" + REQUIRED + "}"), read("{" + REQUIRED + "," + member + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // path      | document
                "specversion | {'id':'1','source':'/s','type':'t'}",
                "specversion | {'specversion':null,'id':'1','source':'/s','type':'t'}",
                "specversion | {'specversion':'0.3','id':'1','source':'/s','type':'t'}",
                "specversion | {'specversion':1.0,'id':'1','source':'/s','type':'t'}",
                "specVersion | {'specVersion':'1.0','id':'1','source':'/s','type':'t'}",
                "spec_version| {'spec_version':'1.0','id':'1','source':'/s','type':'t'}",
                "ID          | {'specversion':'1.0','ID':'1','source':'/s','type':'t'}",
                "id          | {'specversion':'1.0','source':'/s','type':'t'}",
                "id          | {'specversion':'1.0','id':'','source':'/s','type':'t'}",
                "id          | {'specversion':'1.0','id':7,'source':'/s','type':'t'}",
                "id          | {'specversion':'1.0','id':['1'],'source':'/s','type':'t'}",
                "id          | {'specversion':'1.0','id':'a\\u0000','source':'/s','type':'t'}",
                "source      | {'specversion':'1.0','id':'1','type':'t'}",
                "source      | {'specversion':'1.0','id':'1','source':'','type':'t'}",
                "source      | {'specversion':'1.0','id':'1','source':'a b','type':'t'}",
                "source      | {'specversion':'1.0','id':'1','source':'%zz','type':'t'}",
                "type        | {'specversion':'1.0','id':'1','source':'/s'}",
                "type        | {'specversion':'1.0','id':'1','source':'/s','type':'\\ud800'}",
                "type        | {'specversion':'1.0','id':'1','source':'/s','type':'\\ufffe'}",
            })
    void a_required_attribute_must_be_there_and_legal(String path, String document) {
        assertEquals(path, malformed(document).path());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "subject         | 'subject':'\\u0085'",
                "subject         | 'subject':5",
                "time            | 'time':'2026-01-02'",
                "time            | 'time':'2026-01-02T03:04:05'",
                "time            | 'time':'2026-01-02 03:04:05Z'",
                "time            | 'time':'2026-01-02T03:04:05+0100'",
                "time            | 'time':1767323045",
                "datacontenttype | 'datacontenttype':'json'",
                "datacontenttype | 'datacontenttype':'text/plain\\r\\nx: y'",
                "dataschema      | 'dataschema':'/relative'",
                "dataschema      | 'dataschema':'#'",
                "data_base64     | 'data_base64':'YQ'",
                "data_base64     | 'data_base64':5",
                "data_base64     | 'data':1,'data_base64':'YQ=='",
                "dataBase64      | 'dataBase64':'YQ=='",
                "data            | 'datacontenttype':'text/plain','data':{}",
                "data            | 'datacontenttype':'text/plain','data':'\\udead'",
                "ext             | 'ext':2147483648",
                "ext             | 'ext':-2147483649",
                "ext             | 'ext':1.0",
                "ext             | 'ext':1e2",
                "ext             | 'ext':99999999999999999999999999",
                "ext             | 'ext':{}",
                "ext             | 'ext':['a']",
                "ext             | 'ext':'\\u007f'",
                "dataContentType | 'dataContentType':'text/plain'",
            })
    void what_the_specification_forbids_is_malformed(String path, String members) {
        MalformedPayloadException error = malformed("{" + REQUIRED + "," + members + "}");

        assertEquals(path, error.path());
        assertEquals("cloudevents", error.kind());
        assertTrue(error.offset() > REQUIRED.length(), error::getMessage);
    }

    @ParameterizedTest
    @CsvSource({"dataBase64, data_base64", "DATA_BASE64, data_base64", "Data-Content-Type, datacontenttype", "Id, id"})
    void another_spelling_of_a_name_is_told(String wrong, String right) {
        String message = String.valueOf(
                malformed("{" + REQUIRED + ",'" + wrong + "':'YQ=='}").getMessage());

        assertTrue(
                message.startsWith(
                        "cloudevents " + wrong + ": expected the name " + right + ", found another spelling"),
                message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "'text'", "{", "{" + REQUIRED + "} x", "{" + REQUIRED + ",'id':'2'}"})
    void what_is_no_object_with_different_names_is_malformed(String document) {
        assertEquals("", malformed(document).path());
    }

    @Test
    void a_batch_is_its_events_in_order_and_may_be_empty() {
        List<Event> events =
                CloudEventsJson.readBatch(bytes("[{" + REQUIRED + "},{" + REQUIRED.replace("'1'", "'2'") + "}]"));

        assertEquals(List.of("1", "2"), events.stream().map(Event::getId).toList());
        assertEquals(List.of(), CloudEventsJson.readBatch(bytes(" [ ] ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``| {}",
                "[1]| [{" + REQUIRED + "},1]",
                "[1].id| [{" + REQUIRED + "},{'specversion':'1.0','source':'/s','type':'t'}]"
            })
    void a_batch_is_malformed_where_an_event_is(String path, String document) {
        MalformedPayloadException error =
                assertThrows(MalformedPayloadException.class, () -> CloudEventsJson.readBatch(bytes(document)));

        assertEquals(path, error.path());
    }

    private static Event read(String document) {
        return CloudEventsJson.read(bytes(document));
    }

    private static MalformedPayloadException malformed(String document) {
        return assertThrows(MalformedPayloadException.class, () -> read(document));
    }

    private static byte[] bytes(String document) {
        return quoted(document).getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String document) {
        return document.replace('\'', '"');
    }

    private static String text(Event event) {
        byte[] data = event.data();
        return data == null ? "no data" : new String(data, StandardCharsets.UTF_8);
    }
}
