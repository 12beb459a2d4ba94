package dev.portolan.gcp;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.wire.CloudEventsHttp;
import dev.portolan.wire.CloudEventsJson;
import dev.portolan.wire.HeaderDecoding;
import org.jspecify.annotations.Nullable;

/**
 * Ready-made events, from Eventarc or from anyone: carried as they are, but for what Google's producers and emulators do to
 * them on the way.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">HTTP protocol
 *     binding</a>
 */
final class CloudEvents extends Acknowledged {

    private final Request request;
    private @Nullable Event only;

    CloudEvents(Request request) {
        this.request = request;
    }

    @Override
    public String kind() {
        return Recognition.CLOUD_EVENT;
    }

    /** One event of a batch. */
    @Override
    public void map(JsonNode document, Draft event) {
        Repairs.expect(document, event);
        CloudEventsJson.read(document, event);
        finish(document, event);
    }

    /** The one event in JSON that the body is; headers may repeat its attributes, not contradict them. */
    Event structured(JsonNode document) {
        Draft event = new Draft(document);
        Repairs.expect(document, event);
        CloudEventsHttp.readStructured(request.rawHeaders(), document, event);
        finish(document, event);
        return only(event);
    }

    private Event only(Draft event) {
        Event only = event.event(this);
        this.only = only;
        return only;
    }

    /** Eventarc's transport is Pub/Sub, whose messages tell their attempts. */
    @Override
    boolean hasDeadLetters() {
        byte[] data = only == null ? null : GoogleTypes.messageOrNull(only);
        if (data == null) {
            return false;
        }
        try (Json json = GoogleTypes.read(data)) {
            return json.root().isObject() && Messages.hasDeadLetters(json.root());
        } catch (MalformedPayloadException e) {
            return false;
        }
    }

    private void finish(JsonNode document, Draft event) {
        Repairs.mend(document, event);
        if (document.textOrNull("traceparent") == null) {
            Traces.add(event, request);
        }
    }

    /** The event that stands in the headers, with the body as its data. */
    Event binary() {
        String named = request.header("ce-type");
        String type = named == null ? "" : named;
        boolean google = type.startsWith("google.");
        String contentType = contentType();
        byte[] data = google ? Repairs.data(type, contentType, request.body) : request.body;
        Draft event = new Draft(data, 0, 0);
        // Google's producers encode nothing: a percent sign in a name, or in an id, is one.
        CloudEventsHttp.readBinary(
                request.rawHeaders(), google ? HeaderDecoding.LITERAL : HeaderDecoding.LENIENT, event);
        if (google) {
            repair(event, type, contentType, data);
        }
        if (data.length > 0) {
            event.dataBytes(data, null);
        }
        if (request.header("ce-traceparent") == null) {
            Traces.add(event, request);
        }
        return only(event);
    }

    private void repair(Draft event, String type, @Nullable String contentType, byte[] data) {
        event.source(Repairs.source(request.requiredHeader("ce-source")));
        // Blanks at the end of a name are lost without a trace.
        if (type.startsWith(GoogleTypes.STORAGE) || Repairs.isLossy(request.header("ce-subject"))) {
            String subject = Repairs.subject(type, contentType, data);
            if (subject != null) {
                event.subject(subject);
            }
        }
    }

    private @Nullable String contentType() {
        String declared = request.header("Content-Type");
        return declared == null ? request.header("ce-datacontenttype") : declared;
    }
}
