package dev.portolan;

/** Handles events. Safe under concurrent calls: one instance serves every invocation of a process. */
@FunctionalInterface
public non-sealed interface EventHandler extends Handler {

    /**
     * Handles one event. Returning means done; throwing means that this event failed and comes again, alone where the
     * platform can do that.
     *
     * @throws RejectedEventException if the event can never succeed
     * @throws Exception if the event failed for now
     */
    void handle(Event event, Invocation invocation) throws Exception;
}
