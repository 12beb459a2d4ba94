package dev.portolan;

/** Well-formed, but no source of this provider has that shape, or more than one has. */
public final class UnrecognizedPayloadException extends PortolanException {

    private static final long serialVersionUID = 1L;

    /** @param message what was looked for, what was found, what to do next; no content of the payload */
    public UnrecognizedPayloadException(String message) {
        super(message, null);
    }
}
