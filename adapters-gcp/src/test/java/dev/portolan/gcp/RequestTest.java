package dev.portolan.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portolan.MalformedPayloadException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestTest {

    @Test
    void a_raw_request_is_taken_apart_at_its_lines() {
        Request request = parse("PUT /a%2Fb?x=1?y HTTP/1.1\r\nA: 1, 2\r\na:3\r\nB:\r\n\r\nbody\r\n\r\nmore");
        assertEquals("PUT", request.method);
        assertEquals("/a%2Fb", request.path);
        assertEquals("x=1?y", request.query);
        assertEquals("1, 2", request.header("a"));
        assertNull(request.header("B"));
        assertEquals(Map.of("A", List.of("1, 2", "3"), "B", List.of("")), request.headers());
        assertEquals("body\r\n\r\nmore", new String(request.body, StandardCharsets.UTF_8));
    }

    @Test
    void a_header_is_found_by_its_name_in_whatever_case_and_of_whatever_length() {
        String longName = "x-".repeat(70);
        Request request = parse("GET / HTTP/1.1\r\nHost: a\r\n" + longName + ": b\r\n\r\n");
        assertEquals("a", request.header("hOST"));
        assertNull(request.header("Hosd"));
        assertNull(request.header("Hos"));
        assertEquals("b", request.header(longName.toUpperCase(Locale.ROOT)));
        assertNull(request.header(longName.substring(64)));
    }

    @Test
    void a_document_by_itself_stands_for_a_post_of_it() {
        Request request = parse(" \n{\"a\":1}");
        assertEquals("POST", request.method);
        assertEquals("application/json", request.mediaType());
        assertEquals(" \n{\"a\":1}", new String(request.body, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "GET /",
                "GET / HTTP/2",
                "GET HTTP/1.1\r\n\r\n",
                " / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1",
                "GET / HTTP/1.1\r\nA: 1",
                "GET / HTTP/1.1\r\nA: 1\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\n: no name\r\n\r\n"
            })
    void bytes_that_are_no_request_are_malformed(String text) {
        assertThrows(MalformedPayloadException.class, () -> parse(text));
    }

    @ParameterizedTest(name = "{0} is {1} {2}")
    @CsvSource({
        "/a?b, /a, b",
        "/a?, /a, ''",
        "?b, '', b",
        "http:///a, /a,",
        "http://host/a?b, /a, b",
        "https://host:8080, /,",
        "http://host?b, /, b",
        "*, *,",
        "/x://y, /x://y,"
    })
    void a_target_is_path_and_query(String target, String path, String query) {
        Request request = Request.of("GET", target, Map.of(), new byte[0]);
        assertEquals(path, request.path);
        assertEquals(query, request.query);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "caf\u00C3\u00A9, caf\u00E9",
        "caf\u00E9, caf\u00E9",
        "\u010Daj \u00C3\u00A9, \u010Daj \u00C3\u00A9",
        "' a, b ', 'a, b'"
    })
    void bytes_read_as_latin_1_become_utf_8_where_they_are(String raw, String text) {
        assertEquals(
                text,
                Request.of("GET", "/", Map.of("a", List.of(raw)), new byte[0]).header("A"));
    }

    private static Request parse(String text) {
        return Request.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
