package dev.portolan.azure;

import dev.portolan.Event;

/** Takes the events that failed for good. Returning means that the event is safe there, and done here. */
@FunctionalInterface
public interface DeadLetters {

    /**
     * Keeps one event.
     *
     * @param failure what the handler threw
     * @throws Exception if it could not be kept; the event then fails
     */
    void accept(Event event, Throwable failure) throws Exception;
}
