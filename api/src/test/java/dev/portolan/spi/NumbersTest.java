package dev.portolan.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // JSON                  | long                | int
                "0                       | 0                   | 0",
                "\"0\"                   | 0                   | 0",
                "\"0012\"                | 12                  | 12",
                "2147483647              | 2147483647          | 2147483647",
                "2147483648              | 2147483648          |",
                "9223372036854775807     | 9223372036854775807 |",
                "9223372036854775808     |                     |",
                "9999999999999999999     |                     |",
                "\"00000000000000000001\"|                     |",
                "-1                      |                     |",
                "1.0                     |                     |",
                "1e2                     |                     |",
                "\"\"                    |                     |",
                "\"/\"                   |                     |",
                "\":\"                   |                     |",
                "\" 1\"                  |                     |",
                "\"\u0661\"              |                     |",
                "true                    |                     |",
                "[1]                     |                     |",
            })
    void a_number_is_whole_and_not_negative(String json, @Nullable Long asLong, @Nullable Integer asInt) {
        try (Json document = Json.read(json.getBytes(StandardCharsets.UTF_8))) {
            assertEquals(asLong, Numbers.longOrNull(document.root()));
            assertEquals(asInt, Numbers.intOrNull(document.root()));
        }
    }

    @Test
    void nothing_is_no_number_and_no_instant() {
        assertNull(Numbers.longOrNull((String) null));
        assertNull(Numbers.longOrNull((JsonNode) null));
        assertNull(Numbers.intOrNull(null));
        assertNull(Numbers.instantOrNull(null));
        assertEquals(Instant.EPOCH, Numbers.instantOrNull(new Time(0, 0, 3_600)));
    }
}
