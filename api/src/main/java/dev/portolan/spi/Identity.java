package dev.portolan.spi;

import dev.portolan.Invocation;

/** The id of an event whose payload has no identity of its own; such events must not be deduplicated. */
public final class Identity {

    private Identity() {}

    /** The invocation's id, else {@code sha256-} and the first 32 hex digits of the SHA-256 of these bytes. */
    public static String of(Invocation invocation, byte[] payload) {
        String id = invocation.id();
        return id == null || id.isEmpty() ? "sha256-" + Fingerprint.hex(32, payload) : id;
    }
}
