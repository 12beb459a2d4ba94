package dev.portolan.azure;

import dev.portolan.spi.Uris;
import org.jspecify.annotations.Nullable;

/** The source attribute of what lives in an account or namespace. */
final class Sources {

    private Sources() {}

    /**
     * {@code scheme + authority + "/" + entity}, the entity as a path; without an authority {@code path + "/" + entity};
     * without an entity {@code path}.
     */
    static String of(String scheme, @Nullable String authority, String path, @Nullable String entity) {
        if (entity == null) {
            return path;
        }
        return (authority == null ? path : scheme + authority) + "/" + Uris.encodePath(entity);
    }
}
