package dev.portolan;

/**
 * Answers calls that want a reply in the caller's own form: authorizers, Cognito, Lex, remote functions of BigQuery and Spanner.
 *
 * <p>Safe under concurrent calls: one instance serves every invocation of a process.
 */
@FunctionalInterface
public non-sealed interface CallHandler extends Handler {

    /**
     * Answers one call.
     *
     * @return the reply, JSON in the form the caller documents; empty for the caller's default
     * @throws Exception if the call failed. On AWS an unchecked one is the function's error, whose class and message the caller
     *     reads; a checked one is only its cause
     */
    byte[] handle(Event event, Invocation invocation) throws Exception;
}
