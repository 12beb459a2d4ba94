package dev.portolan.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds {@link Json} against jackson-core: both must take or refuse the same bytes, and find the same values at the same
 * places.
 *
 * <p>Where they differ for a reason, the reason decides: RFC 8259 wants one value, so what follows Jackson's first value must
 * be white space; it wants UTF-8, so Jackson gets the characters that the JDK's strict decoder makes of the bytes. A name that
 * an object holds twice is refused by whoever reads that object, and not before.
 */
public final class JsonOracle {

    private static final JsonFactory JACKSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.STANDARD.depth())
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser parser;

    /** Where each UTF-16 unit is in the bytes. */
    private final int[] offsets;

    private JsonOracle(String text, int start) throws IOException {
        parser = JACKSON.createParser(text);
        offsets = new int[text.length() + 1];
        int offset = start;
        for (int i = 0; i < text.length(); i++) {
            offsets[i] = offset;
            char c = text.charAt(i);
            offset += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        offsets[text.length()] = offset;
    }

    /** Where Jazzer enters, started by {@code .ci/fuzz json}. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        agree(bytes);
    }

    /** Whether both take the bytes; fails if they do not agree. */
    static boolean agree(byte[] bytes) {
        Value expected;
        try {
            expected = valueOrNull(bytes);
        } catch (NoOpinion e) {
            return isRead(bytes);
        }
        if (expected == null) {
            MalformedPayloadException refusal = assertThrows(MalformedPayloadException.class, () -> Json.read(bytes));
            assertTrue(refusal.toString().length() < 2_000, "a short message");
            assertEquals(false, Json.isDocument(bytes, 0, bytes.length), "isDocument");
            return false;
        }
        try (Json json = Json.read(bytes)) {
            compare(expected, json.root());
        }
        boolean container = expected.token == JsonToken.START_OBJECT || expected.token == JsonToken.START_ARRAY;
        assertEquals(container && !startsWithMark(bytes), Json.isDocument(bytes, 0, bytes.length), "isDocument");
        return true;
    }

    private static boolean isRead(byte[] bytes) {
        try (Json json = Json.read(bytes)) {
            return json.root().end() > 0;
        } catch (MalformedPayloadException e) {
            return false;
        }
    }

    private static void compare(Value expected, JsonNode actual) {
        assertEquals(expected.start, actual.start(), "start");
        assertEquals(expected.end, actual.end(), "end");
        switch (expected.token) {
            case START_OBJECT -> compareMembers(expected, actual);
            case START_ARRAY -> compareChildren(expected, actual);
            case VALUE_STRING -> compareText(expected.text, actual);
            default -> assertEquals(expected.text, actual.literal());
        }
    }

    private static void compareMembers(Value expected, JsonNode actual) {
        if (new HashSet<>(expected.names).size() < expected.names.size()
                || expected.names.size() > Limits.STANDARD.members()) {
            assertThrows(MalformedPayloadException.class, actual::iterator);
            assertThrows(MalformedPayloadException.class, () -> actual.atOrNull(expected.names.get(0)));
            return;
        }
        // Before and after others are: where something was found is remembered.
        compareFound(expected, actual);
        compareChildren(expected, actual);
        compareFound(expected, actual);
    }

    private static void compareFound(Value expected, JsonNode actual) {
        for (int i = 0; i < expected.names.size(); i++) {
            JsonNode member = actual.atOrNull(expected.names.get(i));
            Value child = expected.children.get(i);
            assertEquals(child.token == JsonToken.VALUE_NULL ? -1 : child.start, member == null ? -1 : member.start());
            if (member != null) {
                assertEquals(expected.names.get(i), member.name());
            }
        }
        assertNull(actual.atOrNull("none has this name"));
    }

    private static void compareChildren(Value expected, JsonNode actual) {
        Iterator<JsonNode> children = actual.iterator();
        for (int i = 0; i < expected.children.size(); i++) {
            JsonNode child = children.next();
            if (actual.isObject()) {
                assertEquals(expected.names.get(i), child.name());
            } else {
                assertThrows(MalformedPayloadException.class, child::name);
            }
            compare(expected.children.get(i), child);
        }
        assertEquals(false, children.hasNext(), "more children");
    }

    private static void compareText(String expected, JsonNode actual) {
        assertEquals(expected, actual.string());
        boolean unicode = UTF_8.newEncoder().canEncode(expected);
        assertEquals(unicode, actual.isUnicode(), "isUnicode");
        if (unicode) {
            assertArrayEquals(expected.getBytes(UTF_8), actual.utf8());
        }
        byte[] decoded = base64OrNull(expected);
        assertEquals(decoded != null, actual.isBase64(), () -> "isBase64 of " + expected);
        if (decoded != null) {
            assertArrayEquals(decoded, actual.base64());
        }
    }

    private static byte @Nullable [] base64OrNull(String text) {
        try {
            // The JDK also takes base64 without its padding.
            return text.length() % 4 == 0 ? Base64.getDecoder().decode(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }

    private static @Nullable Value valueOrNull(byte[] bytes) {
        try {
            int mark = startsWithMark(bytes) ? 3 : 0;
            String text = UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, mark, bytes.length - mark))
                    .toString();
            if (hasWideDigit(text)) {
                throw new NoOpinion();
            }
            return new JsonOracle(text, mark).document();
        } catch (IOException e) {
            if (e.toString().contains("surrogate") && e.toString().contains("field name")) {
                throw new NoOpinion();
            }
            return null;
        }
    }

    private @Nullable Value document() throws IOException {
        Value value = parser.nextToken() == null ? null : value();
        return parser.nextToken() == null ? value : null;
    }

    private Value value() throws IOException {
        Value value = new Value(parser.currentToken(), offset(parser.currentTokenLocation()));
        if (value.token.isStructStart()) {
            while (!parser.nextToken().isStructEnd()) {
                if (parser.currentToken() == JsonToken.FIELD_NAME) {
                    value.names.add(parser.currentName());
                    parser.nextToken();
                }
                value.children.add(value());
            }
            value.end = offset(parser.currentTokenLocation()) + 1;
        } else {
            value.text = parser.getText();
            value.end = value.token.isNumeric() ? value.start + value.text.length() : offset(parser.currentLocation());
        }
        return value;
    }

    private int offset(JsonLocation location) {
        return offsets[(int) location.getCharOffset()];
    }

    /** Whether a character that is no hexadecimal digit may pass for one with Jackson, which looks at its lowest byte only. */
    private static boolean hasWideDigit(String text) {
        for (int escape = text.indexOf("\\u"); escape >= 0; escape = text.indexOf("\\u", escape + 1)) {
            for (int i = escape + 2; i < Math.min(text.length(), escape + 6); i++) {
                if (text.charAt(i) > 0xff) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Where Jackson is not right: it refuses names with half a surrogate pair, which RFC 8259 allows, and see above. */
    private static final class NoOpinion extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final class Value {

        final JsonToken token;
        final int start;
        final List<String> names = new ArrayList<>();
        final List<Value> children = new ArrayList<>();
        String text = "";
        int end;

        Value(JsonToken token, int start) {
            this.token = token;
            this.start = start;
        }
    }
}
