package dev.portolan.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portolan.Corpus;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrisTest {

    private static final String[] PIECES = {
        "a",
        "Z",
        "0",
        ".",
        "-",
        "_",
        "~",
        "!",
        "$",
        "&",
        "'",
        "(",
        ")",
        "*",
        "+",
        ",",
        ";",
        "=",
        ":",
        "@",
        "/",
        "//",
        "?",
        "#",
        "[",
        "]",
        "%",
        "%4",
        "%41",
        "%c3%A9",
        " ",
        "\"",
        "<",
        ">",
        "\\",
        "^",
        "`",
        "{",
        "|",
        "}",
        "\u0000",
        "\n",
        "\u007f",
        "\u00e9",
        "\u20ac",
        "\ud83d\ude00",
        "\ud800",
        "\udc00",
        "http:",
        "http://",
        "urn:",
        "::1",
        "80",
        "user@",
        "aws:s3..b"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "a",
                "1-555-123-4567",
                "/cloudevents/spec/pull/123",
                "https://github.com/cloudevents",
                "mailto:cncf-wg-serverless@lists.cncf.io",
                "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66",
                "arn:aws:sqs:eu-west-1:123456789012:q.fifo",
                "arn:aws:dynamodb:us-east-1:1:table/T/stream/2015-06-27T00:48:05.899",
                "arn:aws:lambda:us-east-1:1:function:f:$LATEST",
                "aws:s3.eu-west-1.b",
                "minio:s3..b",
                "//pubsub.googleapis.com/projects/p/topics/t",
                "//storage.googleapis.com/projects/_/buckets/b",
                "sb://contoso.servicebus.windows.net/orders",
                "kafka://broker-1.example.com:9092/clicks",
                "?a=b/?",
                "#f",
                "a?b#c",
                "http://[2001:db8::7]:80/x",
                "http://[::ffff:10.0.0.1]",
                "http://[01::07]",
                "http://user:pw@host:/x",
                "file:///etc",
                "./a:b",
                "%41%c3%A9",
                "a//b",
            })
    void a_reference_is_one(String text) {
        assertTrue(Uris.isReference(text));
        assertSame(text, Uris.encodeReference(text));
        assertEquals(text, URI.create(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a:b c",
                "1:b",
                ":",
                ":a",
                "a_b:c",
                "%",
                "%4",
                "%zz",
                "a\"",
                "<",
                "\u00e9",
                "\ud83d\ude00",
                "\u0000",
                "\n",
                "a#b#c",
                "http://[",
                "http://[::1",
                "http://::1]/",
                "http://h:x/",
                "http://a@b@c/",
                "[",
                "a[0]",
                "http:",
                "a/b\\c",
                "{x}",
                "//",
            })
    void anything_else_is_none(String text) {
        assertFalse(Uris.isReference(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a b                 | a%20b",
                "/queues/{name}      | /queues/%7Bname%7D",
                "caf\u00e9           | caf%C3%A9",
                "100%                | 100%25",
                "%41%                | %41%25",
                "a#b#c               | a%23b%23c",
                "1:b                 | 1%3Ab",
                "http://[            | http%3A//%5B",
                "//                  | /%2F",
                "//a b/c             | //a%20b/c",
                "\ud83d\ude00        | %F0%9F%98%80",
                "\ud800              | %ED%A0%80",
            })
    void what_no_reference_allows_is_encoded(String text, String encoded) {
        assertEquals(encoded, Uris.encodeReference(text));
    }

    @Test
    void every_reference_is_held_by_java_and_every_encoding_is_a_reference() {
        Random random = new Random(20261125);
        for (int i = 0; i < 300_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = 1 + random.nextInt(7); k > 0; k--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String one = text.toString();
            String encoded = Uris.encodeReference(one);

            assertTrue(Uris.isReference(encoded), () -> one + " gave " + encoded);
            assertTrue(Attributes.isPlain(encoded), encoded);
            assertEquals(encoded, URI.create(encoded).toString());
            if (Uris.isReference(one)) {
                assertSame(one, encoded);
            } else if (one.indexOf('%') < 0) {
                assertEquals(
                        one.replaceAll("[\ud800-\udfff]", ""),
                        Percent.decodeOrNull(encoded.replaceAll("%ED%[AB].%..", "")));
            }
        }
    }

    private static final String CHARACTER = "(?:[\\w.~!$&'()*+,;=@:-]|%[0-9A-Fa-f]{2})";
    private static final String NO_COLON = CHARACTER.replace(":-", "-");
    private static final String AUTHORITY =
            "(?:" + CHARACTER.replace("@", "") + "*@)?" + NO_COLON.replace("@", "") + "*(?::\\d*)?";
    /** The grammar of RFC 3986, appendix A, without addresses in brackets. */
    private static final Pattern REFERENCE = Pattern.compile(
            ("(?:SCHEME(?://AUTHORITY(?:/CHARACTER*)*|/(?:CHARACTER+(?:/CHARACTER*)*)?|CHARACTER+(?:/CHARACTER*)*|)"
                            + "|//AUTHORITY(?:/CHARACTER*)*|/(?:CHARACTER+(?:/CHARACTER*)*)?|NO_COLON+(?:/CHARACTER*)*|)(?:\\?(?:CHARACTER|[/?])*)?(?:#(?:CHARACTER|[/?])*)?")
                    .replace("SCHEME", "[A-Za-z][A-Za-z0-9+.-]*:")
                    .replace("AUTHORITY", AUTHORITY)
                    .replace("CHARACTER", CHARACTER)
                    .replace("NO_COLON", NO_COLON));

    @Test
    void a_short_text_is_a_reference_if_the_grammar_and_java_say_so() {
        String[] pieces = {"a", "1", "-", ":", "/", "?", "#", "@", "[", "%", "%4a", " "};
        List<String> texts = List.of("");
        for (int length = 1; length <= 5; length++) {
            List<String> longer = new ArrayList<>();
            for (String text : texts) {
                for (String piece : pieces) {
                    String one = text + piece;
                    longer.add(one);
                    boolean legal = REFERENCE.matcher(one).matches() && isHeldByJava(one);
                    assertEquals(legal, Uris.isReference(one), one);
                }
            }
            texts = longer;
        }
    }

    private static boolean isHeldByJava(String text) {
        try {
            return new URI(text).toString().equals(text);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    @Test
    void the_uris_of_the_json_schema_test_suite_are_told_from_others() {
        for (JsonNode test : Corpus.format("uri")) {
            assertEquals(
                    test.get("valid").booleanValue(),
                    Uris.isAbsolute(test.get("data").textValue()),
                    test.toString());
        }
    }
}
