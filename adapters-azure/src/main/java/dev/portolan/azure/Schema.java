package dev.portolan.azure;

import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.spi.JsonNode;
import org.jspecify.annotations.Nullable;

/** Tells by the members of a document whether it is an Event Grid event or a CloudEvent, or an array of either. */
enum Schema {
    EVENT_GRID,
    CLOUD_EVENTS;

    /** The schema of a whole document; null if it is of neither, or of both. */
    static @Nullable Schema ofOrNull(JsonNode root) {
        if (!root.isArray()) {
            return ofEventOrNull(root);
        }
        Schema common = null;
        for (JsonNode event : root) {
            Schema schema = ofEventOrNull(event);
            if (schema == null || (common != null && schema != common)) {
                return null;
            }
            common = schema;
        }
        return common;
    }

    private static @Nullable Schema ofEventOrNull(JsonNode event) {
        if (!event.isObject()) {
            return null;
        }
        if (isCloudEvent(event)) {
            return CLOUD_EVENTS;
        }
        if (event.has("cloudEventsVersion")) {
            throw new UnrecognizedPayloadException(
                    "azure: this is a CloudEvent of version 0.1 (cloudEventsVersion); only version 1.0 is read");
        }
        return event.has("eventType") && event.has("eventTime") && event.has("id") ? EVENT_GRID : null;
    }

    /**
     * Whether an event says that it is a CloudEvent, in whatever spelling.
     *
     * @throws dev.portolan.MalformedPayloadException if it says that it is an Event Grid event, too
     */
    static boolean isCloudEvent(JsonNode event) {
        boolean hasVersion = event.has("specversion") || event.has("specVersion");
        if (hasVersion && event.has("eventType")) {
            throw event.at("eventType").malformed("expected one schema, found specversion as well");
        }
        return hasVersion;
    }
}
