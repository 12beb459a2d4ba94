package dev.portolan.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.portolan.Draft;
import dev.portolan.spi.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTextTest {

    private final KeyText text = new KeyText();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"Id":{"N":"101"}}                       | Id=101
                    {"b":{"S":"2"},"a":{"S":"1"}}            | a=1&b=2
                    {"c":{"S":"3"},"b":{"S":"2"},"a":{"B":"MQ=="}} | a=MQ%3D%3D&b=2&c=3
                    {"ab":{"S":"2"},"a":{"S":"1"}}           | a=1&ab=2
                    {"\uFF61":{"S":"2"},"\uD83D\uDE00":{"S":"1"}} | \uFF61=2&\uD83D\uDE00=1
                    {"a&b":{"S":"c=d"}}                      | a%26b=c%3Dd
                    {"a":{"S":"50%"}}                        | a=50%25
                    {"a":{"S":"x\\ty"}}                      | a=x%09y
                    {"a":{"S":"\\u0041\\\\\\""}}             | a=A\\"
                    {"a":{"S":"gr\u00FCn"},"b":{"S":"\u0141"}} | a=gr\u00FCn&b=\u0141
                    {"a":{"S":"\u007F"}}                     | a=%7F
                    {"a\u007F":{"S":"~"}}                    | a%7F=~
                    {"\\"a\\n":{"S":"1"}}                    | "a%0A=1
                    {"\\"":{"S":"1"}}                        | "=1
                    {"a":{"S":""},"b":{"BOOL":true},"c":1}   | a=&b=&c=
                    """)
    void keys_are_sorted_and_escaped(String keys, String expected) {
        assertEquals(expected, of(keys));
        assertEquals(expected, of(keys));
    }

    @Test
    void keys_may_be_long_after_short_ones() {
        assertEquals("a=1", of("{\"a\":{\"S\":\"1\"}}"));
        String name = "n".repeat(255);
        String value = "v".repeat(2048);
        assertEquals(
                name + "=" + value + "&z=1", of("{\"z\":{\"N\":\"1\"},\"" + name + "\":{\"S\":\"" + value + "\"}}"));
        assertEquals("a=1", of("{\"a\":{\"S\":\"1\"}}"));
    }

    @Test
    void what_are_no_keys_say_nothing() {
        assertNull(of("{}"));
        assertNull(of("[]"));
    }

    private @Nullable String of(String keys) {
        try (Json json = Json.read(keys.getBytes(StandardCharsets.UTF_8))) {
            Draft event = new Draft(json.root()).id("1").source("s").type("t");
            text.describe(json.root(), event);
            return event.event().getSubject();
        }
    }
}
