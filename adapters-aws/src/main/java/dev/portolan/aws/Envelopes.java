package dev.portolan.aws;

import dev.portolan.Delivery;
import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.data.Bytes;
import dev.portolan.data.StreamRecord.Header;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Origin;
import dev.portolan.spi.Source;
import dev.portolan.spi.Uris;
import dev.portolan.wire.BinaryAttributes;
import dev.portolan.wire.CloudEventsJson;
import dev.portolan.wire.ContentMode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens the envelopes that a function has named, in the records of one payload, three in each other at most.
 *
 * <p>What is opened is one item still: all its events are done, or it is not. A record without a named envelope stays what it
 * is; one whose envelope is broken is malformed, never handed on as what it seems to be.
 */
final class Envelopes {

    private static final int MOST = 3;
    private static final String POINTER = "software.amazon.payloadoffloading.PayloadS3Pointer";

    /** What the extended client called it before. */
    private static final String FORMER_POINTER = "com.amazon.sqs.javamessaging.MessageS3Pointer";

    private final AwsAdapter adapter;
    private final Limits limits;
    private final Invocation invocation;
    private final Set<Hop> hops;
    private final KinesisEnvelopes kinesis;

    /** The carriers that were opened to get here, outermost first; null for the payload itself. */
    private final @Nullable String via;

    private final int depth;

    Envelopes(AwsAdapter adapter, Limits limits, Invocation invocation, Set<Hop> hops) {
        this.adapter = adapter;
        this.limits = limits;
        this.invocation = invocation;
        this.hops = hops;
        kinesis = new KinesisEnvelopes(limits);
        via = null;
        depth = 0;
    }

    private Envelopes(Envelopes around, String carrier) {
        adapter = around.adapter;
        limits = around.limits;
        invocation = around.invocation;
        hops = around.hops;
        kinesis = around.kinesis;
        via = around.via == null ? carrier : around.via + " " + carrier;
        depth = around.depth + 1;
    }

    boolean opens(Hop hop) {
        return hops.contains(hop);
    }

    /** What is inside of this value. */
    Envelopes inside(JsonNode holder, String carrier) {
        if (depth == MOST) {
            throw holder.malformed("expected at most " + MOST + " envelopes in each other, found one more");
        }
        return new Envelopes(this, carrier);
    }

    /** Adds a record to the delivery, as what is in it if that was named. */
    void add(Delivery.Builder<byte[]> delivery, Source<byte[]> source, JsonNode record) {
        try {
            List<Event> opened = opened(source, record);
            if (opened != null) {
                delivery.addOpened(record, opened);
            } else if (via == null) {
                delivery.add(record);
            } else {
                delivery.addOpened(record, List.of(mapped(source, record)));
            }
        } catch (MalformedPayloadException e) {
            delivery.addMalformed(record, e);
        }
    }

    /** The events of a record in here. */
    List<Event> events(Source<byte[]> source, JsonNode record) {
        List<Event> opened = opened(source, record);
        return opened == null ? List.of(mapped(source, record)) : opened;
    }

    private Event mapped(Source<byte[]> source, JsonNode record) {
        Draft event = new Draft(record);
        source.map(record, event);
        return finished(event, source);
    }

    /** The event with the way it came; a carried event's own word on that does not count. */
    Event finished(Draft event, Origin origin) {
        return event.extension("via", via).event(origin);
    }

    private @Nullable List<Event> opened(Source<byte[]> source, JsonNode record) {
        return switch (source.kind()) {
            case "aws:sqs" -> message(source, record);
            case "aws:sns" -> notification(Sns.notification(record));
            case "aws:kinesis" -> kinesis.open(this, source, record);
            case "aws:kafka" -> record(record);
            case "aws:eventbridge" -> detail(record);
            case "aws:destination" -> destination(record);
            default -> null;
        };
    }

    private @Nullable List<Event> message(Source<byte[]> sqs, JsonNode record) {
        JsonNode body = record.atOrNull("body");
        JsonNode attributes = Sqs.attributesOrNull(record);
        if (body == null || !body.isUnicode()) {
            return null;
        }
        if (attributes != null && opens(Hop.CLOUDEVENTS)) {
            String prefix = binaryPrefix(attributes);
            if (prefix != null) {
                return binary(attributes, prefix, "stringValue", body, "sqs");
            }
        }
        if (attributes != null && opens(Hop.REDRIVE) && isDeadLetter(attributes)) {
            return deadLetter(body, "sqs", attributes.text("RequestID", "stringValue"));
        }
        if (attributes != null && opens(Hop.S3POINTER) && isOffloaded(attributes)) {
            String place = pointer(body);
            if (place != null) {
                Draft event = new Draft(record);
                sqs.map(record, event);
                return List.of(finished(event.noData().extension("dataref", place), sqs));
            }
        }
        List<Event> opened = document(body, body.utf8(), "sqs", Sqs.attribute(attributes, "content-type"));
        String queue = record.textOrNull("attributes", "DeadLetterQueueSourceArn");
        if (opened != null || queue == null || !opens(Hop.REDRIVE)) {
            return opened;
        }
        Draft event = new Draft(record);
        sqs.map(record, event);
        return List.of(inside(body, "sqs").finished(event.source(queue), new RedrivenMessage(sqs, queue)));
    }

