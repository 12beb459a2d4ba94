package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Messages whose brokers have no place for a media type but an attribute, as producers use it. */
final class Messages {

    private static final String CONTENT_TYPE = "content-type";

    private Messages() {}

    /** The attributes, among them the media type if the body does not show it by itself. */
    static Map<String, Bytes> attributes(Message message) {
        Map<String, Bytes> attributes = new LinkedHashMap<>(message.attributes());
        String declared = Texts.orNull(message.contentType());
        String name = nameOfType(attributes);
        if (declared != null && (name != null || !declared.equals(Texts.mediaType(message.body())))) {
            attributes.put(name == null ? CONTENT_TYPE : name, Bytes.utf8(declared));
        }
        return attributes;
    }

    /** The attributes where each is sent as a header: their names have no case, and among each other no order. */
    static Map<String, Bytes> headers(Format<Message> format, Message message) {
        Map<String, Bytes> headers = new TreeMap<>();
        attributes(message).forEach((name, value) -> {
            format.require(isToken(name) && isFieldValue(value.utf8()), "an attribute that no header can hold");
            headers.put(name.toLowerCase(Locale.ROOT), value);
        });
        return headers;
    }

    private static boolean isToken(String name) {
        return name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    }

    static boolean isFieldValue(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= ' ' && c < 0x7F) && text.equals(text.strip());
    }

    /** The media type that body and attributes tell. */
    static @Nullable String contentType(Bytes body, Map<String, Bytes> attributes) {
        String name = nameOfType(attributes);
        Bytes declared = name == null ? null : attributes.get(name);
        return declared == null || declared.isEmpty() ? Texts.mediaType(body) : declared.utf8();
    }

    private static @Nullable String nameOfType(Map<String, Bytes> attributes) {
        for (String name : attributes.keySet()) {
            if (name.equalsIgnoreCase(CONTENT_TYPE)) {
                return name;
            }
        }
        return null;
    }

    static @Nullable Integer deliveryCount(Message message) {
        Integer count = message.deliveryCount();
        return count == null || count < 1 ? null : count;
    }
}
