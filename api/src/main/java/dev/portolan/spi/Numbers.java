package dev.portolan.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Readers for optional numbers; each gives null for what it cannot read. */
public final class Numbers {

    private Numbers() {}

    /** A whole number that fits a {@code long}, not negative, in at most 19 digits of text; null for anything else. */
    public static @Nullable Long longOrNull(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 19) {
            return null;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return null;
            }
            value = value * 10 + (c - '0');
        }
        return value < 0 ? null : (Long) value; // 19 digits reach beyond a long, but not twice as far
    }

    /** A whole number that fits a {@code long}, not negative: a JSON number or a string of one; null for anything else. */
    public static @Nullable Long longOrNull(@Nullable JsonNode node) {
        return node == null
                ? null
                : longOrNull(node.isString() ? node.string() : node.isNumber() ? node.literal() : null);
    }

    /** A whole number that fits an {@code int}, not negative: a JSON number or a string of one; null for anything else. */
    public static @Nullable Integer intOrNull(@Nullable JsonNode node) {
        Long value = longOrNull(node);
        return value == null || value > Integer.MAX_VALUE ? null : (Integer) value.intValue();
    }

    /** The instant of a time; null for none, and for one that UTC has outside the years 0 to 9999. */
    public static @Nullable Instant instantOrNull(@Nullable Time time) {
        Instant instant = time == null ? null : time.toInstant();
        return instant == null || !Times.isWithinYears(instant) ? null : instant;
    }
}
