package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Origin;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import dev.portolan.wire.CloudEventsJson;

/**
 * A CloudEvent that a function is invoked with directly, taken as it is.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON event format</a>
 */
final class CloudEvents extends Source<byte[]> {

    /** Items have as many attributes as their owner likes. */
    private static final Limits DATA = Limits.STANDARD.withMembers(Integer.MAX_VALUE);

    @Override
    public String kind() {
        return "aws:cloudevents";
    }

    @Override
    public void map(JsonNode document, Draft event) {
        CloudEventsJson.read(document, event);
    }

    /** That of S3's and DynamoDB's records, or S3's detail, which such an event holds whole; their types may be anyone's. */
    @Override
    public TypedData typedData(Event event, byte[] bytes, int start, int end) {
        boolean isStored = event.getType().startsWith("com.amazonaws.s3.");
        boolean isChanged = event.getType().startsWith("com.amazonaws.dynamodb.");
        byte[] data = event.data();
        if (data == null || !(isStored || isChanged)) {
            return Origin.opaque(event);
        }
        try (Json json = Json.read(data, 0, data.length, DATA)) {
            JsonNode record = json.root();
            return isChanged
                    ? DynamoDb.changed(record)
                    : record.atOrNull("s3") != null ? S3.stored(record) : EventBridgeS3.stored(record, event);
        } catch (MalformedPayloadException e) {
            return Origin.opaque(event);
        }
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        return AllOrNothing.answer(outcomes);
    }
}
