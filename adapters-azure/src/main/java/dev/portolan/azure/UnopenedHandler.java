package dev.portolan.azure;

import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.MalformedPayloadException;
import dev.portolan.RejectedEventException;
import java.util.Map;

/** A handler that never sees the messages which carry something malformed: they are rejected. */
final class UnopenedHandler implements EventHandler {

    private final EventHandler handler;
    private final Map<Event, MalformedPayloadException> unopened;

    UnopenedHandler(EventHandler handler, Map<Event, MalformedPayloadException> unopened) {
        this.handler = handler;
        this.unopened = unopened;
    }

    @Override
    public void handle(Event event, Invocation invocation) throws Exception {
        MalformedPayloadException reason = unopened.get(event);
        if (reason != null) {
            throw new RejectedEventException(String.valueOf(reason.getMessage()));
        }
        handler.handle(event, invocation);
    }
}
