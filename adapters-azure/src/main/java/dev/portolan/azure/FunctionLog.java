package dev.portolan.azure;

import dev.portolan.Event;
import dev.portolan.FailureLog;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes failures to the invocation's log, which the host keeps. */
final class FunctionLog implements FailureLog {

    private final Logger logger;

    FunctionLog(Logger logger) {
        this.logger = logger;
    }

    @Override
    public void failed(String kind, int item, @Nullable Event event, Throwable failure) {
        logger.log(Level.WARNING, kind + ": item " + item + " failed", failure);
    }
}
