package dev.portolan.spi;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * A point in time as a payload tells it: seconds since 1970, nanoseconds and the offset it was written with.
 *
 * <p>Cheaper than {@link OffsetDateTime}, which is made when someone asks for it. See {@link Times} for the readers.
 */
public final class Time {

    private final long seconds;
    private final int nanos;
    private final int offsetSeconds;

    /**
     * @param seconds since 1970-01-01T00:00:00Z, within the years 0 to 9999
     * @param nanos 0 to 999 999 999
     * @param offsetSeconds east of UTC, within 18 hours; 0 is written {@code Z}
     */
    public Time(long seconds, int nanos, int offsetSeconds) {
        this.seconds = seconds;
        this.nanos = nanos;
        this.offsetSeconds = offsetSeconds;
    }

    /** The same point in time for {@code java.time}. */
    public Instant toInstant() {
        return Instant.ofEpochSecond(seconds, nanos);
    }

    /** The same point in time with its offset. */
    public OffsetDateTime toOffsetDateTime() {
        ZoneOffset offset = offsetSeconds == 0 ? ZoneOffset.UTC : ZoneOffset.ofTotalSeconds(offsetSeconds);
        return OffsetDateTime.ofInstant(toInstant(), offset);
    }
}
