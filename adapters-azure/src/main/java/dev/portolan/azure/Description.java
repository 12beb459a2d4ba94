package dev.portolan.azure;

import dev.portolan.Limits;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The payload description: {@code {"trigger":…,"payload":…,"metadata":{…},"binding":{…}}}, what the worker hands over
 * written down as one JSON document.
 *
 * <p>The payload is text, {@code {"base64":…}}, an array of these for a batch, or a JSON document in place of its text. For
 * {@code httpTrigger} it is {@code {"method","url","headers":{…},"body":…}}. Metadata that is an object, a number, or an
 * array of anything but text and whole numbers stands for its JSON text.
 */
final class Description {

    private Description() {}

    /** Whether the document describes a payload; an Event Grid or CloudEvents document by itself does not. */
    static boolean isDescription(JsonNode root) {
        return root.isObject()
                && (root.atOrNull("trigger") != null || root.atOrNull("payload") != null)
                && root.atOrNull("specversion") == null
                && root.atOrNull("eventType") == null;
    }

    static AzurePayload read(JsonNode root, Limits limits) {
        String trigger = root.textOrNull("trigger");
        JsonNode payload = root.at("payload");
        AzurePayload read = "httpTrigger".equals(trigger) ? request(payload, limits) : payload(trigger, payload);
        return read.withMetadata(metadata(objectOrNull(root, "metadata")))
                .withBinding(binding(objectOrNull(root, "binding")));
    }

    private static @Nullable JsonNode objectOrNull(JsonNode root, String name) {
        JsonNode node = root.atOrNull(name);
        if (node != null && !node.isObject()) {
            throw node.malformed("expected an object, found another type");
        }
        return node;
    }

    private static AzurePayload request(JsonNode payload, Limits limits) {
        byte[] request = payload.slice();
        // Read by itself, so that an error names the place in the request.
        try (Json json = Json.read(request, 0, request.length, limits)) {
            JsonNode body = json.root().atOrNull("body");
            return AzurePayload.ofRequest(request, body == null ? null : bytes(body));
        }
    }

    private static AzurePayload payload(@Nullable String trigger, JsonNode payload) {
        if (isBatch(payload)) {
            return batch(trigger, payload);
        }
        return payload.isString()
                ? AzurePayload.ofText(trigger, payload.utf8())
                : isBase64(payload)
                        ? AzurePayload.of(trigger, payload.at("base64").base64())
                        : AzurePayload.ofText(trigger, payload.slice());
    }

    private static AzurePayload batch(@Nullable String trigger, JsonNode payload) {
        boolean text = false;
        List<byte[]> parts = new ArrayList<>();
        for (JsonNode part : payload) {
            text |= part.isString();
            parts.add(bytes(part));
        }
        return AzurePayload.ofBatch(trigger, text, parts);
    }

    private static boolean isBatch(JsonNode payload) {
        if (!payload.isArray()) {
            return false;
        }
        for (JsonNode part : payload) {
            if (!part.isString() && !isBase64(part)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBase64(JsonNode node) {
        return node.isObject() && node.size() == 1 && node.atOrNull("base64") != null;
    }

    private static byte[] bytes(JsonNode node) {
        return node.isString() ? node.utf8() : node.at("base64").base64();
    }

    private static Map<String, Object> metadata(@Nullable JsonNode metadata) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (metadata != null) {
            for (JsonNode value : metadata) {
                if (!value.isNull()) {
                    values.put(value.name(), given(value));
                }
            }
        }
        return values;
    }

    /** A collection, or the bytes of a document, or the text of anything else. */
    private static Object given(JsonNode value) {
        if (isCollection(value)) {
            return collection(value);
        }
        return value.isObject() || value.isArray() ? value.slice() : text(value);
    }

    private static boolean isCollection(JsonNode value) {
        if (!value.isArray()) {
            return false;
        }
        for (JsonNode element : value) {
            if (!element.isString() && !element.isNumber()) {
                return false;
            }
        }
        return true;
    }

    private static List<String> collection(JsonNode value) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            texts.add(text(element));
        }
        return texts;
    }

    private static Map<String, String> binding(@Nullable JsonNode binding) {
        Map<String, String> values = new LinkedHashMap<>();
        if (binding != null) {
            for (JsonNode value : binding) {
                if (!value.isNull() && !value.isObject() && !value.isArray()) {
                    values.put(value.name(), text(value));
                }
            }
        }
        return values;
    }

    private static String text(JsonNode value) {
        return value.isString()
                ? value.string()
                : new String(
                        value.bytes(),
                        value.start(),
                        value.end() - value.start(),
                        java.nio.charset.StandardCharsets.UTF_8);
    }
}
