package dev.portolan;

import dev.portolan.spi.JsonNode;
import java.util.List;

/** A record in which a nested envelope was opened: any number of events, acknowledged as one. */
final class OpenedItem extends Item {

    final List<Event> events;

    OpenedItem(JsonNode record, List<Event> events) {
        super(record.bytes(), record.start(), record.end());
        this.events = List.copyOf(events);
    }
}
