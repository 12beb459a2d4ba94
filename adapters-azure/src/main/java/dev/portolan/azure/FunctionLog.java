package dev.portolan.azure;

import dev.portolan.FailureLog;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Writes failures to the invocation's log, which the host keeps. */
final class FunctionLog implements FailureLog {

    private final Logger logger;

    FunctionLog(Logger logger) {
        this.logger = logger;
    }

    @Override
    public void failed(String kind, int item, Throwable failure) {
        logger.log(Level.WARNING, kind + ": item " + item + " failed", failure);
    }
}