    private @Nullable List<Event> notification(JsonNode sns) {
        JsonNode message = sns.atOrNull(Sns.spelled(sns, "Message"));
        JsonNode attributes = sns.atOrNull(Sns.spelled(sns, "MessageAttributes"));
        if (message == null || !message.isUnicode()) {
            return null;
        }
        if (attributes != null && opens(Hop.CLOUDEVENTS)) {
            String prefix = binaryPrefix(attributes);
            if (prefix != null) {
                return binary(attributes, prefix, "Value", message, "sns");
            }
        }
        if (attributes != null && opens(Hop.REDRIVE) && isDeadLetter(attributes)) {
            return deadLetter(message, "sns", attributes.text("RequestID", "Value"));
        }
        return document(message, message.utf8(), "sns", Sns.attribute(sns, "content-type"));
    }

    private @Nullable List<Event> record(JsonNode record) {
        if (!opens(Hop.CLOUDEVENTS)) {
            return null;
        }
        JsonNode value = record.atOrNull("value");
        String contentType = null;
        boolean isBinary = false;
        List<Header> headers = Kafka.headers(record);
        for (Header header : headers) {
            Bytes bytes = header.value();
            if (bytes != null && header.name().equalsIgnoreCase("content-type")) {
                contentType = bytes.utf8();
            }
            isBinary |= header.name().equalsIgnoreCase("ce_specversion");
        }
        if (!isBinary || ContentMode.of(contentType) != ContentMode.OTHER) {
            return value == null ? null : document(value, value.base64(), "kafka", contentType);
        }
        JsonNode where = record.at("headers");
        Draft event = new Draft(record);
        BinaryAttributes attributes = new BinaryAttributes(event, where, "ce_");
        for (Header header : headers) {
            Bytes bytes = header.value();
            String name = header.name();
            if (bytes != null && name.regionMatches(true, 0, "ce_", 0, 3)) {
                attributes.add(name.substring(3), bytes.utf8());
            }
        }
        event.dataContentType(null).dataBase64(value, null);
        attributes.complete(contentType);
        return List.of(inside(where, "kafka").finished(event, new CloudEvents()));
    }

    private @Nullable List<Event> detail(JsonNode payload) {
        JsonNode detail = payload.atOrNull("detail");
        if (detail == null || detail.isString()) {
            return detail == null || !detail.isUnicode() ? null : document(detail, detail.utf8(), "eventbridge", null);
        }
        return contents(detail, detail, "eventbridge", ContentMode.OTHER);
    }

    /** The original event of a call that failed, or succeeded; a stream's batch is not in its record. */
    private @Nullable List<Event> destination(JsonNode record) {
        JsonNode original = record.atOrNull("requestPayload");
        return original == null || !opens(Hop.REDRIVE)
                ? null
                : inside(original, "destination").payload(original, record.text("requestContext", "requestId"));
    }

    private static boolean isDeadLetter(JsonNode attributes) {
        return attributes.atOrNull("RequestID") != null
                && attributes.atOrNull("ErrorCode") != null
                && attributes.atOrNull("ErrorMessage") != null;
    }

    private List<Event> deadLetter(JsonNode holder, String carrier, String requestId) {
        byte[] payload = holder.utf8();
        try (Json json = Json.read(payload, 0, payload.length, limits)) {
            return inside(holder, carrier).payload(json.root(), requestId);
        } catch (MalformedPayloadException e) {
            throw e.within(holder.path());
        }
    }

    /** The events of what a function was called with; without a known shape it was called directly. */
    private List<Event> payload(JsonNode payload, String requestId) {
        Invocation original = Invocation.UNKNOWN.withId(requestId);
        return adapter.reading(this).any(payload, original).events();
    }

    /** By the attribute of the extended client, which has a former name that it uses unless told otherwise. */
    private static boolean isOffloaded(JsonNode attributes) {
        return attributes.atOrNull("ExtendedPayloadSize") != null || attributes.atOrNull("SQSLargePayloadSize") != null;
    }

    /** What the extended client put in place of a body, its class and then where the body is, as a URI; null for others. */
    private @Nullable String pointer(JsonNode body) {
        byte[] text = body.utf8();
        if (!Json.isDocument(text, 0, text.length)) {
            return null;
        }
        try (Json json = Json.read(text, 0, text.length, limits)) {
            if (!json.root().isArray()) {
                return null;
            }
            Iterator<JsonNode> pair = json.root().iterator();
            JsonNode className = pair.hasNext() ? pair.next() : null;
            JsonNode place = isPointer(className) && pair.hasNext() ? pair.next() : null;
            return place == null || pair.hasNext()
                    ? null
                    : Uris.encodeReference(
                            "s3://" + place.text("s3BucketName") + "/" + Uris.encodePath(place.text("s3Key")));
        } catch (MalformedPayloadException e) {
            throw e.within(body.path());
        }
    }

