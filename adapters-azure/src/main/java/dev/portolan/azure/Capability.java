package dev.portolan.azure;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.RetryContext;

/**
 * What the platform does when a function fails.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-error-pages">Error handling and
 *     retries</a>
 */
final class Capability {

    private Capability() {}

    /**
     * Whether it moves on even if the function fails.
     *
     * @param retried whether a retry policy is set, which the host keeps to for logs alone
     */
    static boolean losesFailures(String trigger, boolean retried) {
        return movesOn(trigger) && !(retried && isLog(trigger));
    }

    /** Whether it moves on after the last attempt at a delivery, done or not. */
    static boolean movesOn(String trigger) {
        return switch (trigger) {
            case "redisListTrigger", "redisPubSubTrigger", "redisStreamTrigger" -> true;
            default -> isLog(trigger);
        };
    }

    /** What is thrown where nobody has chosen what becomes of what fails; {@code remedy} is one that helps everywhere. */
    static IllegalStateException undecided(String trigger, String remedy) {
        return new IllegalStateException(trigger + " moves on whether or not the function fails: " + remedy
                + (isLog(trigger) ? ", or put @FixedDelayRetry on the method" : ""));
    }

    /** Whether it is a log, on which the host moves after its last retry. */
    private static boolean isLog(String trigger) {
        return switch (trigger) {
            case "eventHubTrigger", "kafkaTrigger", "cosmosDBTrigger" -> true;
            default -> false;
        };
    }

    /** Whether the host tells of a retry policy; it does in the last attempt too. */
    static boolean isRetried(ExecutionContext context) {
        RetryContext retry = context.getRetryContext();
        return retry != null && retry.getMaxretrycount() != 0;
    }

    /** Whether the platform puts aside what keeps failing: a poison queue, a dead-letter queue or blob. */
    static boolean hasDeadLetterEnd(String trigger) {
        return switch (trigger) {
            case "queueTrigger", "blobTrigger", "serviceBusTrigger", "rabbitMQTrigger", "eventGridTrigger" -> true;
            default -> false;
        };
    }
}
