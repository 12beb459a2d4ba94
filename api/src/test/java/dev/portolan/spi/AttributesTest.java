package dev.portolan.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {

    @Test
    void every_code_point_is_legal_or_not_as_the_specification_says() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            int type = Character.getType(codePoint);
            boolean nonCharacter = (codePoint >= 0xFDD0 && codePoint <= 0xFDEF) || codePoint % 0x10000 >= 0xFFFE;
            boolean legal = type != Character.CONTROL && type != Character.SURROGATE && !nonCharacter;
            String text = "a" + new StringBuilder().appendCodePoint(codePoint) + "b";

            assertEquals(legal, Attributes.isLegal(text), () -> "U+" + Integer.toHexString(text.codePointAt(1)));
        }
    }

    static Stream<Arguments> illegal() {
        return Stream.of(
                arguments("a\tb", "a%09b"),
                arguments("50%\n", "50%25%0A"),
                arguments("\u0085", "%C2%85"),
                arguments("\ufffe", "%EF%BF%BE"),
                arguments("\ud83f\udffe", "%F0%9F%BF%BE"),
                arguments("\ud800", "%ED%A0%80"),
                arguments("\udc00\ud800", "%ED%B0%80%ED%A0%80"),
                arguments("\ud83d\ude00\u0001", "\ud83d\ude00%01"));
    }

    @ParameterizedTest
    @MethodSource("illegal")
    void an_illegal_text_is_escaped(String text, String escaped) {
        assertEquals(escaped, Attributes.escape(text));
        assertTrue(Attributes.isLegal(escaped));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "traceparent", "comexampleextension1", "averyveryverylongextensionname"})
    void an_extension_s_name_is_made_of_lower_case_letters_and_digits(String name) {
        assertTrue(Attributes.isExtensionName(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "a_b",
                "a-b",
                "a b",
                "\u00e9",
                "a\n",
                "\u0660",
                "data",
                "id",
                "source",
                "type",
                "subject",
                "time",
                "specversion",
                "datacontenttype",
                "dataschema"
            })
    void no_extension_has_another_name(String name) {
        assertFalse(Attributes.isExtensionName(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "text/plain; charset=utf-8",
                "text/plain ;charset=utf-8;x=1",
                "multipart/form-data; boundary=\"a b;\\\"c\"",
                "application/vnd.a.b+json",
                "a/b",
                "*/*",
            })
    void a_media_type_is_one(String text) {
        assertTrue(Attributes.isMediaType(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "json",
                "/",
                "a/",
                "/b",
                "a/b/c",
                "a/b;",
                "a/b; ",
                "a/b;c",
                "a/b;c=",
                "a/b;=d",
                "a/b; c=\"",
                "a/b; c=\"\\",
                "a/b; c=\"d\"e",
                "a b/c",
                "a/b c",
                "a/b\r\nx: y",
                "a/b;c=\"\n\"",
                "text/pl\u00e4in",
                " a/b",
                "a/b;;c=d"
            })
    void anything_else_is_no_media_type(String text) {
        assertFalse(Attributes.isMediaType(text));
    }

    @ParameterizedTest
    @CsvSource({
        "true, application/json",
        "true, 'Application/JSON; charset=x'",
        "true, text/json",
        "true, application/cloudevents+JSON",
        "false, application/jsonl",
        "false, application/xml",
        "false, 'text/plain; a=/json'",
        "false, json",
    })
    void a_media_type_says_whether_the_data_is_json(boolean json, String contentType) {
        assertEquals(json, Attributes.isJson(contentType));
    }

    @Test
    void only_ascii_letters_become_lower_case() {
        assertEquals("abc\u212a\u0130\u00c9-1", Attributes.lowerCase("aBC\u212a\u0130\u00c9-1"));
        assertEquals("application/json", Attributes.mediaTypeOf(" Application/JSON ; v=1"));
    }
}
