package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static final Limits ONES = new Limits(1, 1, 1, 1, 1, 1);

    private static final List<IntFunction<Limits>> EACH = List.of(
            ONES::withPayloadBytes,
            ONES::withDepth,
            ONES::withMembers,
            ONES::withItems,
            ONES::withDecodedBytes,
            ONES::withDecodedRatio);

    @Test
    void one_limit_is_changed_and_no_other() {
        assertEquals(
                List.of(
                        new Limits(7, 1, 1, 1, 1, 1),
                        new Limits(1, 7, 1, 1, 1, 1),
                        new Limits(1, 1, 7, 1, 1, 1),
                        new Limits(1, 1, 1, 7, 1, 1),
                        new Limits(1, 1, 1, 1, 7, 1),
                        new Limits(1, 1, 1, 1, 1, 7)),
                EACH.stream().map(limit -> limit.apply(7)).toList());
    }

    @Test
    void no_limit_is_below_one() {
        for (IntFunction<Limits> limit : EACH) {
            assertThrows(IllegalArgumentException.class, () -> limit.apply(0));
            assertThrows(IllegalArgumentException.class, () -> limit.apply(-1));
        }
    }
}
