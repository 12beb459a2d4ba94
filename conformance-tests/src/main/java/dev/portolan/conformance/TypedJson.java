package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portolan.data.Bytes;
import dev.portolan.data.Opaque;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.TypedData;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Typed data as the fixtures write it: the record's name, then its components, those that are null left out. */
final class TypedJson {

    private static final JsonNodeFactory JSON = StrictJson.MAPPER.getNodeFactory();

    private TypedJson() {}

    static ObjectNode of(TypedData data) {
        ObjectNode json = JSON.objectNode().put("record", data.getClass().getSimpleName());
        if (!(data instanceof Opaque)) {
            for (RecordComponent component : data.getClass().getRecordComponents()) {
                Object value = component(component, data);
                if (value != null) {
                    json.set(component.getName(), value(value));
                }
            }
        }
        return json;
    }

    private static @Nullable Object component(RecordComponent component, TypedData data) {
        try {
            return component.getAccessor().invoke(data);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode value(@Nullable Object value) {
        if (value == null) {
            return JSON.nullNode();
        }
        if (value instanceof Bytes bytes) {
            return bytes(bytes.toArray());
        }
        if (value instanceof BigDecimal number) {
            return JSON.numberNode(number);
        }
        if (value instanceof Integer || value instanceof Long) {
            return JSON.numberNode(((Number) value).longValue());
        }
        if (value instanceof Boolean truth) {
            return JSON.booleanNode(truth);
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = JSON.objectNode();
            map.forEach((name, member) -> object.set((String) name, value(member)));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = JSON.arrayNode();
            list.forEach(element -> array.add(value(element)));
            return array;
        }
        if (value instanceof StreamRecord.Header header) {
            ObjectNode json = JSON.objectNode().put("name", header.name());
            return header.value() == null ? json : json.set("value", value(header.value()));
        }
        if (value instanceof Instant instant) {
            return time(instant.atOffset(ZoneOffset.UTC));
        }
        if (value instanceof String || value instanceof Enum) {
            return JSON.textNode(value.toString());
        }
        throw new IllegalStateException(
                "no typed data holds a " + value.getClass().getName());
    }

    /** RFC 3339 with as few digits as the time needs. */
    static JsonNode time(OffsetDateTime time) {
        return JSON.textNode(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
    }

    /** Text if the bytes are UTF-8, else an object that holds their base64 form. */
    static JsonNode bytes(byte[] bytes) {
        try {
            return JSON.textNode(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return JSON.objectNode().put("base64", Base64.getEncoder().encodeToString(bytes));
        }
    }
}
