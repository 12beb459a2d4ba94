package dev.portolan.azure;

import dev.portolan.Handler;
import dev.portolan.spi.Handlers;
import java.util.function.Supplier;

/** The handler that {@link Handlers} finds, looked up when it is first asked for. */
final class FoundHandler implements Supplier<Handler> {

    @Override
    public Handler get() {
        // Outside of a function's method the context class loader is the system's.
        return Handlers.find(FoundHandler.class.getClassLoader());
    }
}
