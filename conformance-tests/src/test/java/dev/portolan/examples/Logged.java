package dev.portolan.examples;

import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The handlers' page: what wraps a handler sees every event, its trace, and what it throws. */
public final class Logged implements EventHandler {

    private static final Logger LOG = Logger.getLogger("shop");

    private final EventHandler handler = new Shop();

    @Override
    public void handle(Event event, Invocation invocation) throws Exception {
        try { // here MDC.put("traceparent", invocation.traceparent()), or a span with it as its parent
            handler.handle(event, invocation);
        } catch (Exception e) {
            LOG.log(Level.WARNING, "failed: " + event.getSource() + " " + event.getId(), e);
            throw e;
        }
    }
}
