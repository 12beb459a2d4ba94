package dev.portolan.spi;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Readers for the ways providers write a time; each gives null for what it cannot read, and the event has no time then.
 *
 * <p>Exact: no digit goes through a {@code double}. Digits beyond nanoseconds are cut. Negative numbers are unreadable.
 */
public final class Times {

    private static final long FIRST_SECOND = -62_167_219_200L;
    private static final long LAST_SECOND = 253_402_300_799L;
    private static final int[] POWERS_OF_TEN = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };
    private static final int BY_SIZE = -1;

    private Times() {}

    /** Milliseconds since 1970, a JSON number or a string of one. */
    public static @Nullable Time millis(@Nullable JsonNode node) {
        return node == null ? null : decimal(node, 3);
    }

    /** Seconds since 1970, a JSON number or a string of one, with any fraction. */
    public static @Nullable Time seconds(@Nullable JsonNode node) {
        return node == null ? null : decimal(node, 0);
    }

    /** Microseconds since 1970, a JSON number or a string of one. */
    public static @Nullable Time micros(@Nullable JsonNode node) {
        return node == null ? null : decimal(node, 6);
    }

    /** Seconds, milliseconds or microseconds since 1970, told apart by size: 10^11 and more are not seconds. */
    public static @Nullable Time epoch(@Nullable JsonNode node) {
        return node == null ? null : decimal(node, BY_SIZE);
    }

    /** An ISO 8601 date and time, see {@link #iso(String)}. */
    public static @Nullable Time iso(@Nullable JsonNode node) {
        if (node == null || !node.isString()) {
            return null;
        }
        Time time = iso(node.bytes(), node.start() + 1, node.end() - 1);
        return time == null ? iso(node.string()) : time;
    }

    /** Numbers as they mostly are, digits with a point or without, are read where they stand. */
    private static @Nullable Time decimal(JsonNode node, int scale) {
        byte[] bytes = node.bytes();
        int quote = node.isString() ? 1 : 0;
        int start = node.start() + quote;
        int end = node.end() - quote;
        int point = end;
        long units = 0;
        for (int pos = start; pos < end; pos++) {
            int digit = bytes[pos] - '0';
            if (digit >= 0 && digit <= 9) {
                units = units * 10 + digit;
            } else if (bytes[pos] == '.' && point == end) {
                point = pos;
            } else {
                return decimal(scalar(node), scale);
            }
        }
        int whole = point - start;
        int decimals = (scale == BY_SIZE ? scale(whole) : scale) + Math.max(0, end - point - 1);
        if (whole == 0 || point == end - 1 || end - start > 18 || decimals > 9) {
            return decimal(scalar(node), scale);
        }
        long unit = POWERS_OF_TEN[decimals];
        long seconds = units / unit;
        int nanos = (int) (units - seconds * unit) * POWERS_OF_TEN[9 - decimals];
        return seconds > LAST_SECOND ? null : new Time(seconds, nanos, 0);
    }

    private static int scale(int wholeDigits) {
        return wholeDigits >= 15 ? 6 : wholeDigits >= 12 ? 3 : 0;
    }

    private static String scalar(JsonNode node) {
        return node.isString() ? node.string() : node.isNumber() ? node.literal() : "";
    }

    /**
     * A decimal number of {@code 10^-scale} seconds, with an exponent as writers of doubles have it; null for anything else.
     */
    public static @Nullable Time decimal(String number, int scale) {
        int end = mantissaEnd(number);
        int dot = number.indexOf('.');
        int wholeDigits = wholeDigits(number);
        if (end == 0 || dot == 0 || dot == end - 1 || wholeDigits < 0 || wholeDigits > 18) {
            return null;
        }
        wholeDigits -= scale == BY_SIZE ? scale(wholeDigits) : scale;
        long seconds = 0;
        int nanos = 0;
        int digit = 0;
        for (int i = 0; i < end; i++) {
            char c = number.charAt(i);
            if (i == dot) {
                continue;
            }
            if (!isDigit(c)) {
                return null;
            }
            if (digit < wholeDigits) {
                seconds = seconds * 10 + (c - '0');
            } else if (digit - wholeDigits < 9) {
                nanos += (c - '0') * POWERS_OF_TEN[8 - (digit - wholeDigits)];
            }
            digit++;
        }
        for (; digit < wholeDigits; digit++) {
            seconds *= 10;
        }
        return seconds > LAST_SECOND ? null : new Time(seconds, nanos, 0);
    }

    /** How many digits stand before the point once the exponent has moved it; -1 where that cannot be told. */
    private static int wholeDigits(String number) {
        int end = mantissaEnd(number);
        int dot = number.indexOf('.');
        int digits = dot < 0 || dot > end ? end : dot;
        if (end == number.length()) {
            return digits;
        }
        int first = end + 1;
        boolean signed = first < number.length() && (number.charAt(first) == '+' || number.charAt(first) == '-');
        int length = number.length() - first - (signed ? 1 : 0);
        int exponent = length < 1 || length > 2
                ? -1
                : digits(latin1(number), number.length() - length, length, number.length());
        return exponent < 0 ? -1 : digits + (number.charAt(first) == '-' ? -exponent : exponent);
    }

    private static int mantissaEnd(String number) {
        for (int i = 0; i < number.length(); i++) {
            if ((number.charAt(i) | 0x20) == 'e') {
                return i;
            }
        }
        return number.length();
    }

    /**
     * An ISO 8601 date and time: {@code 2026-01-02T03:04:05.678Z}; also without seconds, without an offset (then UTC), with
     * a blank or {@code t} for {@code T}, and with the offsets {@code z}, {@code +01:00}, {@code +0100}.
     *
     * @return null for anything else; leap seconds, years before 0000 and offsets beyond 18 hours too
     */
    public static @Nullable Time iso(String text) {
        return iso(latin1(text), 0, text.length());
    }

    /** As many bytes as characters: what Latin-1 lacks becomes a question mark or zero, which no time holds either. */
    private static byte[] latin1(String text) {
        byte[] latin1 = text.getBytes(StandardCharsets.ISO_8859_1);
        return latin1.length == text.length() ? latin1 : Arrays.copyOf(latin1, text.length());
    }

    private static @Nullable Time iso(byte[] text, int start, int end) {
        if (end - start < 16) {
            return null;
        }
        int century = twoDigits(text, start);
        int yearOfCentury = twoDigits(text, start + 2);
        int month = twoDigits(text, start + 5);
        int day = twoDigits(text, start + 8);
        int hour = twoDigits(text, start + 11);
        int minute = twoDigits(text, start + 14);
        int year = century * 100 + yearOfCentury;
        if ((century | yearOfCentury | month | day | hour | minute) < 0
                || text[start + 4] != '-'
                || text[start + 7] != '-'
                || (text[start + 10] != 'T' && text[start + 10] != 't' && text[start + 10] != ' ')
                || text[start + 13] != ':'
                || hour > 23
                || minute > 59
                || month < 1
                || month > 12
                || day < 1
                || day > daysIn(year, month)) {
            return null;
        }
        int at = start + 16;
        int second = 0;
        int nanos = 0;
        if (at < end && text[at] == ':') {
            second = end - at < 3 ? -1 : twoDigits(text, at + 1);
            if (second < 0 || second > 59) {
                return null;
            }
            at += 3;
            if (at < end && text[at] == '.') {
                int first = ++at;
                while (at < end && isDigit(text[at])) {
                    if (at - first < 9) {
                        nanos = nanos * 10 + text[at] - '0';
                    }
                    at++;
                }
                if (at == first) {
                    return null;
                }
                nanos *= POWERS_OF_TEN[Math.max(0, 9 - (at - first))];
            }
        }
        int offset = offset(text, at, end);
        if (offset == Integer.MIN_VALUE) {
            return null;
        }
        long seconds = daysFrom1970(year, month, day) * 86_400L + hour * 3_600L + minute * 60L + second - offset;
        return new Time(seconds, nanos, offset);
    }

    /**
     * A time of RFC 3339, as a ready-made CloudEvent has it. Every one is read: a leap second is the second after it, and an
     * offset beyond 18 hours, which {@code java.time} cannot hold, becomes UTC.
     *
     * @return null for anything else
     */
    public static @Nullable Time rfc3339(String text) {
        int length = text.length();
        int last = length - 1;
        boolean utc = last >= 19 && (text.charAt(last) | 0x20) == 'z';
        boolean offset = length >= 25 && text.charAt(length - 3) == ':' && "+-".indexOf(text.charAt(length - 6)) >= 0;
        if ((!utc && !offset) || text.charAt(10) == ' ' || text.charAt(16) != ':') {
            return null;
        }
        if (text.startsWith("60", 17)) {
            return leapSecond(text);
        }
        Time time = iso(text);
        if (time != null || !offset) {
            return time;
        }
        Time local = iso(text.substring(0, length - 6) + "Z");
        byte[] latin1 = latin1(text);
        int hours = digits(latin1, length - 5, 2, length);
        int minutes = digits(latin1, length - 2, 2, length);
        if (local == null || hours < 18 || hours > 23 || minutes < 0 || minutes > 59) {
            return null;
        }
        int seconds = hours * 3_600 + minutes * 60;
        Time inUtc = local.plusSeconds(text.charAt(length - 6) == '-' ? seconds : -seconds);
        return isWithinYears(inUtc.toInstant()) ? inUtc : null;
    }

    /** The same; most are read where they stand. Null for what is no text, too. */
    public static @Nullable Time rfc3339(JsonNode node) {
        if (!node.isString()) {
            return null;
        }
        byte[] text = node.bytes();
        int start = node.start() + 1;
        int end = node.end() - 1;
        boolean isPlain = end - start >= 20
                && (text[end - 1] | 0x20) == 'z'
                && text[start + 10] != ' '
                && text[start + 16] == ':';
        Time time = isPlain ? iso(text, start, end) : null;
        return time == null ? rfc3339(node.string()) : time;
    }

    /** Whether an instant is in the years 0 to 9999 of UTC, which RFC 3339 can write. */
    public static boolean isWithinYears(Instant instant) {
        long second = instant.getEpochSecond();
        return second >= FIRST_SECOND && second <= LAST_SECOND;
    }

    private static @Nullable Time leapSecond(String text) {
        Time before = rfc3339(text.substring(0, 17) + "59" + text.substring(19));
        if (before == null) {
            return null;
        }
        Time after = before.plusSeconds(1);
        if (!isWithinYears(after.toInstant())) {
            return null;
        }
        OffsetDateTime utc = after.toInstant().atOffset(ZoneOffset.UTC);
        return utc.getDayOfMonth() == 1 && utc.toLocalTime().toSecondOfDay() == 0 ? after : null;
    }

    private static int offset(byte[] text, int at, int end) {
        int left = end - at;
        if (left == 0 || (left == 1 && (text[at] | 0x20) == 'z')) {
            return 0;
        }
        boolean colon = left == 6 && text[at + 3] == ':';
        if ((left != 5 && !colon) || (text[at] != '+' && text[at] != '-')) {
            return Integer.MIN_VALUE;
        }
        int hours = digits(text, at + 1, 2, end);
        int minutes = digits(text, at + (colon ? 4 : 3), 2, end);
        if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > 18 * 60) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3_600 + minutes * 60;
        return text[at] == '-' ? -seconds : seconds;
    }

    private static int digits(byte[] text, int start, int count, int end) {
        if (start + count > end) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < start + count; i++) {
            if (!isDigit(text[i])) {
                return -1;
            }
            value = value * 10 + (text[i] - '0');
        }
        return value;
    }

    /** The number that two digits are; less than 0 if they are none. */
    private static int twoDigits(byte[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return (tens | ones | (9 - tens) | (9 - ones)) < 0 ? -1 : tens * 10 + ones;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static int daysIn(int year, int month) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    private static int daysFrom1970(int year, int month, int day) {
        // Of a year that begins in March, so that the day that some years have more is the last one.
        int y = month <= 2 ? year - 1 : year;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return y * 365 + (y >> 2) - Math.floorDiv(y, 100) + Math.floorDiv(y, 400) + dayOfYear - 719_468;
    }
}
