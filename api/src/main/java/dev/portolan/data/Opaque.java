package dev.portolan.data;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Any other event, and users' own: its data as it came.
 *
 * @param bytes the event's data; empty when it has none
 * @param contentType the media type of the data; null when there is none
 */
public record Opaque(Bytes bytes, @Nullable String contentType) implements TypedData {

    public Opaque {
        Objects.requireNonNull(bytes, "bytes");
    }

    @Override
    public String toString() {
        return "Opaque[" + bytes.size() + " bytes]";
    }
}
