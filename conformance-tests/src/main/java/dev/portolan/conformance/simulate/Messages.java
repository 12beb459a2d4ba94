package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import java.util.LinkedHashMap;
import java.util.Map;
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
