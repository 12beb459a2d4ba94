package dev.portolan.conformance.simulate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is made up about a record: the same for the same number and position, never from a clock or at random.
 *
 * @param number tells runs apart
 * @param index the record's position
 * @param time when it happened; null to make it up
 */
record Seed(long number, int index, @Nullable Instant time) {

    private static final Instant FIRST = Instant.parse("2026-01-02T03:04:05.678Z");

    /** When it happened, in whole milliseconds; a second later for each record. */
    Instant instant() {
        return time == null ? FIRST.plusSeconds(index) : time;
    }

    /** Hexadecimal digits, lower case, up to 64. */
    String hex(String what, int digits) {
        return HexFormat.of().formatHex(hash(what)).substring(0, digits);
    }

    String uuid(String what) {
        return UUID.nameUUIDFromBytes(hash(what)).toString();
    }

    /** A decimal that grows with the record's position. */
    String position() {
        return Long.toString(1000 + index);
    }

    private byte[] hash(String what) {
        try {
            byte[] text = (number + ":" + index + ":" + what).getBytes(StandardCharsets.UTF_8);
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
