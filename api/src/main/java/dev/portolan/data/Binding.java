package dev.portolan.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portolan.MalformedPayloadException;
import java.io.IOException;
import java.lang.reflect.Field;
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
            // Its message and causes, Jackson's or those of a class of the user's, may quote the data.
            String path = e instanceof JsonMappingException mapping ? path(mapping) : "";
            throw new MalformedPayloadException(
                    null, path, offset(e), "expected JSON that fits " + type.getName() + ", found other data");
        }
    }

    private static int offset(IOException e) {
        return e instanceof JsonProcessingException json && json.getLocation() != null
                ? (int) json.getLocation().getByteOffset()
                : -1;
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(isDeclared(step) ? step.getFieldName() : "*");
            }
        }
        return path.toString();
    }

    /** Whether a member's name is the class's and not the data's, as the keys of a map are. */
    private static boolean isDeclared(JsonMappingException.Reference step) {
        Object from = step.getFrom();
        Class<?> type = from instanceof Class<?> found ? found : from == null ? null : from.getClass();
        for (; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(step.getFieldName())) {
                    return true;
                }
            }
        }
        return false;
    }
}
