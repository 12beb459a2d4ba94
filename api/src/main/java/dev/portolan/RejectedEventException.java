package dev.portolan;

/**
 * Thrown by a handler to say that an event can never succeed.
 *
 * <p>Where the platform has a dead-letter end the event goes there; elsewhere it fails like any other.
 */
public final class RejectedEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason why, for the log */
    public RejectedEventException(String reason) {
        super(reason);
    }
}
