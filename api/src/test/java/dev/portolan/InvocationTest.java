package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvocationTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static Invocation until(Instant deadline) {
        return new Invocation("id", "function", "trace", deadline, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void the_time_left_is_counted_to_the_deadline_and_beyond() {
        assertEquals(1_500, until(NOW.plusMillis(1_500)).remainingMillis());
        assertEquals(-1_000, until(NOW.minus(Duration.ofSeconds(1))).remainingMillis());
        assertEquals(Long.MAX_VALUE, Invocation.UNKNOWN.remainingMillis());
        assertNull(Invocation.UNKNOWN.deadline());
    }

    @Test
    void a_deadline_that_milliseconds_cannot_count_is_far_away() {
        assertTrue(until(Instant.MAX).remainingMillis()
                > Duration.ofDays(1_000_000).toMillis());
        assertTrue(until(Instant.MIN).remainingMillis()
                < -Duration.ofDays(1_000_000).toMillis());
    }

    @Test
    void a_log_or_another_id_changes_nothing_else() {
        List<String> failed = new ArrayList<>();
        Invocation logged = until(NOW).withFailureLog((kind, item, event, failure) -> failed.add(kind + item));
        Invocation other = logged.withId("other");
        other.failed("kind", 7, null, new IllegalStateException());

        assertEquals("id", logged.id());
        assertEquals("other", other.id());
        assertEquals(List.of("kind7"), failed);
        for (Invocation each : List.of(logged, other)) {
            assertEquals("function", each.function());
            assertEquals("trace", each.traceparent());
            assertEquals(NOW, each.deadline());
            assertEquals(0, each.remainingMillis());
        }
    }
}
