package dev.portolan.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portolan.Corpus;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTest {

    @Test
    void the_times_of_the_json_schema_test_suite_are_told_from_others() {
        for (JsonNode test : Corpus.format("date-time")) {
            assertEquals(
                    test.get("valid").booleanValue(),
                    Times.rfc3339(test.get("data").textValue()) != null,
                    test.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.000Z, 2026-01-02T03:04:05Z",
        "2026-01-02t03:04:05.120z, 2026-01-02T03:04:05.12Z",
        "2026-01-02T03:04:05.1234567894Z, 2026-01-02T03:04:05.123456789Z",
        "2026-01-02T03:04:05.000000001+01:30, 2026-01-02T03:04:05.000000001+01:30",
        "2026-01-02T03:04:05-18:00, 2026-01-02T03:04:05-18:00",
        "2026-01-02T03:04:05+00:00, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05-00:00, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05+18:01, 2026-01-01T09:03:05Z",
        "2026-01-02T03:04:05-23:59, 2026-01-03T03:03:05Z",
        "1998-12-31T23:59:60Z, 1999-01-01T00:00:00Z",
        "1998-12-31T15:59:60.123-08:00, 1998-12-31T16:00:00.123-08:00",
        "2000-02-29T00:00:00Z, 2000-02-29T00:00:00Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "0000-01-01T00:00:00+01:00, 0000-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z",
    })
    void a_time_of_rfc_3339_is_written_in_its_shortest_form(String text, String shortest) {
        assertEquals(shortest, String.valueOf(Times.rfc3339(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-01-02",
                "2026-01-02T03:04:05",
                "2026-01-02T03:04Z",
                "2026-01-02 03:04:05Z",
                "2026-01-02T03:04:05+0100",
                "2026-01-02T03:04:05+01",
                "2026-01-02T03:04:05,1Z",
                "2026-01-02T03:04:05.Z",
                "2026-02-29T03:04:05Z",
                "1900-02-29T03:04:05Z",
                "2026-04-31T03:04:05Z",
                "2026-00-01T03:04:05Z",
                "2026-13-01T03:04:05Z",
                "2026-01-00T03:04:05Z",
                "2026-01-02T24:00:00Z",
                "2026-01-02T03:04:05+24:00",
                "2026-01-02T03:04:05+18:60",
                "1998-12-30T23:59:60Z",
                "1998-12-31T23:59:60+01:00",
                "-026-01-02T03:04:05Z",
                "2026-01-02T03:04:05Z ",
                "2026-01-02T03:04:05ZZ",
                "0000-01-01T00:00:00+23:00",
                "9999-12-31T23:59:59-23:00",
            })
    void anything_else_is_none(String text) {
        assertNull(Times.rfc3339(text));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04Z, 2026-01-02T03:04:00Z",
        "2020-01-02T15:50-04:00, 2020-01-02T15:50:00-04:00",
        "2026-01-02T03:04:05, 2026-01-02T03:04:05Z",
        "2026-01-02 03:04:05.678, 2026-01-02T03:04:05.678Z",
        "2026-01-02T03:04:05+0000, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.1234567+0530, 2026-01-02T03:04:05.1234567+05:30",
    })
    void providers_may_write_iso_8601_more_freely(String text, String shortest) {
        assertEquals(shortest, String.valueOf(Times.iso(text)));
    }

    @Test
    void every_day_has_its_date() {
        LocalDate first = LocalDate.of(0, 1, 1);
        LocalDate last = LocalDate.of(9999, 12, 31);
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            assertEquals(day + "T00:00:00Z", new Time(day.toEpochDay() * 86_400, 0, 0).toString());
        }
    }

    @Test
    void java_writes_and_reads_the_same_times() {
        Random random = new Random(20261125);
        for (int i = 0; i < 50_000; i++) {
            long seconds = random.nextLong(-62_167_132_800L, 253_402_214_400L);
            Time time = new Time(seconds, random.nextInt(1_000_000_000), 60 * random.nextInt(-18 * 60, 18 * 60 + 1));
            OffsetDateTime java = time.toOffsetDateTime();
            Time read = Times.rfc3339(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(java));

            assertNotNull(read);
            assertEquals(java, read.toOffsetDateTime());
            assertEquals(java, OffsetDateTime.parse(time.toString()));
            assertEquals(time.toString(), Time.of(java).toString());
            assertEquals(java.toInstant(), time.toInstant());
        }
    }
}
