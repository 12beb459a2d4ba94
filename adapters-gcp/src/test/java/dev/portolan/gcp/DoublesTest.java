package dev.portolan.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers are written the same on every JVM. */
final class DoublesTest {

    @ParameterizedTest
    @CsvSource({
        "0,                       0.0",
        "-0.0,                    -0.0",
        "1,                       1.0",
        "-1.5,                    -1.5",
        "100,                     100.0",
        "0.001,                   0.001",
        "2e-3,                    0.002",
        "9.999e-4,                9.999E-4",
        "9999999,                 9999999.0",
        "1e7,                     1.0E7",
        "123456789.125,           1.23456789125E8",
        "9007199254740993,        9.007199254740992E15",
        "2e22,                    2.0E22",
        "1e23,                    1.0E23",
        "2e23,                    2.0E23",
        "5.684341886080802E-14,   5.684341886080802E-14",
        "9.5367431640625E-7,      9.5367431640625E-7",
        "0.1,                     0.1",
        "0.30000000000000004,     0.30000000000000004",
        "1.1754943508222875E-38,  1.1754943508222875E-38",
        "2.2250738585072014E-308, 2.2250738585072014E-308",
        "1.7976931348623157E308,  1.7976931348623157E308",
        "4.9E-324,                4.9E-324",
        "2e-323,                  2.0E-323",
        "2.2e-322,                2.2E-322",
        "-8.41E21,                -8.41E21",
        "5.0E-324,                4.9E-324",
        "2.82879384806159E17,     2.82879384806159E17",
        "1.387364135037754E18,    1.387364135037754E18",
        "1.45800632428665E17,     1.45800632428665E17",
    })
    void a_number_has_as_many_digits_as_it_takes_to_read_it_back(double number, String text) {
        assertEquals(text, Doubles.shortest(number));
        assertEquals(text, Doubles.text(number));
        assertEquals(number, Double.parseDouble(text));
    }

    @Test
    void whatever_the_number_its_text_is_the_shortest() {
        Random random = new Random(20260102);
        for (int i = 0; i < 200_000; i++) {
            double number = switch (i % 4) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextInt() / 100.0;
                case 2 -> Double.longBitsToDouble(random.nextLong() & 0x7FF0_0000_0000_0000L);
                default -> Double.longBitsToDouble(random.nextLong() >>> (12 + random.nextInt(50)));
            };
            if (Double.isFinite(number)) {
                assertEquals(NumberOutput.toString(number, true), Doubles.shortest(number));
            }
        }
    }
}
