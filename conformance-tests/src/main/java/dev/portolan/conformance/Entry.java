package dev.portolan.conformance;

import dev.portolan.Invocation;

/**
 * A function as its platform sees it: a payload in, an answer or a failure out.
 *
 * @param <A> what the platform reads as the answer: bytes on Lambda, a status behind Pub/Sub
 */
@FunctionalInterface
public interface Entry<A> {

    /**
     * Serves one delivery; called by many threads at once if the platform does that.
     *
     * @param invocation what the platform tells of the call: id, function, deadline
     * @return what the platform reads as the answer
     * @throws Exception if the platform sees a failed invocation
     */
    A serve(byte[] payload, Invocation invocation) throws Exception;
}
