package dev.portolan.conformance.loops;

import dev.portolan.Invocation;

/**
 * What a platform calls: a function as it is deployed.
 *
 * @param <A> what the platform is answered
 */
@FunctionalInterface
public interface Entry<A> {

    /**
     * Serves one invocation.
     *
     * @throws Exception if the invocation fails
     */
    A invoke(byte[] payload, Invocation invocation) throws Exception;
}
