package dev.portolan.conformance.simulate;

import dev.portolan.azure.AzurePayload;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Simulated payloads as the Functions worker hands them to a method; what is JSON text there is the document's own text. */
final class AzurePayloads {

    private AzurePayloads() {}

    /**
     * What a description describes; an Event Grid document is what the Event Grid trigger gets.
     *
     * @param payload what {@link Simulate#forSource} gives for a source of Azure
     */
    static AzurePayload of(byte[] payload) {
        try (Json json = Json.read(payload)) {
            JsonNode root = json.root();
            if (!root.isObject() || root.atOrNull("trigger") == null) {
                return AzurePayload.of("eventGridTrigger", new String(payload, StandardCharsets.UTF_8));
            }
            Map<String, Object> metadata = new LinkedHashMap<>();
            for (JsonNode value : root.at("metadata")) {
                metadata.put(value.name(), value(value));
            }
            return payload(root.text("trigger"), root.at("payload"))
                    .withMetadata(metadata)
                    .withBinding(texts(root.at("binding")));
        }
    }

    private static AzurePayload payload(String trigger, JsonNode payload) {
        if (trigger.equals("httpTrigger")) {
            JsonNode body = payload.atOrNull("body");
            return AzurePayload.ofRequest(
                    payload.text("method"),
                    payload.text("url"),
                    texts(payload.at("headers")),
                    body == null ? null : bytes(body));
        }
        List<byte[]> batch = batchOrNull(payload);
        if (batch != null) {
            return AzurePayload.ofBatch(trigger, batch.toArray(byte[][]::new));
        }
        return isBase64(payload) ? AzurePayload.of(trigger, bytes(payload)) : AzurePayload.of(trigger, text(payload));
    }

    /** The parts of a payload that is nothing but bytes, one of them at least. */
    private static @Nullable List<byte[]> batchOrNull(JsonNode payload) {
        if (!payload.isArray() || payload.isEmpty()) {
            return null;
        }
        List<byte[]> parts = new ArrayList<>();
        for (JsonNode part : payload) {
            if (!isBase64(part)) {
                return null;
            }
            parts.add(bytes(part));
        }
        return parts;
    }

    /** Only an object of this one member is: any other is a document that happens to have such a member. */
    private static boolean isBase64(JsonNode node) {
        return node.isObject() && node.size() == 1 && node.atOrNull("base64") != null;
    }

    private static byte[] bytes(JsonNode node) {
        return node.isString() ? node.utf8() : node.at("base64").base64();
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (JsonNode value : object) {
            texts.put(value.name(), text(value));
        }
        return texts;
    }

    /** A list of texts and numbers as their texts; all else as its text. */
    private static Object value(JsonNode value) {
        if (!value.isArray()) {
            return text(value);
        }
        List<String> elements = new ArrayList<>();
        for (JsonNode element : value) {
            if (element.isObject() || element.isArray()) {
                return text(value);
            }
            elements.add(text(element));
        }
        return elements;
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.string() : new String(value.slice(), StandardCharsets.UTF_8);
    }
}
