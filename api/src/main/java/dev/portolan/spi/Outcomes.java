package dev.portolan.spi;

import dev.portolan.DeliveryFailedException;
import dev.portolan.MalformedPayloadException;
import dev.portolan.RejectedEventException;
import org.jspecify.annotations.Nullable;

/** What became of each item of a delivery, in the payload's order. */
public interface Outcomes {

    /** How many items the delivery has. */
    int size();

    /** Whether the item is proven done. */
    boolean isDone(int item);

    /** Why the item failed; null if it is done or was not attempted. */
    @Nullable
    Throwable failure(int item);

    /** Whether a {@link dev.portolan.CallHandler} was asked, so that each item that is done has a reply. */
    boolean isReplied();

    /** What a {@link dev.portolan.CallHandler} replied to the item; null if it is not done, or was handled as an event. */
    byte @Nullable [] reply(int item);

    /**
     * The item's identifier for a partial answer.
     *
     * @throws MalformedPayloadException if the record has none
     */
    @Nullable
    String acknowledgement(int item);

    /**
     * Whether the item failed because what was sent is malformed. What a handler finds malformed elsewhere, such as in another
     * system's answer, names no source and is a failure like any other.
     */
    default boolean isMalformed(int item) {
        return failure(item) instanceof MalformedPayloadException malformed && malformed.kind() != null;
    }

    /** Whether every item is done. */
    default boolean allDone() {
        for (int i = 0; i < size(); i++) {
            if (!isDone(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * What the sender of events over HTTP is told: 204 when they are done, 400 when those that are not are malformed or
     * rejected, which sending again cannot mend, else 500.
     */
    default int httpStatus() {
        int status = 204;
        for (int i = 0; i < size(); i++) {
            if (!isDone(i)) {
                boolean isForGood = isMalformed(i) || failure(i) instanceof RejectedEventException;
                status = Math.max(status, isForGood ? 400 : 500);
            }
        }
        return status;
    }

    /**
     * The failure of the whole delivery, a {@link DeliveryFailedException}: the first item's own failure is the cause, those of
     * others are suppressed (ten at most). Declared as what every JVM has loaded: the verifier of a class that throws it would
     * load what it is, with that class.
     */
    RuntimeException deliveryFailed();
}
