package dev.portolan.azure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an event that fails. Event Hubs, Kafka and the Cosmos DB change feed move on whether or not the function
 * fails: there this must be chosen, unless the method has {@code @FixedDelayRetry} or {@code @ExponentialBackoffRetry}. Redis
 * moves on, too, and the host never retries it: there it must always be chosen.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-error-pages">Error handling and
 *     retries</a>
 */
public final class FailurePolicy {

    private static final FailurePolicy FAIL = new FailurePolicy(0, 0, null);

    final long firstDelayMillis;
    final long mostMillis;
    final @Nullable DeadLetters deadLetters;

    private FailurePolicy(long firstDelayMillis, long mostMillis, @Nullable DeadLetters deadLetters) {
        this.firstDelayMillis = firstDelayMillis;
        this.mostMillis = mostMillis;
        this.deadLetters = deadLetters;
    }

    /** The invocation fails: a queue redelivers the event, a log loses it. */
    public static FailurePolicy fail() {
        return FAIL;
    }

    /**
     * The event is tried again in place, with twice the delay each time; then the invocation fails. The whole partition waits.
     *
     * @param firstDelay how long before the second attempt
     * @param atMost how long after the first failure the last attempt may start; keep it below the function's timeout
     * @throws IllegalArgumentException if the first delay is less than a millisecond, or more than the most
     */
    public static FailurePolicy retry(Duration firstDelay, Duration atMost) {
        if (firstDelay.toMillis() < 1 || atMost.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException(
                    "the first delay is a millisecond or more, and the most no less than that");
        }
        return new FailurePolicy(firstDelay.toMillis(), atMost.toMillis(), null);
    }

    /** What fails for good is given to this code; nothing is tried again in place. */
    public static FailurePolicy deadLetter(DeadLetters deadLetters) {
        return FAIL.thenDeadLetter(deadLetters);
    }

    /** The same, and what still fails for good is given to this code. */
    public FailurePolicy thenDeadLetter(DeadLetters deadLetters) {
        return new FailurePolicy(firstDelayMillis, mostMillis, deadLetters);
    }
}
