package dev.portolan.wire;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.MalformedPayloadException;
import dev.portolan.data.Bytes;
import dev.portolan.spi.Attributes;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Time;
import dev.portolan.spi.Times;
import io.cloudevents.CloudEvent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents in HTTP messages: requests and responses alike.
 *
 * <p>Headers come as values by name, in whatever case. A {@code ce-} header that is there twice is malformed, for readers
 * disagree which of the two counts; no value is ever split at commas.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">HTTP binding</a>
 */
public final class CloudEventsHttp {

    private static final String PREFIX = "ce-";
    private static final String[] ATTRIBUTES = {"specversion", "id", "source", "type", "subject", "time", "dataschema"};

    private CloudEventsHttp() {}

    /** Whether a message that is not structured or a batch is an event in binary mode. */
    public static boolean isBinary(Map<String, List<String>> headers) {
        for (String name : headers.keySet()) {
            if (Attributes.lowerCase(name).equals("ce-specversion")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Fills in the attributes of an event in binary mode; its data, the body, is the caller's to set.
     *
     * @throws MalformedPayloadException if it is no CloudEvent; the path is the header's name
     */
    public static void readBinary(Map<String, List<String>> headers, HeaderDecoding decoding, Draft draft) {
        if (decoding != HeaderDecoding.STRICT) {
            draft.legalizing();
        }
        BinaryAttributes attributes = new BinaryAttributes(draft, PREFIX);
        String contentType = null;
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            String name = Attributes.lowerCase(header.getKey());
            if (isAttribute(name)) {
                for (String value : header.getValue()) {
                    attributes.add(name.substring(PREFIX.length()), decode(name, value, decoding));
                }
            } else if (name.equals("content-type")) {
                contentType = only(name, contentType, header.getValue());
            }
        }
        draft.dataContentType(null);
        attributes.complete(contentType);
    }

    /** Any other name may be content, and what it stands for need not be readable. */
    private static boolean isAttribute(String header) {
        return header.startsWith(PREFIX) && Attributes.isAttributeName(header.substring(PREFIX.length()));
    }

    private static @Nullable String only(String name, @Nullable String known, List<String> values) {
        if (values.isEmpty()) {
            return known;
        }
        if (known != null || values.size() > 1) {
            throw malformed(name, "expected it once, found it again");
        }
        return values.get(0).strip();
    }

    private static String decode(String name, String value, HeaderDecoding decoding) {
        String text = HeaderText.decodeOrNull(value, decoding);
        if (text == null) {
            throw malformed(name, "expected UTF-8 in percent-encoding, found other escapes");
        }
        return text;
    }

    /**
     * Fills in the event in the body of a structured message, which its headers may repeat and must not contradict.
     *
     * @throws MalformedPayloadException if it is no CloudEvent
     */
    public static void readStructured(Map<String, List<String>> headers, JsonNode body, Draft draft) {
        CloudEventsJson.read(body, draft);
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            String name = Attributes.lowerCase(header.getKey());
            if (isAttribute(name) && !name.equals("ce-data")) {
                JsonNode attribute = body.atOrNull(name.substring(PREFIX.length()));
                for (String value : header.getValue()) {
                    if (attribute != null && !agrees(attribute, decode(name, value, HeaderDecoding.STRICT))) {
                        throw malformed(name, "expected what the event in the body says, found something else");
                    }
                }
            }
        }
    }

    private static boolean agrees(JsonNode attribute, String header) {
        if (!attribute.isString()) {
            return (attribute.isNumber() || attribute.isBoolean())
                    && attribute.literal().equals(header);
        }
        String text = attribute.string();
        if (text.equals(header)) {
            return true;
        }
        Time one = Times.rfc3339(text);
        Time other = Times.rfc3339(header);
        return one != null && other != null && one.toInstant().equals(other.toInstant());
    }

    /**
     * An event in binary mode: its attributes as headers, its data as the body.
     *
     * @throws IllegalArgumentException if the event is not what CloudEvents 1.0 allows
     */
    public static Message binary(CloudEvent event) {
        Event ours = Event.copyOf(event);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : ATTRIBUTES) {
            put(headers, name, ours.text(name));
        }
        for (String name : ours.getExtensionNames()) {
            put(headers, name, ours.text(name));
        }
        String contentType = ours.getDataContentType();
        if (contentType != null) {
            headers.put("Content-Type", contentType);
        }
        byte[] data = ours.data();
        return new Message(headers, data == null ? Bytes.EMPTY : Bytes.wrap(data));
    }

    private static void put(Map<String, String> headers, String name, @Nullable String text) {
        if (text != null) {
            headers.put(PREFIX + name, HeaderText.encode(text));
        }
    }

    /**
     * An event as the JSON document in the body.
     *
     * @throws IllegalArgumentException if the event is not what CloudEvents 1.0 allows
     */
    public static Message structured(CloudEvent event) {
        return new Message(
                Map.of("Content-Type", CloudEventsJson.MEDIA_TYPE), Bytes.wrap(CloudEventsJson.write(event)));
    }

    /**
     * Events as the JSON array in the body; for receivers that asked for it.
     *
     * @throws IllegalArgumentException if an event is not what CloudEvents 1.0 allows
     */
    public static Message batch(Iterable<? extends CloudEvent> events) {
        return new Message(
                Map.of("Content-Type", CloudEventsJson.BATCH_MEDIA_TYPE),
                Bytes.wrap(CloudEventsJson.writeBatch(events)));
    }

    /**
     * What a request or response holds.
     *
     * @param headers the header values by name
     * @param body the body; empty for an event without data
     */
    public record Message(Map<String, String> headers, Bytes body) {

        public Message {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }

        @Override
        public String toString() {
            return "Message[" + headers.size() + " headers, " + body.size() + " bytes]";
        }
    }

    private static MalformedPayloadException malformed(String name, String problem) {
        return new MalformedPayloadException(null, name, -1, problem);
    }
}
