package dev.portolan.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1970-01-01T00:00:00Z",
        "1607497475, 0, 2020-12-09T07:04:35Z",
        "1607497475.1234567899, 0, 2020-12-09T07:04:35.123456789Z",
        "1607497475123, 3, 2020-12-09T07:04:35.123Z",
        "1607497475123.5, 3, 2020-12-09T07:04:35.1235Z",
        "1607497475123456, 6, 2020-12-09T07:04:35.123456Z",
        "5, 6, 1970-01-01T00:00:00.000005Z",
        "1.607497475123E9, 0, 2020-12-09T07:04:35.123Z",
        "1.607497475123e+12, 3, 2020-12-09T07:04:35.123Z",
        "16074974751.23E-1, 0, 2020-12-09T07:04:35.123Z",
        "253402300799, 0, 9999-12-31T23:59:59Z",
    })
    void a_decimal_number_is_read_exactly(String number, int scale, OffsetDateTime expected) {
        Time time = Times.decimal(number, scale);
        assertEquals(expected, time == null ? null : time.toOffsetDateTime());
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "-1",
        "+1",
        ".5",
        "5.",
        "1.2.3",
        "abc",
        "1E",
        "1E+",
        "1Ex",
        "E9",
        "1E999",
        "1E-9",
        "253402300800",
        "'1 '",
        "0x10"
    })
    void what_is_no_time_is_none(String number) {
        assertNull(Times.decimal(number, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00",
                "2026-01-02T03:04:05\ud83d\ude00\ud83d\ude00\ud83d\ude00",
                "\ud83d\ude00\ud83d\ude00e12",
                "2026-01-02T03:04:05\ud83d\ude00\ud83d\ude00\ud83d\ude00+01:00",
                "\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00:00Z",
                "9999-12-31T23:59:60Z"
            })
    void what_no_time_can_be_is_none_in_every_form(String text) {
        assertNull(Times.iso(text));
        assertNull(Times.rfc3339(text));
        assertNull(Times.decimal(text, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "1480642020, 2016-12-02T01:27:00Z",
        "1480642020.25, 2016-12-02T01:27:00.25Z",
        "1.48064202E9, 2016-12-02T01:27:00Z",
        "1480642020123, 2016-12-02T01:27:00.123Z",
        "1.480642020123E12, 2016-12-02T01:27:00.123Z",
        "1480642020123456, 2016-12-02T01:27:00.123456Z",
    })
    void the_size_tells_the_unit_of_an_epoch(String number, OffsetDateTime expected) {
        try (Json json = Json.read(number.getBytes(StandardCharsets.UTF_8))) {
            Time time = Times.epoch(json.root());
            assertEquals(expected, time == null ? null : time.toOffsetDateTime());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // JSON              | as seconds                     | as milliseconds              | as microseconds
                "1607497475          | 2020-12-09T07:04:35Z           | 1970-01-19T14:31:37.475Z     | 1970-01-01T00:26:47.497475Z",
                "\"1607497475\"      | 2020-12-09T07:04:35Z           | 1970-01-19T14:31:37.475Z     | 1970-01-01T00:26:47.497475Z",
                "1.5                 | 1970-01-01T00:00:01.5Z         | 1970-01-01T00:00:00.0015Z    | 1970-01-01T00:00:00.0000015Z",
                "0.123456789         | 1970-01-01T00:00:00.123456789Z | 1970-01-01T00:00:00.000123456Z | 1970-01-01T00:00:00.000000123Z",
                "0.1234567899        | 1970-01-01T00:00:00.123456789Z | 1970-01-01T00:00:00.000123456Z | 1970-01-01T00:00:00.000000123Z",
                "1607497475.12345678 | 2020-12-09T07:04:35.12345678Z  | 1970-01-19T14:31:37.475123456Z | 1970-01-01T00:26:47.497475123Z",
                "253402300799        | 9999-12-31T23:59:59Z           | 1978-01-11T21:31:40.799Z     | 1970-01-03T22:23:22.300799Z",
                "253402300800        |                                | 1978-01-11T21:31:40.800Z     | 1970-01-03T22:23:22.300800Z",
                "1.607497475E9       | 2020-12-09T07:04:35Z           | 1970-01-19T14:31:37.475Z     | 1970-01-01T00:26:47.497475Z",
                "\".5\"              |                                |                              |",
                "\"5.\"              |                                |                              |",
                "\"1.2.3\"           |                                |                              |",
                "\"\"                |                                |                              |",
                "-1                  |                                |                              |",
                "true                |                                |                              |",
                "{}                  |                                |                              |",
            })
    void a_number_in_a_document_is_read_exactly(
            String json, @Nullable Instant seconds, @Nullable Instant millis, @Nullable Instant micros) {
        try (Json document = Json.read(json.getBytes(StandardCharsets.UTF_8))) {
            assertEquals(seconds, Numbers.instantOrNull(Times.seconds(document.root())));
            assertEquals(millis, Numbers.instantOrNull(Times.millis(document.root())));
            assertEquals(micros, Numbers.instantOrNull(Times.micros(document.root())));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"2026-01-02T03:04:05.678Z\"       | 2026-01-02T03:04:05.678Z",
                "\"2026-01-02T03:04:05\\u005a\"     | 2026-01-02T03:04:05Z",
                "\"2026-01-02 03:04\"               | 2026-01-02T03:04:00Z",
                "\"2026-01-02T03:04:05+01:00\"      | 2026-01-02T02:04:05Z",
                "\"9999-12-31T23:59:59+01:00\"      | 9999-12-31T22:59:59Z",
                "\"9999-12-31T23:59:59-01:00\"      |",
                "\"0000-01-01T00:00:00+00:01\"      |",
                "\"2026-01-02T03:04:05Z \"          |",
                "\"\"                               |",
                "20260102                           |",
                "[\"2026-01-02T03:04:05Z\"]         |",
            })
    void a_date_in_a_document_is_text(String json, @Nullable Instant instant) {
        try (Json document = Json.read(json.getBytes(StandardCharsets.UTF_8))) {
            assertEquals(instant, Numbers.instantOrNull(Times.iso(document.root())));
        }
    }

    @Test
    void no_value_is_no_time() {
        assertNull(Times.seconds(null));
        assertNull(Times.millis(null));
        assertNull(Times.micros(null));
        assertNull(Times.epoch(null));
        assertNull(Times.iso((JsonNode) null));
    }
}
