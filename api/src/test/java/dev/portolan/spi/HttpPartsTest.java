package dev.portolan.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpPartsTest {

    @Test
    void aQueryIsDecodedAndKeepsRepeatedAndEmptyParameters() {
        assertEquals(
                Map.of("a", List.of("1", "2"), "b c", List.of(""), "d", List.of("x=y"), "", List.of("z")),
                HttpParts.query("a=1&b+c&&a=2&d=x%3Dy&=z&"));
        assertEquals(Map.of(), HttpParts.query(null));
        assertEquals(Map.of(), HttpParts.query(""));
    }

    @Test
    void aParameterWithoutEqualsDoesNotTakeThatOfTheNext() {
        assertEquals(Map.of("a", List.of(""), "b", List.of("c=d")), HttpParts.query("a&b=c=d"));
        assertEquals(Map.of("a", List.of("", "")), HttpParts.query("a&&a="));
    }

    @Test
    void whatIsBadlyEncodedStaysAsItIs() {
        assertEquals(Map.of("a", List.of("100%", "%C0%AF", "%f")), HttpParts.query("a=100%&a=%C0%AF&a=%f"));
    }

    @Test
    void cookiesAreSplitAtSemicolons() {
        assertEquals(List.of("a=1", "b=\"x, y\""), HttpParts.cookies(" a=1;; b=\"x, y\" ; "));
        assertEquals(List.of(), HttpParts.cookies(null));
    }

    @Test
    void percentDecodingKeepsThePlus() {
        assertEquals("a+b c%", Percent.decodeOrNull("a+b%20c%25"));
        assertEquals("größe 🎉", Percent.decodeOrNull("gr%C3%B6ße%20%F0%9f%8E%89"));
        assertEquals("\uD83C c", Percent.decodeOrNull("\uD83C%20c"), "half a surrogate pair is no question mark");
        assertEquals(null, Percent.decodeOrNull("%4"));
        assertEquals(null, Percent.decodeOrNull("%zz"));
        assertEquals(null, Percent.decodeOrNull("%FF"));
    }
}
