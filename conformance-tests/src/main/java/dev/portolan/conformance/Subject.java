package dev.portolan.conformance;

import dev.portolan.Adapter;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the kit examines: anything that reads a provider's payloads as events, in this process or behind a protocol. */
@FunctionalInterface
public interface Subject extends AutoCloseable {

    /**
     * Reads one payload.
     *
     * @param options how the subject must be set up for it
     * @throws UnsupportedOperationException if the subject cannot be set up so; the message says why
     */
    Reading read(byte[] payload, Options options);

    /**
     * The same subject in a JVM of its own; null if nobody knows how to start it there.
     *
     * @param jvmOptions such as {@code -Dfile.encoding=ISO-8859-1}
     */
    default @Nullable Subject inJvm(List<String> jvmOptions) {
        return null;
    }

    /** Ends what was started for it. */
    @Override
    default void close() {}

    /** An adapter written in Java, one for each way of setting it up. */
    static Subject of(Function<Options, Adapter<?>> adapter) {
        return new AdapterSubject(adapter, List.of());
    }
}
