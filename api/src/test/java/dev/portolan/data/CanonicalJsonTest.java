package dev.portolan.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.portolan.MalformedPayloadException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalJsonTest {

    private static final Bytes NOT_UTF8 = Bytes.wrap(new byte[] {(byte) 0xFF, 0});

    static Stream<Arguments> records() {
        return Stream.of(
                arguments(
                        new StoredObject(
                                StoredObject.Change.DELETED, "b", "a\nb \ud83d\ude00", null, null, null, null, null),
                        "{'change':'DELETED','bucket':'b','key':'a\\nb \ud83d\ude00'}"),
                arguments(
                        new StoredObject(
                                StoredObject.Change.CREATED, "b", "k", Long.MAX_VALUE, "e", "v", "text/plain", "0055"),
                        "{'change':'CREATED','bucket':'b','key':'k','size':9223372036854775807,'etag':'e','version':'v',"
                                + "'contentType':'text/plain','sequencer':'0055'}"),
                arguments(
                        new Message(Bytes.EMPTY, null, Map.of(), null, null, null, null, null),
                        "{'body':'','attributes':{}}"),
                arguments(
                        new Message(
                                NOT_UTF8,
                                "a/b",
                                map("z", Bytes.utf8("\u00e9"), "", NOT_UTF8),
                                "m",
                                "q",
                                "g",
                                7,
                                Instant.parse("2026-01-02T03:04:05.100Z")),
                        "{'body':{'base64':'/wA='},'contentType':'a/b','attributes':{'z':'\u00e9','':{'base64':'/wA='}},"
                                + "'id':'m','queue':'q','group':'g','deliveryCount':7,'sentAt':'2026-01-02T03:04:05.1Z'}"),
                arguments(new StreamRecord(null, null, null, null, null, null, List.of()), "{'headers':[]}"),
                arguments(
                        new StreamRecord(
                                Bytes.utf8("d"),
                                NOT_UTF8,
                                "shard-1",
                                "4959123",
                                "s",
                                Instant.parse("0000-01-01T00:00:00Z"),
                                List.of(
                                        new StreamRecord.Header("h", Bytes.utf8("1")),
                                        new StreamRecord.Header("h", NOT_UTF8),
                                        new StreamRecord.Header("", null))),
                        "{'data':'d','key':{'base64':'/wA='},'partition':'shard-1','position':'4959123','stream':'s',"
                                + "'arrivedAt':'0000-01-01T00:00:00Z','headers':[{'name':'h','value':'1'},"
                                + "{'name':'h','value':{'base64':'/wA='}},{'name':''}]}"),
                arguments(
                        new DocumentChange(DocumentChange.Operation.UPSERT, null, null, null, null),
                        "{'operation':'UPSERT'}"),
                arguments(
                        new DocumentChange(
                                DocumentChange.Operation.UPDATE,
                                "t",
                                map("id", new BigDecimal("12345678901234567890123456789012345678")),
                                map(
                                        "n",
                                        new BigDecimal("1.10"),
                                        "m",
                                        new BigDecimal("-1E+400"),
                                        "null",
                                        null,
                                        "b",
                                        true),
                                Arrays.asList(null, "x", map(), List.of(List.of(false)))),
                        "{'operation':'UPDATE','table':'t','keys':{'id':12345678901234567890123456789012345678},"
                                + "'before':{'n':1.10,'m':-1E+400,'null':null,'b':true},'after':[null,'x',{},[[false]]]}"),
                arguments(
                        new HttpRequest("GET", "/", null, Map.of(), Map.of(), List.of(), null, null, null, null),
                        "{'method':'GET','path':'/','query':{},'headers':{},'cookies':[]}"),
                arguments(
                        new HttpRequest(
                                "POST",
                                "/a%20b",
                                "q=1&q=2",
                                map("q", List.of("1", "2")),
                                map("X-B", List.of("1"), "accept", List.of("a", "b")),
                                List.of("c=1", "c=2"),
                                NOT_UTF8,
                                "https",
                                "example.com:8443",
                                "203.0.113.7"),
                        "{'method':'POST','path':'/a%20b','rawQuery':'q=1&q=2','query':{'q':['1','2']},"
                                + "'headers':{'accept':['a','b'],'x-b':['1']},'cookies':['c=1','c=2'],'body':{'base64':'/wA='},"
                                + "'scheme':'https','host':'example.com:8443','clientAddress':'203.0.113.7'}"),
                arguments(new TimerFired(null, null, null), "{}"),
                arguments(
                        new TimerFired("nightly", Instant.parse("2026-01-02T03:04:05.000000001Z"), false),
                        "{'schedule':'nightly','scheduledFor':'2026-01-02T03:04:05.000000001Z','late':false}"),
                arguments(
                        new Opaque(Bytes.utf8("{}"), "application/json"),
                        "{'bytes':'{}','contentType':'application/json'}"));
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_record_has_one_form_and_comes_back_equal(TypedData record, String json) {
        // In the expected form ' stands for a quotation mark, save in data that has its own.
        byte[] written = record.toJson();

        assertEquals(json.replace('\'', '"'), new String(written, StandardCharsets.UTF_8).replace("\\\"", "\""));
        assertEquals(record, TypedData.fromJson(record.getClass(), written));
    }

    @Test
    void half_a_surrogate_pair_in_a_name_comes_back() {
        StoredObject object =
                new StoredObject(StoredObject.Change.OTHER, "b", "a\ud800b", null, null, null, null, null);

        assertEquals("{'change':'OTHER','bucket':'b','key':'a\\ud800b'}".replace('\'', '"'), text(object));
        assertEquals(object, TypedData.fromJson(StoredObject.class, object.toJson()));
    }

    @Test
    void a_deep_document_comes_back() {
        Object deep = "x";
        for (int i = 0; i < 1_000; i++) {
            deep = List.of(deep);
        }
        DocumentChange change = new DocumentChange(DocumentChange.Operation.INSERT, null, null, null, deep);

        assertArrayEquals(
                change.toJson(),
                TypedData.fromJson(DocumentChange.class, change.toJson()).toJson());
    }

    @Test
    void unknown_members_are_passed_over_and_null_is_absent() {
        assertEquals(
                new TimerFired("s", null, null),
                read(TimerFired.class, "{'schedule':'s','scheduledFor':null,'late':null,'new':{'late':1}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // record       | path             | document
                "StoredObject   | ``               | []",
                "StoredObject   | ``               | {",
                "StoredObject   | change           | {}",
                "StoredObject   | change           | {'change':'created','bucket':'b','key':'k'}",
                "StoredObject   | change           | {'change':1,'bucket':'b','key':'k'}",
                "StoredObject   | bucket           | {'change':'CREATED','key':'k'}",
                "StoredObject   | key              | {'change':'CREATED','bucket':'b','key':null}",
                "StoredObject   | size             | {'change':'CREATED','bucket':'b','key':'k','size':'1'}",
                "StoredObject   | size             | {'change':'CREATED','bucket':'b','key':'k','size':1.5}",
                "StoredObject   | size             | {'change':'CREATED','bucket':'b','key':'k','size':9223372036854775808}",
                "StoredObject   | etag             | {'change':'CREATED','bucket':'b','key':'k','etag':[]}",
                "Message        | body             | {'attributes':{}}",
                "Message        | body.base64      | {'body':{},'attributes':{}}",
                "Message        | body.base64      | {'body':{'base64':'='},'attributes':{}}",
                "Message        | body             | {'body':'\\ud800','attributes':{}}",
                "Message        | attributes       | {'body':'','attributes':[]}",
                "Message        | attributes.a     | {'body':'','attributes':{'a':1}}",
                "Message        | deliveryCount    | {'body':'','attributes':{},'deliveryCount':2147483648}",
                "Message        | sentAt           | {'body':'','attributes':{},'sentAt':'yesterday'}",
                "StreamRecord   | headers          | {}",
                "StreamRecord   | headers          | {'headers':{}}",
                "StreamRecord   | headers[0]       | {'headers':[1]}",
                "StreamRecord   | headers[1].name  | {'headers':[{'name':'a'},{}]}",
                "DocumentChange | operation        | {'operation':'DROP'}",
                "DocumentChange | keys             | {'operation':'OTHER','keys':[]}",
                "HttpRequest    | headers.a        | {'method':'GET','path':'/','query':{},'headers':{'a':'b'},'cookies':[]}",
                "HttpRequest    | cookies[0]       | {'method':'GET','path':'/','query':{},'headers':{},'cookies':[1]}",
                "TimerFired     | late             | {'late':'yes'}",
                "TimerFired     | scheduledFor     | {'scheduledFor':5}",
            })
    void other_json_is_malformed(String record, String path, String document) throws ClassNotFoundException {
        Class<? extends TypedData> type =
                Class.forName("dev.portolan.data." + record).asSubclass(TypedData.class);

        assertEquals(
                path,
                assertThrows(MalformedPayloadException.class, () -> read(type, document))
                        .path());
    }

    @Test
    void what_json_cannot_hold_is_refused() {
        TimerFired never = new TimerFired(null, Instant.MAX, null);
        DocumentChange noJson = new DocumentChange(DocumentChange.Operation.OTHER, null, null, 1.5, null);
        DocumentChange noName = new DocumentChange(DocumentChange.Operation.OTHER, null, null, null, Map.of(1, "x"));
        DocumentChange nullName = new DocumentChange(
                DocumentChange.Operation.OTHER, null, null, null, Collections.singletonMap(null, "x"));
        Object deep = "x";
        for (int i = 0; i < 100_000; i++) {
            deep = List.of(deep);
        }
        DocumentChange deeper = new DocumentChange(DocumentChange.Operation.OTHER, null, null, null, deep);

        assertThrows(IllegalArgumentException.class, never::toJson);
        assertThrows(IllegalArgumentException.class, noJson::toJson);
        assertThrows(IllegalArgumentException.class, noName::toJson);
        assertThrows(IllegalArgumentException.class, nullName::toJson);
        assertThrows(IllegalArgumentException.class, deeper::toJson);
    }

    @Test
    void collections_are_copied() {
        List<String> values = new ArrayList<>(List.of("1"));
        Map<String, List<String>> multi = new LinkedHashMap<>();
        multi.put("a", values);
        HttpRequest request = new HttpRequest("GET", "/", null, multi, multi, values, null, null, null, null);
        values.add("2");
        multi.put("b", values);

        assertEquals(Map.of("a", List.of("1")), request.query());
        assertEquals(Map.of("a", List.of("1")), request.headers());
        assertEquals(List.of("1"), request.cookies());
        assertThrows(UnsupportedOperationException.class, () -> request.query().clear());
        assertThrows(
                UnsupportedOperationException.class, () -> request.headers().clear());
    }

    @Test
    void headers_of_one_name_in_two_spellings_keep_all_values() {
        HttpRequest request = new HttpRequest(
                "GET",
                "/",
                null,
                Map.of(),
                map("Accept", List.of("a"), "ACCEPT", List.of("b", "c")),
                List.of(),
                null,
                null,
                null,
                null);

        assertEquals(List.of("a", "b", "c"), request.headers().get("accept"));
        assertEquals("a", request.header("aCCept"));
    }

    private static <T extends TypedData> T read(Class<T> record, String json) {
        return TypedData.fromJson(record, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String text(TypedData record) {
        return new String(record.toJson(), StandardCharsets.UTF_8);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // names and values in turn; a value may be null
    private static <V extends @Nullable Object> Map<String, V> map(@Nullable Object... entries) {
        Map<String, V> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], (V) entries[i + 1]);
        }
        return map;
    }
}
