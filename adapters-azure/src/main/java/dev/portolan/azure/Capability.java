package dev.portolan.azure;

/**
 * What the platform does when a function fails.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-error-pages">Error handling and
 *     retries</a>
 */
final class Capability {

    private Capability() {}

    /** Whether it is a log whose position moves on even if the function fails. */
    static boolean losesFailures(String trigger) {
        return switch (trigger) {
            case "eventHubTrigger", "kafkaTrigger", "cosmosDBTrigger" -> true;
            default -> false;
        };
    }

    /** Whether the platform puts aside what keeps failing: a poison queue, a dead-letter queue or blob. */
    static boolean hasDeadLetterEnd(String trigger) {
        return switch (trigger) {
            case "queueTrigger", "blobTrigger", "serviceBusTrigger", "rabbitMQTrigger", "eventGridTrigger" -> true;
            default -> false;
        };
    }
}
