package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.TypedData;
import dev.portolan.spi.JsonNode;
import dev.portolan.wire.CloudEventsHttp;
import java.util.List;
import java.util.Map;

/**
 * An event that came as a CloudEvent in JSON: by itself, in an HTTP request, or as Dapr makes one of a topic's message.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON event format</a>
 */
final class CloudEvents extends Trigger {

    private final String kind;
    private final Map<String, List<String>> headers;

    private CloudEvents(String kind, Map<String, List<String>> headers, boolean overHttp) {
        super(overHttp);
        this.kind = kind;
        this.headers = headers;
    }

    /** Events in documents of this kind. */
    static CloudEvents of(String kind) {
        return new CloudEvents(kind, Map.of(), false);
    }

    /** Events in the body of a request, whose headers must not contradict them. */
    static CloudEvents inRequest(Map<String, List<String>> headers) {
        return new CloudEvents("azure:cloudevents", headers, true);
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public void map(JsonNode record, Draft event) {
        if (EventGrid.hasWritten(record)) {
            event.legalizing();
        }
        CloudEventsHttp.readStructured(headers, record, event);
    }

    @Override
    public TypedData typedData(Event event, byte[] bytes, int start, int end) {
        return StorageEvents.typedData(event);
    }
}
