package dev.portolan.azure;

import org.jspecify.annotations.Nullable;

/** The trigger metadata beside a payload. */
interface Metadata {

    /** Text, JSON text, a number or truth value, or a collection or array of these; null if there is none. */
    @Nullable
    Object get(String name);

    /** What the host sent as bytes, which as text may be destroyed; null if that cannot be told. */
    default byte @Nullable [] bytes(String name) {
        return null;
    }
}
