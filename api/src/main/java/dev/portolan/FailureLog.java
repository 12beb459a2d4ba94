package dev.portolan;

/**
 * Is told of each item that fails, when it fails: the answer for the platform says which, and never why.
 *
 * <p>Called by the threads that handle, also by several at once.
 */
@FunctionalInterface
public interface FailureLog {

    /**
     * One item has failed.
     *
     * @param kind the source, such as {@code aws:sqs}
     * @param item which one, from 0
     * @param failure what the handler threw, or why there was nothing to hand to it
     */
    void failed(String kind, int item, Throwable failure);
}
