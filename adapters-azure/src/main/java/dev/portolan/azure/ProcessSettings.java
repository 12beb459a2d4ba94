package dev.portolan.azure;

import org.jspecify.annotations.Nullable;

/** The environment variables of this process. */
final class ProcessSettings implements Settings {

    @Override
    public @Nullable String get(String name) {
        return System.getenv(name);
    }
}
