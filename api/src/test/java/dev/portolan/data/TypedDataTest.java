package dev.portolan.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.portolan.MalformedPayloadException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TypedDataTest {

    @Test
    void what_is_printed_tells_how_much_there_is_and_not_what() {
        Bytes four = Bytes.utf8("four");
        List<Object> records = List.of(
                four,
                new StoredObject(StoredObject.Change.CREATED, "b", "k", 1L, "e", "v", "t", "s"),
                new Message(four, "t", Map.of(), "i", "q", "g", 1, Instant.EPOCH),
                new StreamRecord(four, four, "p", "1", "s", Instant.EPOCH, List.of()),
                new StreamRecord(null, four, "p", "1", "s", Instant.EPOCH, List.of()),
                new StreamRecord.Header("h", four),
                new DocumentChange(DocumentChange.Operation.DELETE, "t", Map.of("k", "v"), Map.of(), null),
                request(four),
                request(null),
                new TimerFired("s", Instant.EPOCH, true),
                new Opaque(four, "t"));

        assertEquals(
                List.of(
                        "Bytes[4]",
                        "StoredObject[CREATED]",
                        "Message[4 bytes]",
                        "StreamRecord[4 bytes]",
                        "StreamRecord[no data]",
                        "Header",
                        "DocumentChange[DELETE]",
                        "HttpRequest[4 bytes]",
                        "HttpRequest[0 bytes]",
                        "TimerFired",
                        "Opaque[4 bytes]"),
                records.stream().map(Object::toString).toList());
    }

    record Order(String number, int pieces) {}

    @Test
    void json_is_bound_to_a_class_and_its_null_is_null() {
        assertEquals(
                new Order("o-1", 3),
                Bytes.utf8("{\"number\":\"o-1\",\"pieces\":3,\"unknown\":[]}").jsonAs(Order.class));
        assertNull(Bytes.utf8("null").jsonAs(Order.class));
    }

    @Test
    void what_is_no_json_that_fits_is_refused_without_being_quoted() {
        for (String bytes : List.of("", "secret", "{\"pieces\":\"secret\"}", "[1]", "{} secret")) {
            MalformedPayloadException refused = refused(bytes, Order.class);
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.contains("expected JSON that fits " + Order.class.getName()), message);
            assertFalse(message.contains("secret"), message);
            assertNull(refused.getCause());
        }
    }

    record Orders(List<Order> orders, Map<String, Order> byNumber) {}

    @Test
    void the_place_of_what_does_not_fit_is_told_without_names_that_are_data() {
        String json = "{\"orders\":[{},{\"pieces\":\"x\"}]}";
        MalformedPayloadException refused = refused(json, Orders.class);
        assertEquals("orders[1].pieces", refused.path());
        assertEquals(json.indexOf("\"x\""), refused.offset());
        assertEquals(
                "byNumber.*.pieces",
                refused("{\"byNumber\":{\"secret\":{\"pieces\":[]}}}", Orders.class)
                        .path());
    }

    /** Quotes what it reads, as a class of a user's may. */
    static final class Quoting extends JsonDeserializer<Object> {

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            throw new IOException("no amount: " + parser.getText());
        }
    }

    record Amount(@JsonDeserialize(using = Quoting.class) Object amount) {}

    @Test
    void what_a_class_of_the_users_says_is_not_repeated() {
        MalformedPayloadException refused = refused("{\"amount\":\"secret\"}", Amount.class);
        assertFalse(refused.toString().contains("secret"), refused.toString());
        assertNull(refused.getCause());
    }

    private static MalformedPayloadException refused(String json, Class<?> type) {
        return assertThrows(
                MalformedPayloadException.class, () -> Bytes.utf8(json).jsonAs(type), json);
    }

    private static HttpRequest request(@Nullable Bytes body) {
        return new HttpRequest(
                "GET",
                "/",
                "a=1&a=2&b",
                Map.of("a", List.of("1", "2"), "b", List.of("")),
                Map.of("X-A", List.of("3", "4"), "x-none", List.of()),
                List.of(),
                body,
                null,
                null,
                null);
    }

    @Test
    void requests_whose_headers_differ_in_case_are_one_and_the_same() {
        HttpRequest one = TypedData.fromJson(
                HttpRequest.class,
                "{\"method\":\"GET\",\"path\":\"/\",\"query\":{},\"cookies\":[],\"headers\":{\"Host\":[\"a\"],\"host\":[\"b\"]}}"
                        .getBytes(UTF_8));
        HttpRequest other = TypedData.fromJson(
                HttpRequest.class,
                "{\"method\":\"GET\",\"path\":\"/\",\"query\":{},\"cookies\":[],\"headers\":{\"HOST\":[\"a\",\"b\"]}}"
                        .getBytes(UTF_8));

        assertEquals(one, other);
        assertEquals(one.hashCode(), other.hashCode());
        assertArrayEquals(one.toJson(), other.toJson());
        assertEquals(List.of("a", "b"), one.headers().get("hOST"));
        assertEquals(List.of("host"), List.copyOf(one.headers().keySet()));
    }

    @Test
    void the_first_value_of_a_header_or_parameter_is_found() {
        HttpRequest request = request(null);

        assertEquals("3", request.header("x-a"));
        assertNull(request.header("x-none"));
        assertNull(request.header("x-b"));
        assertEquals("1", request.queryParameter("a"));
        assertEquals("", request.queryParameter("b"));
        assertNull(request.queryParameter("A"));
    }

    @Test
    void an_attribute_of_a_message_is_text() {
        Message message =
                new Message(Bytes.EMPTY, null, Map.of("a", Bytes.utf8("\u00e9")), null, null, null, null, null);

        assertEquals("\u00e9", message.attribute("a"));
        assertNull(message.attribute("b"));
    }

    @Test
    void bytes_are_equal_by_what_they_are() throws IOException {
        Bytes bytes = Bytes.utf8("a\u00e9");

        assertEquals(Bytes.copyOf(new byte[] {'a', (byte) 0xC3, (byte) 0xA9}), bytes);
        assertEquals(Bytes.utf8("a\u00e9").hashCode(), bytes.hashCode());
        assertNotEquals(Bytes.utf8("a").hashCode(), bytes.hashCode());
        assertNotEquals(Bytes.utf8("a"), bytes);
        assertFalse(bytes.equals((Object) "a\u00e9"));
        assertEquals(3, bytes.size());
        assertArrayEquals(bytes.toArray(), bytes.stream().readAllBytes());
        assertFalse(bytes.isEmpty());
        assertTrue(Bytes.EMPTY.isEmpty());
    }
}
