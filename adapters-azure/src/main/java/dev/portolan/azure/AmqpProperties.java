package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.spi.JsonNode;
import dev.portolan.wire.BinaryAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent's attributes among AMQP application properties, with the prefix {@code cloudEvents_} or {@code cloudEvents:}.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/amqp-protocol-binding.md">AMQP
 *     binding</a>
 */
final class AmqpProperties {

    private static final String NAME = "cloudEvents";

    private AmqpProperties() {}

    static boolean haveCloudEvent(@Nullable JsonNode properties) {
        if (properties != null && properties.isObject()) {
            for (JsonNode property : properties) {
                if (isAttribute(property.name())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isAttribute(String name) {
        return name.startsWith(NAME)
                && name.length() > NAME.length()
                && (name.charAt(NAME.length()) == '_' || name.charAt(NAME.length()) == ':');
    }

    /** Fills in the attributes; {@code contentType} is what the message itself gives its data. */
    static void read(JsonNode properties, @Nullable String contentType, Draft event) {
        char separator = separator(properties);
        BinaryAttributes attributes = new BinaryAttributes(event, properties, NAME + separator);
        for (JsonNode property : properties) {
            if (isAttribute(property.name())) {
                attributes.add(property.name().substring(NAME.length() + 1), property);
            }
        }
        attributes.complete(contentType);
    }

    private static char separator(JsonNode properties) {
        char first = 0;
        for (JsonNode property : properties) {
            if (isAttribute(property.name())) {
                char separator = property.name().charAt(NAME.length());
                if (first != 0 && separator != first) {
                    throw properties.malformed("expected one prefix of CloudEvents attributes, found cloudEvents_ and"
                            + " cloudEvents: in one message");
                }
                first = separator;
            }
        }
        return first;
    }
}
