package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;

/** A batch without records, such as the last call of a window: no events and a success. */
final class EmptyBatch extends Source<byte[]> {

    private final Window window;

    EmptyBatch(Window window) {
        this.window = window;
    }

    @Override
    public String kind() {
        return "aws:empty";
    }

    @Override
    public void map(JsonNode record, Draft event) {
        throw record.malformed("expected no record, found one");
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        return window.answer(outcomes);
    }
}
