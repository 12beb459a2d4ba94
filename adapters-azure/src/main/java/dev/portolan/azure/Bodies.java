package dev.portolan.azure;

import dev.portolan.Event;
import dev.portolan.data.Bytes;

/** The data of an event as the body of a record. */
final class Bodies {

    private Bodies() {}

    /** The event's data; no bytes if it has none. */
    static Bytes of(Event event) {
        byte[] data = event.data();
        return data == null ? Bytes.EMPTY : Bytes.wrap(data);
    }
}
