package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Source;
import dev.portolan.wire.ContentMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens the events inside a carrier's messages, where the function has named what it expects there: anyone who may send a
 * message may have written them. The message is acknowledged, and the extension {@code via} names it.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/amqp-protocol-binding.md">AMQP
 *     binding</a>
 */
final class Opened {

    private static final CloudEvents CLOUD_EVENTS = CloudEvents.of("azure:cloudevents");
    private static final EventGrid EVENT_GRID = new EventGrid(false);

    private final boolean cloudEvents;
    private final boolean eventGrid;

    private final Limits limits;

    Opened(boolean cloudEvents, boolean eventGrid, Limits limits) {
        this.cloudEvents = cloudEvents;
        this.eventGrid = eventGrid;
        this.limits = limits;
    }

    /**
     * The events in a message; null where it holds none of the kinds that are opened.
     *
     * @throws MalformedPayloadException if it says that it holds one and does not
     */
    @Nullable
    List<Event> openOrNull(Carrier carrier, JsonNode record) {
        List<Event> events = cloudEvents ? cloudEvents(carrier, record) : null;
        return events == null && eventGrid ? document(carrier, Schema.EVENT_GRID) : events;
    }

    private @Nullable List<Event> cloudEvents(Carrier carrier, JsonNode record) {
        String declared = carrier.declaredType(record);
        ContentMode mode = ContentMode.of(declared);
        if (mode == ContentMode.UNSUPPORTED) {
            throw new MalformedPayloadException(
                    null,
                    record.at("metadata").path() + "." + carrier.declaredTypeField(),
                    -1,
                    "expected CloudEvents in JSON, found another format of CloudEvents");
        }
        if (mode != ContentMode.OTHER) {
            return events(carrier, Schema.CLOUD_EVENTS);
        }
        if (carrier.isBinaryCloudEvent(record)) {
            return List.of(binary(carrier, record));
        }
        return declared == null ? document(carrier, Schema.CLOUD_EVENTS) : null;
    }

    private static Event binary(Carrier carrier, JsonNode record) {
        Draft event = new Draft(record);
        event.dataContentType(null);
        carrier.readBinaryCloudEvent(record, event);
        if (carrier.body.length > 0) {
            event.dataBytes(carrier.body, null);
        }
        return event.extension("via", via(carrier)).event(CLOUD_EVENTS);
    }

    /** The events that the body is, if that is what it looks like; null otherwise. */
    private @Nullable List<Event> document(Carrier carrier, Schema expected) {
        if (!Json.isDocument(carrier.body, 0, carrier.body.length)) {
            return null;
        }
        try (Json json = read(carrier)) {
            Schema found = Schema.ofOrNull(json.root());
            // Event Grid delivers in either schema.
            return found == null || (found != expected && expected == Schema.CLOUD_EVENTS)
                    ? null
                    : events(carrier, found);
        } catch (UnrecognizedPayloadException e) {
            return null;
        }
    }

    private List<Event> events(Carrier carrier, Schema schema) {
        Source<?> source = schema == Schema.EVENT_GRID ? EVENT_GRID : CLOUD_EVENTS;
        try (Json json = read(carrier)) {
            List<Event> events = new ArrayList<>();
            if (json.root().isArray()) {
                for (JsonNode event : json.root()) {
                    events.add(event(source, event, carrier));
                }
            } else {
                events.add(event(source, json.root(), carrier));
            }
            return events;
        } catch (MalformedPayloadException e) {
            throw e.within("payload");
        }
    }

    private Json read(Carrier carrier) {
        return Json.read(carrier.body, 0, carrier.body.length, limits);
    }

    private static Event event(Source<?> source, JsonNode record, Carrier carrier) {
        Draft event = new Draft(record);
        source.map(record, event);
        return event.extension("via", via(carrier)).event(source);
    }

    private static String via(Carrier carrier) {
        return carrier.kind().substring("azure:".length());
    }
}
