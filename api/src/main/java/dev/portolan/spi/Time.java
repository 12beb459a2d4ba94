package dev.portolan.spi;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * A point in time as a payload tells it: seconds since 1970, nanoseconds and the offset it was written with.
 *
 * <p>Cheaper than {@link OffsetDateTime}, which is made when someone asks for it. See {@link Times} for the readers.
 */
public final class Time {

    private static final int SECONDS_PER_DAY = 86_400;
    private static final int DAYS_PER_ERA = 146_097;
    private static final int DAYS_FROM_MARCH_0_TO_1970 = 719_468;

    /** The longest text: {@code 2026-01-02T03:04:05.678901234+05:30}. */
    private static final int LONGEST = 35;

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

    /** The same point in time with its offset, which is whole minutes. */
    public static Time of(OffsetDateTime time) {
        return new Time(time.toEpochSecond(), time.getNano(), time.getOffset().getTotalSeconds());
    }

    /** The same point in time for {@code java.time}. */
    public Instant toInstant() {
        return Instant.ofEpochSecond(seconds, nanos);
    }

    /** The same point in time with its offset. */
    public OffsetDateTime toOffsetDateTime() {
        ZoneOffset offset = offsetSeconds == 0 ? ZoneOffset.UTC : ZoneOffset.ofTotalSeconds(offsetSeconds);
        return toInstant().atOffset(offset);
    }

    Time plusSeconds(long more) {
        return new Time(seconds + more, nanos, offsetSeconds);
    }

    /** RFC 3339 in its shortest form: no more digits of a fraction than it needs, {@code Z} for UTC. */
    @Override
    public String toString() {
        long local = seconds + offsetSeconds;
        long days = Math.floorDiv(local, SECONDS_PER_DAY);
        int second = (int) (local - days * SECONDS_PER_DAY);
        byte[] text = new byte[LONGEST];
        int at = date(text, days);
        text[at++] = 'T';
        at = digits(text, at, second / 3_600, 2);
        text[at++] = ':';
        at = digits(text, at, second / 60 % 60, 2);
        text[at++] = ':';
        at = digits(text, at, second % 60, 2);
        if (nanos > 0) {
            int digits = 9;
            int fraction = nanos;
            while (fraction % 1_000 == 0) {
                fraction /= 1_000;
                digits -= 3;
            }
            while (fraction % 10 == 0) {
                fraction /= 10;
                digits--;
            }
            text[at++] = '.';
            at = digits(text, at, fraction, digits);
        }
        if (offsetSeconds == 0) {
            text[at++] = 'Z';
        } else {
            text[at++] = (byte) (offsetSeconds < 0 ? '-' : '+');
            int minutes = Math.abs(offsetSeconds) / 60;
            at = digits(text, at, minutes / 60, 2);
            text[at++] = ':';
            at = digits(text, at, minutes % 60, 2);
        }
        return new String(text, 0, at, StandardCharsets.ISO_8859_1);
    }

    /** The date so many days after 1970-01-01, counted in eras of 400 years that begin in March. */
    private static int date(byte[] text, long days) {
        long fromMarch0 = days + DAYS_FROM_MARCH_0_TO_1970;
        long era = Math.floorDiv(fromMarch0, DAYS_PER_ERA);
        int dayOfEra = (int) (fromMarch0 - era * DAYS_PER_ERA);
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int month = (5 * dayOfYear + 2) / 153;
        int at = digits(text, 0, (int) (era * 400) + yearOfEra + (month < 10 ? 0 : 1), 4);
        text[at++] = '-';
        at = digits(text, at, month < 10 ? month + 3 : month - 9, 2);
        text[at++] = '-';
        return digits(text, at, dayOfYear - (153 * month + 2) / 5 + 1, 2);
    }

    /** Writes the number's last digits; returns the position behind them. */
    private static int digits(byte[] text, int at, int number, int digits) {
        int rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            // rest / 10, which not every compiler makes a multiplication.
            int tens = (int) ((rest * 0xCCCCCCCDL) >>> 35);
            text[i] = (byte) ('0' + rest - 10 * tens);
            rest = tens;
        }
        return at + digits;
    }
}
