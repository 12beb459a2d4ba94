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
        return isLog(trigger) ? !retried : trigger.startsWith("redis");
    }

    /** Whether it is a log, which the host reads on only when its retries have come to their end. */
    static boolean isLog(String trigger) {
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
