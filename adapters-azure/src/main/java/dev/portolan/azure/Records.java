package dev.portolan.azure;

import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes one record per item out of the metadata of a delivery: {@code {"metadata":{…}}}, or an array of these for a batch,
 * with the names of a single item and nothing that the payload's author could have forged or that a neighbour lost.
 *
 * <p>What the host sends as JSON text stands in a record as JSON; numbers, truth values and quoted texts as text.
 */
final class Records {

    private final AzurePayload payload;
    private final Fields fields;
    private final Forgery forgery;
    private final JsonWriter json;

    private Records(AzurePayload payload, Fields fields) {
        this.payload = payload;
        this.fields = fields;
        this.forgery = Forgery.of(payload);
        this.json = new JsonWriter(512 * payload.parts.size());
    }

    /**
     * The records as one document.
     *
     * @throws MalformedPayloadException if nobody can say which item a payload is, or if the payload's author may have
     *     written what identifies it
     */
    static byte[] of(AzurePayload payload, Fields fields) {
        Records records = new Records(payload, fields);
        if (payload.batch) {
            records.writeBatch();
        } else {
            records.writeSingle();
        }
        return records.json.toBytes();
    }

    /** The envelopes that the payloads are, each as the metadata of a record of its own. */
    static byte[] ofEnvelopes(AzurePayload payload) {
        Records records = new Records(payload, Fields.NONE);
        if (payload.batch) {
            records.json.beginArray();
        }
        for (byte[] envelope : payload.parts) {
            records.json.beginObject();
            records.write("metadata", Json.isDocument(envelope, 0, envelope.length) ? envelope : null);
            records.json.endObject();
        }
        if (payload.batch) {
            records.json.endArray();
        }
        return records.json.toBytes();
    }

    private void writeSingle() {
        for (String name : fields.required()) {
            if (forgery.mayHaveWritten(name)) {
                throw new MalformedPayloadException(
                        null,
                        "metadata." + name,
                        -1,
                        "the payload was bound as text and names this, so its author may have written it;"
                                + " bind it as byte[] with dataType = \"binary\"");
            }
        }
        json.beginObject().name("metadata").beginObject();
        for (String name : fields.texts()) {
            write(name, forgery.mayHaveWritten(name) ? null : payload.metadata(name));
        }
        writeDocuments(fields.documents());
        writeDocuments(fields.shared());
        json.endObject().endObject();
    }

    private void writeDocuments(List<String> names) {
        for (String name : names) {
            Object value = forgery.mayHaveWritten(name) ? null : payload.metadata(name);
            write(name, documentOrNull(value));
        }
    }

    private void writeBatch() {
        requireComplete();
        List<String> names = new ArrayList<>(fields.texts());
        names.addAll(fields.documents());
        List<@Nullable List<@Nullable Object>> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(column(name));
        }
        List<@Nullable Object> shared = new ArrayList<>();
        for (String name : fields.shared()) {
            shared.add(documentOrNull(payload.metadata(name)));
        }
        json.beginArray();
        for (int item = 0; item < payload.parts.size(); item++) {
            json.beginObject().name("metadata").beginObject();
            for (int i = 0; i < names.size(); i++) {
                List<@Nullable Object> column = columns.get(i);
                write(names.get(i), column == null ? null : column.get(item));
            }
            for (int i = 0; i < shared.size(); i++) {
                write(fields.shared().get(i), shared.get(i));
            }
            json.endObject().endObject();
        }
        json.endArray();
    }

    private void requireComplete() {
        List<@Nullable Object> complete = fields.complete() == null ? null : array(fields.complete() + "Array");
        if (complete != null && complete.size() != payload.parts.size()) {
            throw new MalformedPayloadException(
                    null,
                    "metadata." + fields.complete() + "Array",
                    -1,
                    "expected one entry per payload, found " + complete.size() + " for " + payload.parts.size()
                            + "; bound as text a batch loses empty payloads, as byte[][] with dataType = \"binary\" none");
        }
    }

    /** The values of all items; null if there are none, or an entry was lost on the way: nobody knows whose. */
    private @Nullable List<@Nullable Object> column(String name) {
        List<@Nullable Object> values = array(name + "Array");
        return values == null || values.size() != payload.parts.size() ? null : values;
    }

    private @Nullable List<@Nullable Object> array(String name) {
        Object value = payload.metadata(name);
        if (value instanceof List<?> values) {
            return Collections.unmodifiableList(values);
        }
        if (value instanceof byte[] document) {
            return elements(document);
        }
        return value instanceof String text ? elements(utf8(text)) : null;
    }

    private static @Nullable List<@Nullable Object> elements(byte[] bytes) {
        if (!Json.isDocument(bytes, 0, bytes.length)) {
            return null;
        }
        try (Json array = Json.read(bytes)) {
            if (!array.root().isArray()) {
                return null;
            }
            List<@Nullable Object> values = new ArrayList<>();
            for (JsonNode element : array.root()) {
                values.add(value(element));
            }
            return values;
        }
    }

    private static @Nullable Object documentOrNull(@Nullable Object value) {
        return value instanceof String text ? document(text) : value instanceof byte[] ? value : null;
    }

    /** What JSON text of one value stands for in a record; text that is no JSON stands for itself. */
    private static Object document(String text) {
        byte[] bytes = utf8(text);
        if (Json.isDocument(bytes, 0, bytes.length)) {
            return bytes;
        }
        if (!text.startsWith("\"")) {
            return text;
        }
        try (Json json = Json.read(bytes)) {
            return json.root().string();
        } catch (MalformedPayloadException e) {
            return text;
        }
    }

    private static @Nullable Object value(JsonNode element) {
        if (element.isNull()) {
            return null;
        }
        if (element.isObject() || element.isArray()) {
            return element.slice();
        }
        return element.isString() ? element.string() : element.literal();
    }

    /** @param value text, the bytes of JSON, or null to leave it out */
    private void write(String name, @Nullable Object value) {
        if (value instanceof byte[] document) {
            json.name(name).json(document, 0, document.length);
        } else if (value instanceof String text) {
            json.name(name).text(text);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
