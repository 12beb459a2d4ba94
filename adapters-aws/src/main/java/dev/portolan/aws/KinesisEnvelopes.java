package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** What {@link Envelopes} opens in a Kinesis record, and how much that may grow to in one payload. */
final class KinesisEnvelopes {

    private final Limits limits;
    private int decoded;

    KinesisEnvelopes(Limits limits) {
        this.limits = limits;
    }

    @Nullable
    List<Event> open(Envelopes around, Source<byte[]> kinesis, JsonNode record) {
        JsonNode data = record.atOrNull("kinesis", "data");
        if (data == null || !data.isBase64()) {
            return null;
        }
        byte[] bytes = data.base64();
        return around.opens(Hop.KPL) && KplRecord.isAggregated(bytes)
                ? parts(around.inside(data, "kinesis"), kinesis, record, data, bytes)
                : contents(around, record, data, bytes, "kinesis");
    }

    private List<Event> parts(Envelopes inside, Source<byte[]> kinesis, JsonNode record, JsonNode data, byte[] bytes) {
        KplRecord parts;
        try {
            parts = KplRecord.read(bytes);
        } catch (DataFormatException e) {
            throw data.malformed(String.valueOf(e.getMessage()));
        }
        if (parts.size() > limits.items()) {
            throw data.malformed("more parts than Limits.items allows, which is " + limits.items());
        }
        KplPart.Whole whole = new KplPart.Whole(kinesis);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            byte[] part = parts.data(i);
            List<Event> opened = contents(inside, record, data, part, "kpl");
            if (opened == null) {
                Draft event = new Draft(record);
                kinesis.map(record, event);
                event.id(record.text("eventID") + ":" + i)
                        .extension("partitionkey", parts.partitionKey(i))
                        .dataBytes(part, null);
                events.add(inside.finished(event, new KplPart(whole, parts.partitionKey(i))));
            } else {
                events.addAll(opened);
            }
        }
        return events;
    }

    private @Nullable List<Event> contents(
            Envelopes around, JsonNode record, JsonNode data, byte[] bytes, String carrier) {
        if (around.opens(Hop.LOGS) && Compressed.isGzip(bytes)) {
            return logs(around, data, bytes, carrier);
        }
        if (around.opens(Hop.DYNAMODB)) {
            List<Event> changes = change(around, record, data, bytes, carrier);
            if (changes != null) {
                return changes;
            }
        }
        return around.opens(Hop.CLOUDEVENTS) ? around.document(data, bytes, carrier, null) : null;
    }

    private @Nullable List<Event> logs(Envelopes around, JsonNode data, byte[] bytes, String carrier) {
        byte[] document;
        try {
            document = Compressed.expand(bytes, limits, decoded);
        } catch (DataFormatException e) {
            throw data.malformed(String.valueOf(e.getMessage()));
        }
        decoded += document.length;
        if (!Json.isDocument(document, 0, document.length)) {
            return null;
        }
        try (Json json = Logs.read(document, data, limits)) {
            JsonNode root = json.root();
            if (root.textOrNull("messageType") == null || root.atOrNull("logEvents") == null) {
                return null;
            }
            Envelopes inside = around.inside(data, carrier);
            Logs logs = new Logs(root, data.path());
            List<Event> events = new ArrayList<>();
            if (!Logs.isControlMessage(root)) {
                for (JsonNode logEvent : root.at("logEvents")) {
                    events.addAll(inside.events(logs, logEvent));
                }
            }
            return events;
        }
    }

    private @Nullable List<Event> change(
            Envelopes around, JsonNode record, JsonNode data, byte[] bytes, String carrier) {
        if (!Json.isDocument(bytes, 0, bytes.length)) {
            return null;
        }
        try (Json json = Json.read(bytes, 0, bytes.length, limits)) {
            JsonNode root = json.root();
            if (!"aws:dynamodb".equals(root.textOrNull("eventSource")) || root.textOrNull("tableName") == null) {
                return null;
            }
            Envelopes inside = around.inside(data, carrier);
            return inside.events(new DynamoDbInKinesis(record.text("eventSourceARN")), root);
        } catch (MalformedPayloadException e) {
            throw e.within(data.path());
        }
    }
}
