package dev.portolan;

import org.jspecify.annotations.Nullable;

/**
 * Not everything of a delivery is proven done, and the platform can only be told so by failing the invocation.
 *
 * <p>The first item's own failure is the cause; those of the others are suppressed exceptions.
 */
public final class DeliveryFailedException extends PortolanException {

    private static final long serialVersionUID = 1L;

    /** @param message which kind, how many items of how many; no content of the payload */
    public DeliveryFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
