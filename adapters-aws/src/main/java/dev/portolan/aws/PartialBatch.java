package dev.portolan.aws;

import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.JsonWriter;
import dev.portolan.spi.Outcomes;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The partial answer of queues and streams: {@code {"batchItemFailures":[{"itemIdentifier":"…"}]}}.
 *
 * <p>Lambda takes whatever it does not understand for complete success, so what cannot be said exactly fails the batch.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial batch responses</a>
 */
final class PartialBatch {

    /** Written out, so that a function whose first batch succeeds loads no writer. */
    private static final String NONE_FAILED = "{\"batchItemFailures\":[]}";

    private PartialBatch() {}

    /** Every item that is not done: SQS takes the others as done. */
    static byte[] answer(Outcomes outcomes) {
        return answer(outcomes, outcomes.size());
    }

    /** The first item that is not done: a stream is redelivered from there on. */
    static byte[] firstFailure(Outcomes outcomes) {
        return answer(outcomes, 1);
    }

    private static byte[] answer(Outcomes outcomes, int most) {
        if (outcomes.allDone()) {
            return NONE_FAILED.getBytes(StandardCharsets.US_ASCII);
        }
        JsonWriter json = new JsonWriter(64).beginObject();
        writeFailures(json, outcomes, most);
        return json.endObject().toBytes();
    }

    /** The first item that is not done, as a member of an answer that has others. */
    static void writeFirstFailure(JsonWriter json, Outcomes outcomes) {
        writeFailures(json, outcomes, 1);
    }

    private static void writeFailures(JsonWriter json, Outcomes outcomes, int most) {
        json.name("batchItemFailures").beginArray();
        Set<String> written = new HashSet<>();
        for (int i = 0; i < outcomes.size() && written.size() < most; i++) {
            if (!outcomes.isDone(i)) {
                String identifier = identifier(outcomes, i);
                if (identifier == null || identifier.isBlank() || !written.add(identifier)) {
                    throw outcomes.deliveryFailed();
                }
                json.beginObject().name("itemIdentifier").text(identifier).endObject();
            }
        }
        json.endArray();
    }

    private static @Nullable String identifier(Outcomes outcomes, int item) {
        try {
            return outcomes.acknowledgement(item);
        } catch (MalformedPayloadException e) {
            return null;
        }
    }
}
