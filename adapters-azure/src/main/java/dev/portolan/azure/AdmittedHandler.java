package dev.portolan.azure;

import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.RejectedEventException;

/** A handler that never sees what an endpoint does not admit: it is rejected, and the events beside it are handled. */
final class AdmittedHandler implements EventHandler {

    private final EventHandler handler;
    private final EventGridEndpoint endpoint;

    AdmittedHandler(EventHandler handler, EventGridEndpoint endpoint) {
        this.handler = handler;
        this.endpoint = endpoint;
    }

    @Override
    public void handle(Event event, Invocation invocation) throws Exception {
        if (!endpoint.admits(event)) {
            throw new RejectedEventException("its topic or source is none that the endpoint accepts");
        }
        handler.handle(event, invocation);
    }
}
