package dev.portolan.conformance.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portolan.azure.AzurePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the description of a payload describes, as the worker hands it to a function. */
public final class Described {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Described() {}

    /**
     * The payload with its trigger, metadata and binding.
     *
     * @param description such as {@code {"trigger":"queueTrigger","payload":{"base64":"…"},"metadata":{…},"binding":{…}}}
     */
    public static AzurePayload payload(byte[] description) throws IOException {
        JsonNode json = JSON.readTree(description);
        String trigger = json.path("trigger").asText();
        Map<String, Object> metadata = new LinkedHashMap<>();
        json.path("metadata").properties().forEach(member -> metadata.put(member.getKey(), value(member.getValue())));
        Map<String, String> binding = new LinkedHashMap<>();
        json.path("binding")
                .properties()
                .forEach(
                        member -> binding.put(member.getKey(), member.getValue().asText()));
        JsonNode payload = json.path("payload");
        return payload(trigger, payload).withMetadata(metadata).withBinding(binding);
    }

    private static AzurePayload payload(String trigger, JsonNode payload) throws IOException {
        if (!payload.isArray()) {
            return AzurePayload.of(trigger, bytes(payload));
        }
        byte[][] each = new byte[payload.size()][];
        for (int i = 0; i < each.length; i++) {
            each[i] = bytes(payload.path(i));
        }
        return AzurePayload.ofBatch(trigger, each);
    }

    private static byte[] bytes(JsonNode payload) throws IOException {
        return payload.isTextual()
                ? payload.asText().getBytes(StandardCharsets.UTF_8)
                : payload.path("base64").binaryValue();
    }

    /** Objects as JSON text, and lists of what is in them. */
    private static Object value(JsonNode value) {
        if (!value.isArray()) {
            return value.isTextual() ? value.asText() : value.toString();
        }
        List<Object> values = new ArrayList<>();
        value.forEach(element -> values.add(value(element)));
        return values;
    }
}
