package dev.portolan;

import org.jspecify.annotations.Nullable;

/** Any failure that Portolan itself reports; its subtypes say who is to blame. No message holds a byte of the payload. */
public abstract sealed class PortolanException extends RuntimeException
        permits MalformedPayloadException, UnrecognizedPayloadException, DeliveryFailedException {

    private static final long serialVersionUID = 1L;

    PortolanException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
