package dev.portolan.wire;

import dev.portolan.Draft;
import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.Attributes;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Time;
import dev.portolan.spi.Times;
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

    private CloudEventsHttp() {}

    /** Whether a message that is not structured or a batch is an event in binary mode. */
    public static boolean isBinary(Map<String, List<String>> headers) {
        for (String name : headers.keySet()) {
            if (name.equalsIgnoreCase("ce-specversion")) {
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
        BinaryAttributes attributes = decoding == HeaderDecoding.STRICT
                ? BinaryAttributes.strict(draft, PREFIX)
                : BinaryAttributes.legalizing(draft, PREFIX);
        String contentType = null;
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            String name = Attributes.lowerCase(header.getKey());
            if (name.startsWith(PREFIX)) {
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
            if (name.startsWith(PREFIX) && !name.equals("ce-data")) {
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

    private static MalformedPayloadException malformed(String name, String problem) {
        return new MalformedPayloadException(null, name, -1, problem);
    }
}
