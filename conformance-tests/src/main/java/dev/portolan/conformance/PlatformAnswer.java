package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What platforms make of a function's answer. */
public final class PlatformAnswer {

    private static final Set<Integer> ACKNOWLEDGING = Set.of(102, 200, 201, 202, 204);

    private PlatformAnswer() {}

    /**
     * The identifiers that Lambda takes from the answer of a function that reports batch item failures; null if it takes the
     * whole batch as failed. An answer without {@code batchItemFailures} names no failed item: all are done.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial batch responses</a>
     */
    public static @Nullable Set<String> failedItems(byte @Nullable [] answer) {
        if (answer == null || answer.length == 0) {
            return Set.of();
        }
        JsonNode failures;
        try {
            failures = StrictJson.read(answer).path("batchItemFailures");
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (failures.isMissingNode() || failures.isNull()) {
            return Set.of();
        }
        Set<String> failed = new LinkedHashSet<>();
        for (JsonNode failure : failures) {
            failed.add(failure.path("itemIdentifier").asText(""));
        }
        return !failures.isArray() || failed.contains("") ? null : failed;
    }

    /**
     * Whether Pub/Sub, and whoever pushes by it, takes a response with this status as an acknowledgement.
     *
     * @see <a href="https://cloud.google.com/pubsub/docs/push#receive_push">Receiving push messages</a>
     */
    public static boolean acknowledges(int status) {
        return ACKNOWLEDGING.contains(status);
    }
}
