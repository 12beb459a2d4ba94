package dev.portolan.spi;

import dev.portolan.DeliveryFailedException;
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
     * @throws dev.portolan.MalformedPayloadException if the record has none
     */
    @Nullable
    String acknowledgement(int item);

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
     * The failure of the whole delivery: the first item's own failure is the cause, those of others are suppressed (ten at
     * most).
     */
    DeliveryFailedException deliveryFailed();
}
