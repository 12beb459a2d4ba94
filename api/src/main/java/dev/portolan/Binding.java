package dev.portolan;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Jackson, loaded when data is bound to a class for the first time. */
final class Binding {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Binding() {}

    static <T> T bind(String kind, byte[] json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (IOException e) {
            // Jackson's message and causes quote the data.
            throw new MalformedPayloadException(
                    kind, "data", -1, "expected JSON that fits " + type.getName() + ", found other data");
        }
    }
}
