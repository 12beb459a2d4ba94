package dev.portolan.conformance;

import dev.portolan.Invocation;

/** A function as its platform sees it: a payload in, an answer or a failure out. */
@FunctionalInterface
public interface Entry {

    /**
     * Serves one delivery; called by many threads at once if the platform does that.
     *
     * @param invocation what the platform tells of the call: id, function, deadline
     * @return the bytes that the platform reads as the answer
     * @throws Exception if the platform sees a failed invocation
     */
    byte[] serve(byte[] payload, Invocation invocation) throws Exception;
}
