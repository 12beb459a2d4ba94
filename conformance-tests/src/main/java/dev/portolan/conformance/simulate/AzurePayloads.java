package dev.portolan.conformance.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portolan.azure.AzurePayload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Simulated payloads as the Functions worker hands them to a method. */
final class AzurePayloads {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AzurePayloads() {}

    /**
     * What a description describes; an Event Grid document is what the Event Grid trigger gets.
     *
     * @param payload what {@link Simulate#forSource} gives for a source of Azure
     */
    static AzurePayload of(byte[] payload) {
        try {
            JsonNode root = JSON.readTree(payload);
            if (!root.has("trigger")) {
                return AzurePayload.of("eventGridTrigger", new String(payload, StandardCharsets.UTF_8));
            }
            Map<String, Object> metadata = new LinkedHashMap<>();
            root.path("metadata").properties().forEach(each -> metadata.put(each.getKey(), value(each.getValue())));
            Map<String, String> binding = new LinkedHashMap<>();
            root.path("binding")
                    .properties()
                    .forEach(each -> binding.put(each.getKey(), each.getValue().asText()));
            return payload(root.path("trigger").asText(), root.path("payload"))
                    .withMetadata(metadata)
                    .withBinding(binding);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AzurePayload payload(String trigger, JsonNode payload) throws IOException {
        if (trigger.equals("httpTrigger")) {
            Map<String, String> headers = new LinkedHashMap<>();
            payload.path("headers")
                    .properties()
                    .forEach(each -> headers.put(each.getKey(), each.getValue().asText()));
            JsonNode body = payload.path("body");
            return AzurePayload.ofRequest(
                    payload.path("method").asText(),
                    payload.path("url").asText(),
                    headers,
                    body.isTextual() ? body.asText().getBytes(StandardCharsets.UTF_8) : bytes(body));
        }
        if (payload.isArray() && payload.path(0).has("base64")) {
            List<byte[]> parts = new ArrayList<>();
            for (JsonNode part : payload) {
                parts.add(bytes(part));
            }
            return AzurePayload.ofBatch(trigger, parts.toArray(new byte[0][]));
        }
        if (payload.isTextual()) {
            return AzurePayload.of(trigger, payload.asText());
        }
        return payload.has("base64")
                ? AzurePayload.of(trigger, bytes(payload))
                : AzurePayload.of(trigger, payload.toString());
    }

    private static byte[] bytes(JsonNode part) throws IOException {
        JsonNode base64 = part.path("base64");
        return base64.isTextual() ? base64.binaryValue() : new byte[0];
    }

    /** Text as it is, a list of texts and numbers as texts, all else as JSON text. */
    private static Object value(JsonNode value) {
        List<String> elements = new ArrayList<>();
        for (JsonNode element : value) {
            if (!value.isArray() || element.isContainerNode()) {
                return value.toString();
            }
            elements.add(element.asText());
        }
        return value.isArray() ? elements : value.isTextual() ? value.asText() : value.toString();
    }
}
