package dev.portolan.aws;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** Ids for what carries none: made of what a redelivery leaves alone. */
final class Hashes {

    private Hashes() {}

    /** 16 hex digits for these fields; an absent one has a place of its own. */
    static String hash16(@Nullable String... fields) {
        MessageDigest digest = sha256();
        for (String field : fields) {
            byte[] bytes = field == null ? null : field.getBytes(StandardCharsets.UTF_8);
            // With its length before it, no field can run into the next.
            String length = bytes == null ? "-:" : bytes.length + ":";
            digest.update(length.getBytes(StandardCharsets.US_ASCII));
            if (bytes != null) {
                digest.update(bytes);
            }
        }
        byte[] hash = digest.digest();
        StringBuilder hex = new StringBuilder(16);
        for (int i = 0; i < 8; i++) {
            hex.append(Character.forDigit((hash[i] >> 4) & 0xF, 16)).append(Character.forDigit(hash[i] & 0xF, 16));
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
