package dev.portolan.conformance.azure;

import org.jspecify.annotations.Nullable;

/** A converted value, with the accessor that the worker's own class of this name has. */
public final class BindingData {

    private final @Nullable Object value;

    BindingData(@Nullable Object value) {
        this.value = value;
    }

    public @Nullable Object getValue() {
        return value;
    }
}
