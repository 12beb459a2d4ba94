package dev.portolan.gcp;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.RejectedEventException;
import dev.portolan.data.HttpResponse;
import dev.portolan.data.TypedData;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;

/**
 * A source whose deliveries are acknowledged, or not, by the status of the response: 204 done, 500 failed, 400 malformed.
 *
 * @see <a href="https://cloud.google.com/pubsub/docs/push#receive_push">Receiving messages by push</a>
 */
abstract class Acknowledged extends Source<HttpResponse> {

    private static final int DONE = 204;
    private static final int MALFORMED = 400;
    private static final int DEAD_LETTER = 422;
    private static final int FAILED = 500;

    /** Whether the sender gives a message up after some attempts, and keeps it elsewhere. */
    boolean hasDeadLetters() {
        return false;
    }

    /** Fills in the event; only for kinds whose body is one JSON document. */
    @Override
    public void map(JsonNode record, Draft event) {
        throw new IllegalStateException(kind() + " is not mapped from JSON");
    }

    @Override
    public TypedData typedData(Event event, byte[] bytes, int start, int end) {
        return GoogleTypes.typedData(event);
    }

    @Override
    public HttpResponse answer(Outcomes outcomes) {
        int status = DONE;
        for (int i = 0; i < outcomes.size(); i++) {
            if (!outcomes.isDone(i)) {
                status = Math.max(status, status(outcomes, i));
            }
        }
        return HttpResponse.status(status);
    }

    private int status(Outcomes outcomes, int failed) {
        if (outcomes.failure(failed) instanceof RejectedEventException) {
            // Without a dead-letter end the sender would repeat for days what can never succeed.
            return hasDeadLetters() ? DEAD_LETTER : DONE;
        }
        return outcomes.isMalformed(failed) ? MALFORMED : FAILED;
    }
}
