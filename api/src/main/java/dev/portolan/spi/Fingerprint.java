package dev.portolan.spi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of several parts. Each is hashed with its length before it, so that none can run into the next; an absent one
 * has a place of its own. Used once.
 */
public final class Fingerprint {

    private final MessageDigest sha256 = sha256();

    /** Adds a part; null is an absent one. */
    public Fingerprint add(byte @Nullable [] part) {
        sha256.update(((part == null ? "-" : Integer.toString(part.length)) + ":").getBytes(StandardCharsets.US_ASCII));
        if (part != null) {
            sha256.update(part);
        }
        return this;
    }

    /** Adds the UTF-8 form of a text; null is an absent part. */
    public Fingerprint add(@Nullable String part) {
        return add(part == null ? null : part.getBytes(StandardCharsets.UTF_8));
    }

    /** So many digits, at most 64, in lower case; nothing can be added afterwards. */
    public String hex(int digits) {
        return hex(sha256.digest(), digits);
    }

    /** The same of one part without its length. */
    static String hex(int digits, byte[] part) {
        return hex(sha256().digest(part), digits);
    }

    private static String hex(byte[] hash, int digits) {
        StringBuilder hex = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            hex.append(Character.forDigit((i % 2 == 0 ? hash[i / 2] >> 4 : hash[i / 2]) & 0xF, 16));
        }
        return hex.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
