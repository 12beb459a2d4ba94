package dev.portolan;

import dev.portolan.spi.JsonNode;

/** A record that is no event; it fails alone. */
final class UndecodableItem extends Item {

    final MalformedPayloadException reason;

    UndecodableItem(JsonNode record, MalformedPayloadException reason) {
        super(record.bytes(), record.start(), record.end());
        this.reason = reason;
    }
}
