package dev.portolan.aws;

import dev.portolan.Delivery;
import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import dev.portolan.data.HttpResponse;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import dev.portolan.wire.CloudEventsHttp;
import dev.portolan.wire.ContentMode;
import dev.portolan.wire.HeaderDecoding;
import java.util.List;
import java.util.Map;

/**
 * A request that is a CloudEvent, or a batch of them: its events are those it carries, and its front door takes the answer.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">HTTP binding</a>
 */
final class CarriedEvents extends Source<byte[]> {

    private final FrontDoor door;
    private final boolean unknownFormat;

    private CarriedEvents(FrontDoor door, boolean unknownFormat) {
        this.door = door;
        this.unknownFormat = unknownFormat;
    }

    /** The events in the request; it is malformed as one, but for a batch, in which each event is by itself. */
    static Delivery<byte[]> delivery(FrontDoor door, JsonNode request, MultiValues headers, Limits limits) {
        ContentMode mode = ContentMode.of(headers.first("Content-Type"));
        CarriedEvents source = new CarriedEvents(door, mode == ContentMode.UNSUPPORTED);
        Delivery.Builder<byte[]> delivery = new Delivery.Builder<>(source, limits);
        try {
            switch (mode) {
                case STRUCTURED, BATCH -> addDocument(delivery, mode, request, headers, limits);
                case UNSUPPORTED ->
                    throw new MalformedPayloadException(
                            null, "headers.content-type", -1, "expected a CloudEvent in JSON, found another format");
                case OTHER -> delivery.add(binary(request, headers));
            }
            return delivery.build();
        } catch (MalformedPayloadException e) {
            // Without the events that came before it: the request is malformed as one.
            return new Delivery.Builder<>(source, limits)
                    .addMalformed(request, e)
                    .build();
        }
    }

    private static Event binary(JsonNode request, MultiValues headers) {
        Draft event = new Draft(request);
        CloudEventsHttp.readBinary(FrontDoor.map(headers), HeaderDecoding.STRICT, event);
        FrontDoor.addBody(event, request, headers);
        return event.event(new CloudEvents());
    }

    private static void addDocument(
            Delivery.Builder<byte[]> delivery, ContentMode mode, JsonNode request, MultiValues headers, Limits limits) {
        byte[] body = FrontDoor.bodyBytes(request);
        try (Json json = Json.read(body, 0, body.length, limits)) {
            JsonNode root = json.root();
            if (mode == ContentMode.STRUCTURED) {
                delivery.add(structured(root, FrontDoor.map(headers)));
                return;
            }
            if (!root.isArray()) {
                throw root.malformed("expected an array of events, found another type");
            }
            for (JsonNode element : root) {
                try {
                    delivery.add(structured(element, Map.of()));
                } catch (MalformedPayloadException e) {
                    delivery.addMalformed(request, e.within("body"));
                }
            }
        } catch (MalformedPayloadException e) {
            throw e.within("body");
        }
    }

    private static Event structured(JsonNode document, Map<String, List<String>> headers) {
        Draft event = new Draft(document);
        CloudEventsHttp.readStructured(headers, document, event);
        return event.event(new CloudEvents());
    }

    @Override
    public String kind() {
        return door.kind();
    }

    @Override
    public void map(JsonNode record, Draft event) {
        throw new IllegalStateException("carried events are not mapped");
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        return unknownFormat ? door.respond(HttpResponse.status(415)) : door.answer(outcomes);
    }
}
