package dev.portolan.conformance.simulate;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times in the forms that payloads have them in. */
final class Times {

    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter LOG = DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss xx", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    static Instant or(@Nullable Instant time, Seed seed, ChronoUnit precision) {
        return (time == null ? seed.instant() : time).truncatedTo(precision);
    }

    /** {@code 2026-01-02T03:04:05.678Z}. */
    static String milliseconds(Instant time) {
        return MILLISECONDS.format(time) + "Z";
    }

    /** {@code 02/Jan/2026:03:04:05 +0000}, as web servers' logs have it. */
    static String log(Instant time) {
        return LOG.format(time);
    }

    /** {@code 2026-01-02T03:04:05.678}, UTC without saying so. */
    static String withoutZone(Instant time) {
        return MILLISECONDS.format(time);
    }
}
