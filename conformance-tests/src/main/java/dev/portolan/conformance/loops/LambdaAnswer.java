package dev.portolan.conformance.loops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Lambda's pollers make of an answer: whatever names no failed item says that all are done.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial batch responses</a>
 */
final class LambdaAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private LambdaAnswer() {}

    /** The identifiers of the failed items; null if the whole batch counts as failed. */
    static @Nullable Set<String> failures(byte @Nullable [] answer, Set<String> batch) {
        JsonNode failures = answer == null ? null : read(answer).get("batchItemFailures");
        Set<String> failed = new LinkedHashSet<>();
        if (failures == null) {
            return failed;
        }
        for (JsonNode failure : failures) {
            String identifier = failure.path("itemIdentifier").asText("");
            if (!batch.contains(identifier)) {
                return null;
            }
            failed.add(identifier);
        }
        return failed;
    }

    private static JsonNode read(byte[] answer) {
        try {
            return JSON.readTree(answer);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
