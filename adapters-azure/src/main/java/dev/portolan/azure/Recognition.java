package dev.portolan.azure;

import dev.portolan.UnrecognizedPayloadException;
import org.jspecify.annotations.Nullable;

/**
 * Tells which trigger a payload came from: what is declared decides. Undeclared bytes are told by the metadata beside them,
 * an undeclared text never, for its author may have written the metadata.
 */
final class Recognition {

    private Recognition() {}

    /** @throws UnrecognizedPayloadException if nothing is declared, and the metadata is that of no trigger, or of several */
    static String trigger(AzurePayload payload) {
        if (payload.trigger != null) {
            return payload.trigger;
        }
        if (payload.text) {
            throw new UnrecognizedPayloadException(
                    "azure: a text without a declared trigger is never guessed, because the host lets a text replace metadata");
        }
        String found = null;
        found = evidence(payload, found, "queueTrigger", "PopReceipt", "DequeueCount", null);
        found = evidence(payload, found, "serviceBusTrigger", "LockToken", "DeliveryCount", null);
        found = evidence(payload, found, "eventHubTrigger", "SystemProperties", "Offset", null);
        found = evidence(payload, found, "blobTrigger", "BlobTrigger", "Uri", null);
        found = evidence(payload, found, "kafkaTrigger", "Topic", "Partition", "Offset");
        found = evidence(payload, found, "rabbitMQTrigger", "DeliveryTag", "RoutingKey", null);
        if (found == null) {
            throw new UnrecognizedPayloadException("azure: no trigger is declared, and the metadata is that of none");
        }
        return found;
    }

    private static @Nullable String evidence(
            AzurePayload payload,
            @Nullable String found,
            String trigger,
            String first,
            String second,
            @Nullable String third) {
        if (!has(payload, first) || !has(payload, second) || (third != null && !has(payload, third))) {
            return found;
        }
        if (found != null) {
            throw new UnrecognizedPayloadException(
                    "azure: no trigger is declared, and the metadata is that of " + found + " and of " + trigger);
        }
        return trigger;
    }

    private static boolean has(AzurePayload payload, String name) {
        return payload.metadata(payload.batch ? name + "Array" : name) != null;
    }
}
