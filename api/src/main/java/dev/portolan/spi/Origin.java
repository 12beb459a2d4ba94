package dev.portolan.spi;

import dev.portolan.Event;
import dev.portolan.data.Bytes;
import dev.portolan.data.Opaque;
import dev.portolan.data.TypedData;

/** Where an event came from: names it, and knows what the event contains. */
public interface Origin {

    /** The name, provider and source: {@code aws:sqs}. */
    String kind();

    /**
     * What the event contains.
     *
     * @param bytes the array that holds the record the event was mapped from; never changed
     * @param start where the record starts
     * @param end where it ends, exclusive; equal to {@code start} for an event that has no record
     */
    TypedData typedData(Event event, byte[] bytes, int start, int end);

    /** The event's data as it is. */
    static Opaque opaque(Event event) {
        byte[] data = event.data();
        return new Opaque(data == null ? Bytes.EMPTY : Bytes.wrap(data), event.getDataContentType());
    }
}
