package dev.portolan.conformance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** JSON read by Jackson with every digit kept: the kit never judges an adapter by the reader the adapter uses. */
final class StrictJson {

    private static final StreamReadConstraints DEEP =
            StreamReadConstraints.builder().maxNestingDepth(10_000).build();

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(DEEP)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** For slices: what is only handed on may repeat names. */
    private static final JsonFactory TOKENS =
            JsonFactory.builder().streamReadConstraints(DEEP).build();

    private StrictJson() {}

    /** @throws IllegalArgumentException if the bytes are not one JSON document without repeated names */
    static JsonNode read(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            // Jackson's own words are about Jackson, and repeat what stands there.
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : ", as line " + at.getLineNr() + ", column " + at.getColumnNr() + " shows";
            throw new IllegalArgumentException("not strict JSON" + where, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] write(JsonNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tokens of a document, with the offsets where they stand. */
    static JsonParser tokens(byte[] json) throws IOException {
        return TOKENS.createParser(json);
    }

    /** The exact bytes of the value that the pointer leads to, by the offsets Jackson's tokens have. */
    static byte[] slice(byte[] json, String pointer) {
        JsonPointer wanted = JsonPointer.compile(pointer);
        try (JsonParser parser = tokens(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.FIELD_NAME
                        && wanted.equals(parser.getParsingContext().pathAsPointer())) {
                    int start = (int) parser.currentTokenLocation().getByteOffset();
                    parser.skipChildren();
                    parser.finishToken();
                    return Arrays.copyOfRange(
                            json, start, (int) parser.currentLocation().getByteOffset());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException("the document has nothing at " + pointer);
    }
}
