package dev.portolan.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
