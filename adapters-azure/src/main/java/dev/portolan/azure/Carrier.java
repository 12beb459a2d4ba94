package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.spi.JsonNode;
import org.jspecify.annotations.Nullable;

/** A trigger whose data is the payload's bytes, described by the metadata beside it; see {@link Records}. */
abstract class Carrier extends Trigger {

    /** The payload of the record that is being mapped; not changed. */
    byte[] body = {};

    /** The metadata that its records have. */
    abstract Fields fields();

    /** One record per payload, as one document. */
    byte[] records(AzurePayload payload) {
        return Records.of(payload, fields());
    }

    /** The bytes that a record describes: the payload, unless it is an envelope. */
    byte[] body(JsonNode record, byte[] payload) {
        return payload;
    }

    /** The media type that the producer declared; null for none. */
    @Nullable
    String declaredType(JsonNode record) {
        return null;
    }

    /** Where in the metadata that stands. */
    String declaredTypeField() {
        return "";
    }

    /** Whether the record's properties are the attributes of a CloudEvent. */
    boolean isBinaryCloudEvent(JsonNode record) {
        return false;
    }

    /** Fills in these attributes. */
    void readBinaryCloudEvent(JsonNode record, Draft event) {}
}
