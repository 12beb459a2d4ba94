package dev.portolan.gcp;

import static dev.portolan.spi.Times.iso;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Attributes;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.JsonWriter;
import dev.portolan.spi.Origin;
import dev.portolan.wire.BinaryAttributes;
import dev.portolan.wire.CloudEventsJson;
import dev.portolan.wire.ContentMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message of Pub/Sub carries, for functions that ask for it: CloudEvents, or notifications of Cloud Storage.
 *
 * <p>The extension {@code via} tells the hop; the message is what is acknowledged.
 *
 * @see <a href="https://github.com/googleapis/google-cloudevents/blob/main/docs/spec/pubsub.md">CloudEvents over Pub/Sub</a>
 * @see <a href="https://cloud.google.com/storage/docs/pubsub-notifications">Pub/Sub notifications for Cloud Storage</a>
 */
final class Opened implements Origin {

    private static final String PREFIX = "ce-";
    private static final String BUCKETS = "//storage.googleapis.com/projects/_/buckets/";

    private final Request request;
    private final @Nullable Event outer;
    private final JsonNode message;
    private final byte[] data;
    private final Limits limits;

    /** @param outer the event that tells of the message; null where the message stands by itself */
    Opened(Request request, @Nullable Event outer, JsonNode message, Limits limits) {
        this.request = request;
        this.outer = outer;
        this.message = message;
        this.limits = limits;
        JsonNode encoded = message.atOrNull("data");
        data = encoded == null ? new byte[0] : encoded.base64();
    }

    @Override
    public String kind() {
        return Recognition.CLOUD_EVENT;
    }

    @Override
    public TypedData typedData(Event event, byte[] bytes, int start, int end) {
        return GoogleTypes.typedData(event);
    }

    /**
     * The CloudEvents in the message; null if it carries none.
     *
     * @throws MalformedPayloadException if it says that it does, and does not
     */
    @Nullable
    List<Event> cloudEvents() {
        ContentMode mode = ContentMode.of(Messages.contentType(message));
        return switch (mode) {
            case STRUCTURED, BATCH -> documents(mode);
            case UNSUPPORTED ->
                throw new MalformedPayloadException(
                        null,
                        "message.attributes.content-type",
                        -1,
                        "expected a format of CloudEvents that can be read");
            case OTHER -> Messages.attribute(message, PREFIX + "specversion") == null ? null : List.of(binary());
        };
    }

    private List<Event> documents(ContentMode mode) {
        List<Event> events = new ArrayList<>();
        try (Json json = Json.read(data, 0, data.length, limits)) {
            if (mode == ContentMode.STRUCTURED) {
                events.add(document(json.root()));
            } else if (!json.root().isArray()) {
                throw json.root().malformed("expected an array of events, found another type");
            } else {
                for (JsonNode element : json.root()) {
                    events.add(document(element));
                }
            }
        } catch (MalformedPayloadException e) {
            throw e.within("message.data");
        }
        return events;
    }

    private Event document(JsonNode document) {
        Draft event = new Draft(document);
        Repairs.expect(document, event);
        CloudEventsJson.read(document, event);
        Repairs.mend(document, event);
        return finished(event, document.textOrNull("traceparent") != null);
    }

    /** Attributes are not encoded, and one that is called content-type is the media type. */
    private Event binary() {
        Draft event = new Draft(data, 0, 0);
        Repairs.expect(Messages.attribute(message, PREFIX + "type"), event);
        BinaryAttributes attributes = new BinaryAttributes(event, "message.attributes." + PREFIX);
        for (JsonNode attribute : message.at("attributes")) {
            String name = attribute.name();
            if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
                attributes.add(Attributes.lowerCase(name.substring(PREFIX.length())), attribute);
            }
        }
        event.dataContentType(null);
        attributes.complete(Messages.contentType(message));
        if (data.length > 0) {
            event.dataBytes(data, null);
        }
        return finished(event, Messages.attribute(message, PREFIX + "traceparent") != null);
    }

    /** The change that a notification tells of; null if the message is no notification. */
    @Nullable
    Event storageNotification() {
        String verb = verb(Messages.attribute(message, "eventType"));
        String bucket = Messages.attribute(message, "bucketId");
        String name = Messages.attribute(message, "objectId");
        if (verb == null || bucket == null || name == null) {
            return null;
        }
        String time = Messages.attribute(message, "eventTime");
        Draft event = new Draft(data, 0, 0)
                .id(PubSub.id(message))
                .source(BUCKETS, bucket)
                .type(GoogleTypes.STORAGE, verb)
                .subject("objects/", name)
                .time(time == null ? null : iso(time))
                .extension("bucket", bucket)
                .dataBytes(data.length == 0 ? resource(bucket, name) : data, "application/json");
        return finished(event, false);
    }

    private static @Nullable String verb(@Nullable String eventType) {
        return switch (eventType == null ? "" : eventType) {
            case "OBJECT_FINALIZE" -> "finalized";
            case "OBJECT_METADATA_UPDATE" -> "metadataUpdated";
            case "OBJECT_DELETE" -> "deleted";
            case "OBJECT_ARCHIVE" -> "archived";
            default -> null;
        };
    }

    /** What is known of the object when the notification has no payload. */
    private byte[] resource(String bucket, String name) {
        JsonWriter json = new JsonWriter(128);
        json.beginObject().name("bucket").text(bucket).name("name").text(name);
        String generation = Messages.attribute(message, "objectGeneration");
        if (generation != null) {
            json.name("generation").text(generation);
        }
        return json.endObject().toBytes();
    }

    private Event finished(Draft event, boolean traced) {
        event.extension("via", "pubsub");
        if (!traced && !Traces.addOfMessage(event, message.atOrNull("attributes"))) {
            if (outer == null) {
                Traces.add(event, request);
            } else {
                event.trace(outer.text("traceparent"), outer.text("tracestate"));
            }
        }
        return event.event(this);
    }
}
