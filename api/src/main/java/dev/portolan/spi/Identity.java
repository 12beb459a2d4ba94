package dev.portolan.spi;

import dev.portolan.Invocation;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The id of an event whose payload has no identity of its own; such events must not be deduplicated. */
public final class Identity {

    private Identity() {}

    /** The invocation's id, else {@code sha256-} and the first 32 hex digits of the SHA-256 of these bytes. */
    public static String of(Invocation invocation, byte[] payload) {
        String id = invocation.id();
        return id == null || id.isEmpty() ? "sha256-" + hex(sha256(payload), 16) : id;
    }

    /** The first {@code count} bytes as lower-case hex digits. */
    private static String hex(byte[] bytes, int count) {
        StringBuilder hex = new StringBuilder(2 * count);
        for (int i = 0; i < count; i++) {
            hex.append(Character.forDigit((bytes[i] >> 4) & 0xF, 16)).append(Character.forDigit(bytes[i] & 0xF, 16));
        }
        return hex.toString();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
