package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import dev.portolan.wire.CloudEventsJson;

/**
 * A CloudEvent that a function is invoked with directly, taken as it is.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON event format</a>
 */
final class CloudEvents extends Source<byte[]> {

    @Override
    public String kind() {
        return "aws:cloudevents";
    }

    @Override
    public void map(JsonNode document, Draft event) {
        CloudEventsJson.read(document, event);
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        return AllOrNothing.answer(outcomes);
    }
}
