package dev.portolan.azure;

import org.jspecify.annotations.Nullable;

/** The environment variables of this process, else its system properties. */
final class ProcessSettings implements Settings {

    @Override
    public @Nullable String get(String name) {
        String value = System.getenv(name);
        return value == null ? System.getProperty(name) : value;
    }
}
