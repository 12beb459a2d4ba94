package dev.portolan.conformance;

import dev.portolan.Adapter;
import java.util.function.Function;

/** What the kit examines: anything that reads a provider's payloads as events, in this process or behind a protocol. */
@FunctionalInterface
public interface Subject {

    /**
     * Reads one payload.
     *
     * @param options how the subject must be set up for it
     * @throws UnsupportedOperationException if the subject cannot be set up so; the message says why
     */
    Reading read(byte[] payload, Options options);

    /** An adapter written in Java, one for each way of setting it up. */
    static Subject of(Function<Options, Adapter<?>> adapter) {
        return new AdapterSubject(adapter);
    }
}
