package dev.portolan.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portolan.MalformedPayloadException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlainJsonTest {

    @Test
    void scalarsAreTextExactNumbersTruthAndNull() {
        assertEquals("a\"é\n", value("\"a\\\"é\\n\""));
        assertEquals(new BigDecimal("12345678901234567890.10"), value(" 12345678901234567890.10 "));
        assertEquals(new BigDecimal("1E400"), value("1E400"));
        assertEquals(true, value("true"));
        assertEquals(false, value("false"));
        assertEquals(null, value("null"));
    }

    @Test
    void containersKeepTheirOrderAndNesting() {
        assertEquals(
                "{b=[], a=[1, {c={}, d=[[2]]}, null], e=x}",
                String.valueOf(value("{ \"b\" : [ ] , \"a\" : [ 1 , {\"c\":{ },\"d\":[[2]]},null], \"e\":\"x\" }")));
        assertEquals(Map.of("a", Arrays.asList(BigDecimal.ONE, null)), value("{\"a\":[1,null]}"));
        assertEquals(List.of(), value("[]"));
    }

    @Test
    void theLastOfRepeatedNamesCounts() {
        assertEquals(Map.of("a", BigDecimal.TEN), value("{\"a\":1,\"a\":10}"));
    }

    @Test
    void nestingCostsNoStack() {
        String deep = "[".repeat(900) + "{\"a\":1}" + "]".repeat(900);
        Object value = value(deep);
        for (int i = 0; i < 900; i++) {
            value = value instanceof List<?> list ? list.get(0) : "no list";
        }
        assertEquals(Map.of("a", BigDecimal.ONE), value);
    }

    @Test
    void numbersNobodyCanHoldAreMalformed() {
        assertThrows(MalformedPayloadException.class, () -> value("[" + "1".repeat(10_001) + "]"));
        assertThrows(MalformedPayloadException.class, () -> value("1E99999999999"));
    }

    @Test
    void whatIsNoObjectOrEmptyIsNoObject() {
        try (Json json = Json.read("{\"a\":{},\"b\":[1],\"c\":{\"d\":null}}".getBytes(StandardCharsets.UTF_8))) {
            assertEquals(null, PlainJson.objectOrNull(json.root().atOrNull("a")));
            assertEquals(null, PlainJson.objectOrNull(json.root().atOrNull("b")));
            assertEquals(null, PlainJson.objectOrNull(json.root().atOrNull("x")));
            assertEquals(
                    "{d=null}",
                    String.valueOf(PlainJson.objectOrNull(json.root().atOrNull("c"))));
        }
    }

    private static @Nullable Object value(String text) {
        try (Json json = Json.read(text.getBytes(StandardCharsets.UTF_8))) {
            return PlainJson.of(json.root());
        }
    }
}
