package dev.portolan.azure;

import org.jspecify.annotations.Nullable;

/** The trigger metadata beside a payload. */
interface Metadata {

    /** Text, JSON text, a number or truth value, or a collection or array of these; null if there is none. */
    @Nullable
    Object get(String name);
}
