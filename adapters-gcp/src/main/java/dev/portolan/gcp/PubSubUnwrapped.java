package dev.portolan.gcp;

import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.JsonWriter;
import java.util.Map;

/**
 * A push whose body is the message's data and whose headers are the rest, rebuilt to what a wrapped one would be.
 *
 * @see <a href="https://cloud.google.com/pubsub/docs/payload-unwrapping">Payload unwrapping</a>
 */
final class PubSubUnwrapped {

    static final String MESSAGE_ID = "x-goog-pubsub-message-id";
    private static final String PUBLISH_TIME = "x-goog-pubsub-publish-time";
    private static final String SUBSCRIPTION = "x-goog-pubsub-subscription-name";

    private PubSubUnwrapped() {}

    /** {@code {"message":{"data","attributes","messageId","publishTime","orderingKey"},"subscription"}}. */
    static byte[] rebuilt(Request request) {
        String subscription = request.onlyHeader(SUBSCRIPTION);
        if (subscription == null && Topics.inPath(request.path) == null) {
            throw new MalformedPayloadException(
                    null, SUBSCRIPTION, -1, "expected a header, or a topic in the path, found neither");
        }
        JsonWriter json = new JsonWriter(request.body.length * 4 / 3 + 512);
        json.beginObject().name("message").beginObject();
        json.name("data").base64(request.body).name("attributes").beginObject();
        for (Map.Entry<String, String> attribute : HeaderAttributes.of(request).entrySet()) {
            json.name(attribute.getKey()).text(attribute.getValue());
        }
        json.endObject().name("messageId").text(request.requiredHeader(MESSAGE_ID));
        String time = request.onlyHeader(PUBLISH_TIME);
        if (time != null) {
            json.name("publishTime").text(time);
        }
        // The second may be an attribute that a publisher has called so.
        String key = request.onlyHeader("x-goog-pubsub-ordering-key");
        key = key == null ? request.onlyHeader("x-goog-ordering-key") : key;
        if (key != null) {
            json.name("orderingKey").text(key);
        }
        json.endObject();
        if (subscription != null) {
            json.name("subscription").text(subscription);
        }
        return json.endObject().toBytes();
    }
}
