package dev.portolan.azure;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The failure policy that the setting {@code PORTOLAN_ON_FAILURE} chooses, and the time that {@code PORTOLAN_TIMEOUT} gives. */
final class EntryPolicy {

    static final String SETTING = "PORTOLAN_ON_FAILURE";

    private EntryPolicy() {}

    /**
     * The policy; null if none is chosen.
     *
     * @throws IllegalStateException if the setting is neither {@code fail} nor {@code retry <first delay> <at most>}
     */
    static @Nullable FailurePolicy ofOrNull(Settings settings) {
        String chosen = settings.get(SETTING);
        if (chosen == null || chosen.isBlank()) {
            return null;
        }
        String text = chosen.strip();
        int first = text.indexOf(' ');
        int second = text.indexOf(' ', first + 1);
        if (text.equals("fail")) {
            return FailurePolicy.fail();
        }
        if (!text.startsWith("retry ") || second < 0) {
            throw unreadable();
        }
        try {
            return FailurePolicy.retry(
                    Duration.parse(text.substring(first + 1, second)), Duration.parse(text.substring(second + 1)));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw unreadable();
        }
    }

    /**
     * The time that an invocation has; null if nobody says.
     *
     * @throws IllegalStateException if the setting is no time, such as {@code PT5M}, of more than nothing
     */
    static @Nullable Duration timeoutOrNull(Settings settings) {
        String chosen = settings.get("PORTOLAN_TIMEOUT");
        if (chosen == null || chosen.isBlank()) {
            return null;
        }
        try {
            Duration timeout = Duration.parse(chosen.strip());
            if (!timeout.isNegative() && !timeout.isZero()) {
                return timeout;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw new IllegalStateException("PORTOLAN_TIMEOUT is the time that an invocation has, such as PT5M");
    }

    private static IllegalStateException unreadable() {
        return new IllegalStateException(
                SETTING + " is \"fail\", or \"retry PT1S PT1M\" with the first delay and the most");
    }
}
