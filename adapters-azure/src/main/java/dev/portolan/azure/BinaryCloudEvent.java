package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.TypedData;
import dev.portolan.spi.JsonNode;
import dev.portolan.wire.CloudEventsHttp;
import dev.portolan.wire.HeaderDecoding;
import java.util.List;
import java.util.Map;

/**
 * A CloudEvent whose attributes are an HTTP request's headers and whose data is the body.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">HTTP
 *     binding</a>
 */
final class BinaryCloudEvent extends Trigger {

    private final Map<String, List<String>> headers;
    private final byte[] body;

    BinaryCloudEvent(Map<String, List<String>> headers, byte[] body) {
        super(true);
        this.headers = headers;
        this.body = body;
    }

    @Override
    public String kind() {
        return "azure:cloudevents";
    }

    @Override
    public void map(JsonNode record, Draft event) {
        CloudEventsHttp.readBinary(headers, HeaderDecoding.STRICT, event);
        if (body.length > 0) {
            event.dataBytes(body, null);
        }
    }

    @Override
    public TypedData typedData(Event event, byte[] bytes, int start, int end) {
        return StorageEvents.typedData(event);
    }
}
