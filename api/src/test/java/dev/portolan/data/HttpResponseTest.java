package dev.portolan.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpResponseTest {

    @Test
    void a_header_replaces_one_of_its_name_in_whatever_case() {
        HttpResponse response = HttpResponse.text("hi")
                .header("X-A", "1")
                .header("content-TYPE", "a/b")
                .header("x-a", "2");

        assertEquals(Map.of("content-TYPE", List.of("a/b"), "x-a", List.of("2")), response.headers());
        assertEquals("hi", response.body().utf8());
    }

    @Test
    void cookies_are_no_headers() {
        HttpResponse response =
                HttpResponse.status(204).header("set-cookie", "a=1").cookie("b=2");

        assertEquals(Map.of(), response.headers());
        assertEquals(List.of("a=1", "b=2"), response.cookies());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 99, 600})
    void a_status_has_three_digits(int status) {
        assertThrows(IllegalArgumentException.class, () -> HttpResponse.status(status));
    }

    @Test
    void every_status_of_three_digits_up_to_599_is_one() {
        for (int status = 100; status <= 599; status++) {
            assertEquals(status, HttpResponse.status(status).status());
        }
    }

    @Test
    void json_is_declared_as_such() {
        HttpResponse response = HttpResponse.json("{}");

        assertEquals(200, response.status());
        assertEquals(Map.of("Content-Type", List.of("application/json")), response.headers());
        assertEquals("{}", response.body().utf8());
    }

    @Test
    void a_value_may_hold_blanks_tabs_and_all_of_latin_1() {
        String value = "a b\t~\u00ff";

        assertEquals(
                List.of(value),
                HttpResponse.status(200).header("a", value).headers().get("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\r\nb", "h\u00e9", "a\u0000", "a\u007f", "\"a\""})
    void a_header_s_name_is_a_token(String name) {
        assertThrows(
                IllegalArgumentException.class, () -> HttpResponse.status(200).header(name, "v"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb: c", "a\nb", "\u0000", "\u20ac", "\u007f", "\ud83d\ude00"})
    void a_header_s_value_cannot_end_the_head(String value) {
        assertThrows(
                IllegalArgumentException.class, () -> HttpResponse.status(200).header("a", value));
    }

    @Test
    void no_cookie_can_end_the_head() {
        assertThrows(
                IllegalArgumentException.class, () -> HttpResponse.status(200).cookie("a=1\nx: y"));
    }

    @Test
    void one_name_in_two_spellings_is_one_header() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("X-A", List.of("1"));
        headers.put("x-a", List.of("2"));

        HttpResponse response = new HttpResponse(200, headers, List.of(), Bytes.EMPTY);

        assertEquals(Map.of("X-A", List.of("1", "2")), response.headers());
    }

    @Test
    void what_is_given_is_copied() {
        List<String> values = new ArrayList<>(List.of("1"));
        Map<String, List<String>> headers = new LinkedHashMap<>(Map.of("X-A", values));
        byte[] body = {'a'};
        HttpResponse response = new HttpResponse(200, headers, values, Bytes.EMPTY).body("text/plain", body);
        values.add("2");
        headers.clear();
        body[0] = 'b';

        assertEquals(List.of("1"), response.headers().get("X-A"));
        assertEquals(List.of("1"), response.cookies());
        assertEquals("a", response.body().utf8());
        assertEquals("HttpResponse[200, 1 bytes]", response.toString());
    }
}
