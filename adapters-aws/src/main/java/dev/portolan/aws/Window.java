package dev.portolan.aws;

import dev.portolan.spi.JsonNode;
import dev.portolan.spi.JsonWriter;
import dev.portolan.spi.Outcomes;
import org.jspecify.annotations.Nullable;

/**
 * The tumbling window that a stream's batch may belong to: its state goes back with the answer, unchanged.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html">Tumbling windows</a>
 */
final class Window {

    private final byte[] payload;
    private final int stateStart;
    private final int stateEnd;
    private final boolean exists;

    private Window(JsonNode payload, @Nullable JsonNode state) {
        this.payload = payload.bytes();
        stateStart = state == null ? 0 : state.start();
        stateEnd = state == null ? 0 : state.end();
        exists = payload.atOrNull("window") != null || payload.atOrNull("isFinalInvokeForWindow") != null;
    }

    static Window of(JsonNode payload) {
        return new Window(payload, payload.atOrNull("state"));
    }

    /** The answer for the stream: the window's state, and the first record that is not done. */
    byte[] answer(Outcomes outcomes) {
        if (!exists) {
            return PartialBatch.firstFailure(outcomes);
        }
        JsonWriter json =
                new JsonWriter(64 + stateEnd - stateStart).beginObject().name("state");
        if (stateStart == stateEnd) {
            json.beginObject().endObject();
        } else {
            json.json(payload, stateStart, stateEnd);
        }
        PartialBatch.writeFirstFailure(json, outcomes);
        return json.endObject().toBytes();
    }
}
