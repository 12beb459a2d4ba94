package dev.portolan.aws;

import static dev.portolan.spi.Times.iso;

import dev.portolan.Draft;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import org.jspecify.annotations.Nullable;

/**
 * A change of references in a CodeCommit repository.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-codecommit.html">Using Lambda with CodeCommit</a>
 */
final class CodeCommit extends Source<byte[]> {

    @Override
    public String kind() {
        return "aws:codecommit";
    }

    @Override
    public void map(JsonNode record, Draft event) {
        event.id(record.text("eventId"))
                .source(record.text("eventSourceARN"))
                .type("com.amazonaws.codecommit.", record.text("eventName"))
                .subject(firstReference(record.atOrNull("codecommit", "references")))
                .time(iso(record.atOrNull("eventTime")))
                .dataJson(record);
    }

    private static @Nullable String firstReference(@Nullable JsonNode references) {
        if (references != null && references.isArray()) {
            for (JsonNode reference : references) {
                return reference.textOrNull("ref");
            }
        }
        return null;
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        return AllOrNothing.answer(outcomes);
    }
}
