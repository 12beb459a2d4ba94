package dev.portolan;

/**
 * Thrown by a handler to say that an event can never succeed.
 *
 * <p>Where the platform has a dead-letter end the event goes there. Elsewhere it is logged and passed over on Google Cloud and
 * Azure, and fails like any other on AWS; who sent it over HTTP to AWS or Azure, or a plain request to Google Cloud, is answered 400.
 */
public final class RejectedEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason why, for the log */
    public RejectedEventException(String reason) {
        super(reason);
    }
}