    private static boolean isPointer(@Nullable JsonNode className) {
        String name = className == null || !className.isString() ? "" : className.string();
        return name.equals(POINTER) || name.equals(FORMER_POINTER);
    }

    /** {@code ce-} or {@code ce_}, with whichever the attributes of a binary CloudEvent are written; null if there is none. */
    private static @Nullable String binaryPrefix(JsonNode attributes) {
        return !attributes.isObject()
                ? null
                : attributes.atOrNull("ce-specversion") != null
                        ? "ce-"
                        : attributes.atOrNull("ce_specversion") != null ? "ce_" : null;
    }

    private List<Event> binary(JsonNode attributes, String prefix, String value, JsonNode body, String carrier) {
        Draft event = new Draft(body.bytes(), body.start(), body.end());
        BinaryAttributes carried = new BinaryAttributes(event, attributes, prefix);
        String contentType = null;
        for (JsonNode attribute : attributes) {
            String text = attribute.textOrNull(value);
            if (text != null && attribute.name().equalsIgnoreCase("content-type")) {
                contentType = text;
            } else if (text != null && attribute.name().startsWith(prefix)) {
                carried.add(attribute.name().substring(prefix.length()), text);
            }
        }
        event.dataContentType(null).dataText(body, null);
        carried.complete(contentType);
        return List.of(inside(body, carrier).finished(event, new CloudEvents()));
    }

    /** The events in a document of its own, {@code holder}'s; null if it is none that was named. */
    @Nullable
    List<Event> document(JsonNode holder, byte[] document, String carrier, @Nullable String contentType) {
        ContentMode mode = opens(Hop.CLOUDEVENTS) ? ContentMode.of(contentType) : ContentMode.OTHER;
        boolean declared = mode == ContentMode.STRUCTURED || mode == ContentMode.BATCH;
        if (!declared && !Json.isDocument(document, 0, document.length)) {
            return null;
        }
        try (Json json = Json.read(document, 0, document.length, limits)) {
            return contents(json.root(), holder, carrier, mode);
        } catch (MalformedPayloadException e) {
            throw e.within(holder.path());
        }
    }

    private @Nullable List<Event> contents(JsonNode root, JsonNode holder, String carrier, ContentMode mode) {
        if (mode == ContentMode.STRUCTURED || mode == ContentMode.BATCH) {
            return inside(holder, carrier).cloudEvents(root, mode == ContentMode.BATCH);
        }
        String kind;
        try {
            kind = Recognition.kindOrNull(root);
            if (kind == null && root.atOrNull("specversion") != null) {
                kind = "aws:cloudevents";
            }
            if (kind == null && carrier.equals("sqs") && isNotification(root)) {
                kind = "aws:sns";
            }
        } catch (MalformedPayloadException | UnrecognizedPayloadException e) {
            // Names that are repeated, or the marks of several kinds: that is no envelope of anyone's.
            return null;
        }
        if (kind == null || !opens(kind, carrier)) {
            return null;
        }
        Envelopes inside = inside(holder, carrier);
        return switch (kind) {
            case "aws:cloudevents" -> inside.cloudEvents(root, root.isArray());
            case "aws:sns" -> inside.events(new Sns(), root);
            default -> adapter.reading(inside).known(kind, root, invocation).events();
        };
    }

    private boolean opens(String kind, String carrier) {
        boolean isMessage = carrier.equals("sqs") || carrier.equals("sns");
        return switch (kind) {
            case "aws:cloudevents" -> opens(Hop.CLOUDEVENTS);
            case "aws:sns" -> opens(Hop.SNS);
            case "aws:s3", "aws:s3-test" -> isMessage && opens(Hop.S3);
            case "aws:eventbridge" -> isMessage && opens(Hop.EVENTBRIDGE);
            case "aws:destination" -> (isMessage || carrier.equals("eventbridge")) && opens(Hop.REDRIVE);
            default -> false;
        };
    }

    private static boolean isNotification(JsonNode root) {
        return "Notification".equals(root.textOrNull("Type")) && root.textOrNull("TopicArn") != null;
    }

    private List<Event> cloudEvents(JsonNode root, boolean batch) {
        List<Event> events = new ArrayList<>();
        if (!batch) {
            events.add(cloudEvent(root));
            return events;
        }
        if (!root.isArray()) {
            throw root.malformed("expected an array of events, found another type");
        }
        for (JsonNode event : root) {
            events.add(cloudEvent(event));
        }
        return events;
    }

    private Event cloudEvent(JsonNode document) {
        Draft event = new Draft(document);
        CloudEventsJson.read(document, event);
        return finished(event, new CloudEvents());
    }
}
