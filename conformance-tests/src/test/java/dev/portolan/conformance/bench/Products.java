package dev.portolan.conformance.bench;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portolan.Event;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whether all variants of a case make the same of a payload, as far as they can be compared. */
final class Products {

    private static final int CHECKED = 8;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Products() {}

    /** Throws if one makes other events of the first payloads than ours. */
    static void requireAlike(Map<String, Variant> variants, Variants.Reader ours, byte[][] payloads) throws Exception {
        for (int i = 0; i < Math.min(CHECKED, payloads.length); i++) {
            List<Event> expected = ours.events(payloads[i]);
            for (Map.Entry<String, Variant> variant : variants.entrySet()) {
                requireEqual(variant.getKey(), expected, variant.getValue().run(payloads[i]));
            }
        }
    }

    private static void requireEqual(String variant, Object expected, Object found) throws Exception {
        List<String> ids = ids(found);
        if (ids != null && !ids.equals(ids(expected))) {
            throw new IllegalStateException(variant + ": other ids than ours");
        }
        List<JsonNode> data = data(found);
        if (data != null && !data.equals(data(expected))) {
            throw new IllegalStateException(variant + ": other data than ours");
        }
    }

    /** The ids in order; null of what has none. */
    private static List<String> ids(Object product) throws Exception {
        List<String> ids = new ArrayList<>();
        if (product instanceof SQSEvent batch) {
            batch.getRecords().forEach(record -> ids.add(record.getMessageId()));
        } else if (product instanceof KinesisEvent batch) {
            batch.getRecords().forEach(record -> ids.add(record.getEventID()));
        } else if (product instanceof DynamodbEvent batch) {
            batch.getRecords().forEach(record -> ids.add(record.getEventID()));
        } else if (product instanceof S3Event batch) {
            batch.getRecords()
                    .forEach(record -> ids.add(record.getResponseElements().getxAmzRequestId() + "."
                            + record.getResponseElements().getxAmzId2()));
        } else if (product instanceof List<?> list && list.get(0) instanceof CloudEvent) {
            list.forEach(event -> ids.add(((CloudEvent) event).getId()));
        } else if (documents(product) != null) {
            documents(product).forEach(event -> ids.add(event.get("id").textValue()));
        } else if (product.getClass().getName().startsWith("io.cloudevents.")) {
            // Of the invoker, which brings the interfaces in classes of its own.
            ids.add((String) product.getClass().getMethod("getId").invoke(product));
        } else {
            return null;
        }
        return ids;
    }

    /** The data in order, JSON as trees and anything else as text; null of what has none. */
    private static List<JsonNode> data(Object product) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        if (product instanceof List<?> list && list.get(0) instanceof CloudEvent first) {
            if (first.getData() == null) {
                return null;
            }
            for (Object event : list) {
                CloudEventData data = Objects.requireNonNull(((CloudEvent) event).getData());
                all.add(tree(data.toBytes()));
            }
        } else if (documents(product) != null) {
            for (JsonNode event : documents(product)) {
                JsonNode binary = event.get("data_base64");
                all.add(
                        binary == null
                                ? plain(event.get("data"))
                                : tree(Base64.getDecoder().decode(binary.textValue())));
            }
        } else {
            return null;
        }
        return all;
    }

    private static JsonNode plain(JsonNode data) throws IOException {
        return data.isTextual() ? tree(data.textValue().getBytes(java.nio.charset.StandardCharsets.UTF_8)) : data;
    }

    private static JsonNode tree(byte[] data) {
        try {
            return MAPPER.readTree(data);
        } catch (IOException e) {
            return MAPPER.getNodeFactory().binaryNode(data);
        }
    }

    /** Structured CloudEvents, one batch or one by one; null if it is something else. */
    private static List<JsonNode> documents(Object product) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        if (product instanceof byte[] bytes && bytes.length > 0 && (bytes[0] == '[' || bytes[0] == '{')) {
            JsonNode root = MAPPER.readTree(bytes);
            if (root.isArray()) {
                root.forEach(documents::add);
            } else if (root.has("specversion")) {
                documents.add(root);
            }
        } else if (product instanceof List<?> list && list.get(0) instanceof byte[]) {
            for (Object document : list) {
                documents.add(MAPPER.readTree((byte[]) document));
            }
        }
        return documents.isEmpty() || !documents.get(0).has("specversion") ? null : documents;
    }
}
