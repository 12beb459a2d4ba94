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
    private static final int DAYS_OF_400_YEARS = 146_097;
    private static final int DAYS_OF_4_YEARS = 1_461;
    private static final int DAYS_FROM_MARCH_0_TO_1970 = 719_468;

    /** The longest text: {@code 2026-01-02T03:04:05.678901234+05:30}. */
    static final int LONGEST = 35;

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
        byte[] text = new byte[LONGEST];
        return new String(text, 0, write(text, 0), StandardCharsets.ISO_8859_1);
    }

    /** Writes the same, of at most {@link #LONGEST} bytes; returns the position behind it. */
    int write(byte[] text, int start) {
        long local = seconds + offsetSeconds;
        int days = (int) Math.floorDiv(local, SECONDS_PER_DAY);
        int second = (int) (local - (long) days * SECONDS_PER_DAY);
        int minute = second / 60;
        int hour = minute / 60;
        int at = date(text, start, days);
        text[at++] = 'T';
        at = digits(text, at, hour, 2);
        text[at++] = ':';
        at = digits(text, at, minute - 60 * hour, 2);
        text[at++] = ':';
        at = digits(text, at, second - 60 * minute, 2);
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
        return at;
    }

    /** The date so many days after 1970-01-01, by years that begin in March, so that a leap day is the last one. */
    private static int date(byte[] text, int start, int days) {
        // From the year -400 on, as the year 0 begins before its March.
        int day = days + DAYS_FROM_MARCH_0_TO_1970 + DAYS_OF_400_YEARS;
        int century = (4 * day + 3) / DAYS_OF_400_YEARS;
        int dayOfCentury = day - DAYS_OF_400_YEARS * century / 4;
        int yearOfCentury = (4 * dayOfCentury + 3) / DAYS_OF_4_YEARS;
        int dayOfYear = dayOfCentury - DAYS_OF_4_YEARS * yearOfCentury / 4;
        int month = (5 * dayOfYear + 2) / 153;
        int at = digits(text, start, 100 * century + yearOfCentury - (month < 10 ? 400 : 399), 4);
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
