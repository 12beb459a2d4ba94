package dev.portolan.azure;

import dev.portolan.data.Bytes;
import dev.portolan.spi.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A producer's properties as a message has its attributes. */
final class Properties {

    private Properties() {}

    /** Adds every member of an object: text as it is, all else as JSON text; nulls are left out. */
    static void add(Map<String, Bytes> attributes, @Nullable JsonNode properties) {
        if (properties == null || !properties.isObject()) {
            return;
        }
        for (JsonNode property : properties) {
            if (!property.isNull()) {
                attributes.put(property.name(), Bytes.wrap(Scalars.utf8(property)));
            }
        }
    }
}
