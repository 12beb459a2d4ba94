package dev.portolan.data;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portolan.MalformedPayloadException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Jackson, loaded when data is bound to a class for the first time. */
final class Binding {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Binding() {}

    static <T> @Nullable T bind(byte[] json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (IOException e) {
            // Jackson's message and causes quote the data.
            throw new MalformedPayloadException(
                    null, "", -1, "expected JSON that fits " + type.getName() + ", found other data");
        }
    }
}
