package dev.portolan;

import org.jspecify.annotations.Nullable;

/**
 * Is told of each event that fails, when it fails, and of each item that is no event: the answer for the platform says
 * which, and never why.
 *
 * <p>Called by the threads that handle, also by several at once.
 */
@FunctionalInterface
public interface FailureLog {

    /**
     * One event has failed.
     *
     * @param kind the source, such as {@code aws:sqs}
     * @param item in which item of the delivery, from 0
     * @param event what failed, for its id and source, which the sender may have chosen; null where the item is no event,
     *     or holds several of which none was started
     * @param failure what the handler threw, or why there was nothing to hand to it
     */
    void failed(String kind, int item, @Nullable Event event, Throwable failure);
}
