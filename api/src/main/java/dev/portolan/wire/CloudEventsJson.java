package dev.portolan.wire;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.Attributes;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents in JSON, one event or a batch.
 *
 * <p>Reading is strict: what the specification does not allow is malformed. Members whose names no attribute can have are
 * no attributes and are passed over. JSON data is the exact slice of the document; text and base64 are decoded when
 * someone asks for the data.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON event format</a>
 */
public final class CloudEventsJson {

    /** The media type of one event. */
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    /** The media type of a batch. */
    public static final String BATCH_MEDIA_TYPE = "application/cloudevents-batch+json";

    private static final String KIND = "cloudevents";
    private static final String[] REQUIRED = {"specversion", "id", "source", "type"};

    private CloudEventsJson() {}

    /**
     * The event that a document is.
     *
     * @param document the bytes, neither copied nor changed; the caller must not change them afterwards
     * @throws MalformedPayloadException if it is no CloudEvent
     */
    public static Event read(byte[] document) {
        try (Json json = Json.read(document)) {
            return event(json.root());
        } catch (MalformedPayloadException e) {
            throw e.in(KIND);
        }
    }

    /**
     * The events of a batch, which may be empty.
     *
     * @param document the bytes, neither copied nor changed; the caller must not change them afterwards
     * @throws MalformedPayloadException if it is no array of CloudEvents
     */
    public static List<Event> readBatch(byte[] document) {
        try (Json json = Json.read(document)) {
            JsonNode root = json.root();
            if (!root.isArray()) {
                throw root.malformed("expected an array of events, found another type");
            }
            List<Event> events = new ArrayList<>();
            for (JsonNode event : root) {
                events.add(event(event));
            }
            return Collections.unmodifiableList(events);
        } catch (MalformedPayloadException e) {
            throw e.in(KIND);
        }
    }

    private static Event event(JsonNode event) {
        Draft draft = new Draft(event);
        read(event, draft);
        return draft.event();
    }

    /**
     * Fills in the event that an object is; the draft's maker adds what it knows and says where the event came from.
     *
     * @throws MalformedPayloadException if it is no CloudEvent
     */
    public static void read(JsonNode event, Draft draft) {
        if (!event.isObject()) {
            throw event.malformed("expected a CloudEvent, found no object");
        }
        JsonNode data = null;
        for (JsonNode member : event) {
            String name = member.name();
            if (name.equals("data")) {
                data = member;
            } else if (!Attributes.isAttributeName(name)) {
                refuseMisspelling(name, member);
            } else if (!member.isNull()) {
                carry(draft, name, member);
            }
        }
        for (String required : REQUIRED) {
            event.at(required);
        }
        setData(draft, event, data);
    }

    private static void carry(Draft draft, String name, JsonNode member) {
        try {
            draft.carried(name, value(member));
        } catch (IllegalArgumentException e) {
            throw member.malformed(String.valueOf(e.getMessage()));
        }
    }

    /** What a JSON value is among the types of CloudEvents. */
    static Object value(JsonNode node) {
        if (node.isString()) {
            return node.string();
        }
        if (node.isBoolean()) {
            return node.isTrue();
        }
        if (!node.isNumber()) {
            throw node.malformed("expected text, a number, true or false, found an object or array");
        }
        return integer(node);
    }

    private static Integer integer(JsonNode node) {
        String literal = node.literal();
        boolean negative = literal.charAt(0) == '-';
        long value = 0;
        for (int i = negative ? 1 : 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            value = value * 10 + (c - '0');
            if (c < '0' || c > '9' || value > 1L + Integer.MAX_VALUE) {
                throw node.malformed("expected a whole number of 32 bits, found another number");
            }
        }
        if (!negative && value > Integer.MAX_VALUE) {
            throw node.malformed("expected a whole number of 32 bits, found another number");
        }
        return (int) (negative ? -value : value);
    }

    /** Two names that differ in case, {@code -} and {@code _} only: a slip, by which the attribute or the data would be lost. */
    private static void refuseMisspelling(String name, JsonNode member) {
        String letters = Attributes.lowerCase(name).replace("_", "").replace("-", "");
        boolean base64 = letters.equals("database64");
        if (!name.equals("data_base64") && (base64 || Attributes.isCoreName(letters))) {
            throw member.malformed(
                    "expected the name " + (base64 ? "data_base64" : letters) + ", found another spelling of it");
        }
    }

    /** @param data null where there is no such member; a member that is JSON's null is a payload like any other */
    private static void setData(Draft draft, JsonNode event, @Nullable JsonNode data) {
        String contentType = event.textOrNull("datacontenttype");
        JsonNode base64 = event.atOrNull("data_base64");
        if (base64 != null) {
            if (data != null && !data.isNull()) {
                throw base64.malformed("expected data or data_base64, found both");
            }
            draft.dataBase64(base64, null);
        } else if (data != null && (contentType == null || Attributes.isJson(contentType))) {
            draft.dataJson(data);
            contentType = contentType == null ? "application/json" : contentType;
        } else if (data != null && !data.isNull()) {
            if (!data.isString()) {
                throw data.malformed("expected text, because datacontenttype is not JSON, found another type");
            }
            draft.dataText(data, null);
        }
        draft.dataContentType(contentType);
    }
}
