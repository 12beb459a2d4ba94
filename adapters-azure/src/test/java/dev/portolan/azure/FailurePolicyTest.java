package dev.portolan.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.RejectedEventException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of an event that fails, second by second, on a clock that only the test moves. */
class FailurePolicyTest {

    private static final Event EVENT = AzureAdapter.read(
                    AzurePayload.of("queueTrigger", "x".getBytes(StandardCharsets.UTF_8))
                            .withMetadata(Map.of("Id", "1")))
            .events()
            .get(0);

    private final VirtualTime time = new VirtualTime();
    private final List<Long> attempts = new ArrayList<>();
    private final List<String> deadLetters = new ArrayList<>();
    private final List<LogRecord> log = new ArrayList<>();

    /** The time of the test, as a clock and as the time between attempts. */
    private static final class VirtualTime extends Clock implements Waiting {

        private long millis;

        @Override
        public long nowMillis() {
            return millis;
        }

        @Override
        public void pause(long millis) {
            this.millis += millis;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void each_delay_is_twice_the_last_until_the_policy_ends() {
        FailurePolicy policy = FailurePolicy.retry(Duration.ofSeconds(1), Duration.ofSeconds(20));
        assertThrows(IOException.class, () -> handle(policy, false, null, failing(99, 0)));
        assertEquals(List.of(0L, 1000L, 3000L, 7000L, 15_000L), attempts);
    }

    @Test
    void the_time_that_the_handler_takes_counts() {
        FailurePolicy policy = FailurePolicy.retry(Duration.ofSeconds(1), Duration.ofSeconds(20));
        assertThrows(IOException.class, () -> handle(policy, false, null, failing(99, 6000)));
        assertEquals(List.of(0L, 7000L, 15_000L, 25_000L), attempts);
    }

    @Test
    void no_attempt_starts_that_the_deadline_leaves_no_time_for() {
        FailurePolicy policy = FailurePolicy.retry(Duration.ofSeconds(1), Duration.ofHours(1));
        assertThrows(IOException.class, () -> handle(policy, false, Instant.ofEpochSecond(10), failing(99, 0)));
        assertEquals(List.of(0L, 1000L, 3000L), attempts);
        assertEquals(3000, time.millis);
    }

    @Test
    void an_attempt_that_succeeds_ends_it() throws Exception {
        handle(FailurePolicy.retry(Duration.ofSeconds(1), Duration.ofHours(1)), false, null, failing(2, 0));
        assertEquals(List.of(0L, 1000L, 3000L), attempts);
    }

    @Test
    void to_fail_is_one_attempt_and_the_handlers_own_exception() {
        IOException failure = new IOException("no");
        assertSame(
                failure,
                assertThrows(
                        IOException.class,
                        () -> handle(FailurePolicy.fail(), false, null, (event, invocation) -> {
                            throw failure;
                        })));
        assertEquals(0, time.millis);
    }

    @Test
    void what_fails_for_good_is_put_aside_and_done() throws Exception {
        FailurePolicy policy = FailurePolicy.retry(Duration.ofSeconds(1), Duration.ofSeconds(2))
                .thenDeadLetter((event, failure) -> deadLetters.add(event.getId() + " " + failure.getMessage()));
        handle(policy, false, null, failing(99, 0));
        assertEquals(List.of(0L, 1000L), attempts);
        assertEquals(List.of("1 attempt 2"), deadLetters);
    }

    @Test
    void nothing_is_put_aside_while_the_host_tries_again() {
        FailurePolicy policy = FailurePolicy.deadLetter((event, failure) -> deadLetters.add(event.getId()));
        assertThrows(IOException.class, () -> handle(policy, true, null, failing(99, 0)));
        assertEquals(List.of(), deadLetters);
    }

    @Test
    void what_fails_is_left_to_a_platform_that_delivers_again_and_has_a_dead_letter_end() {
        FailurePolicy policy = FailurePolicy.deadLetter((event, failure) -> deadLetters.add(event.getId()));
        EventHandler queue = new GuardedHandler(failing(99, 0), policy, false, true, logger(), time);
        assertThrows(IOException.class, () -> queue.handle(EVENT, Invocation.UNKNOWN));
        assertEquals(List.of(), deadLetters);
    }

    @Test
    void what_cannot_be_put_aside_fails() {
        FailurePolicy policy = FailurePolicy.deadLetter((event, failure) -> {
            throw new IllegalStateException("full");
        });
        assertEquals(
                "full",
                assertThrows(IllegalStateException.class, () -> handle(policy, false, null, failing(99, 0)))
                        .getMessage());
    }

    @Test
    void a_rejected_event_is_tried_once_and_put_aside_even_if_the_host_tries_again() throws Exception {
        EventHandler rejecting = (event, invocation) -> {
            attempts.add(time.millis);
            throw new RejectedEventException("never");
        };
        FailurePolicy retry = FailurePolicy.retry(Duration.ofSeconds(1), Duration.ofSeconds(20));
        handle(retry.thenDeadLetter((event, failure) -> deadLetters.add(event.getId())), true, null, rejecting);
        assertEquals(List.of("1"), deadLetters);
        assertEquals(List.of(0L), attempts);
        handle(retry, false, null, rejecting);
        assertTrue(log.get(0).getMessage().contains("is lost"), log.get(0).getMessage());
    }

    @Test
    void an_interrupted_handler_is_not_tried_again() {
        FailurePolicy policy = FailurePolicy.retry(Duration.ofSeconds(1), Duration.ofSeconds(20))
                .thenDeadLetter((event, failure) -> deadLetters.add(event.getId()));
        assertThrows(
                InterruptedException.class,
                () -> handle(policy, false, null, (event, invocation) -> {
                    throw new InterruptedException();
                }));
        assertEquals(List.of(), deadLetters);
    }

    @Test
    void a_delay_of_nothing_or_longer_than_the_whole_is_refused() {
        Duration second = Duration.ofSeconds(1);
        assertThrows(IllegalArgumentException.class, () -> FailurePolicy.retry(Duration.ZERO, second));
        assertThrows(IllegalArgumentException.class, () -> FailurePolicy.retry(second.negated(), second));
        assertThrows(IllegalArgumentException.class, () -> FailurePolicy.retry(second, Duration.ofMillis(999)));
        assertThrows(IllegalArgumentException.class, () -> FailurePolicy.retry(Duration.ofNanos(1), second));
    }

    private EventHandler failing(int times, long millis) {
        return (event, invocation) -> {
            attempts.add(time.millis);
            time.pause(millis);
            if (attempts.size() <= times) {
                throw new IOException("attempt " + attempts.size());
            }
        };
    }

    private void handle(FailurePolicy policy, boolean comesAgain, @Nullable Instant deadline, EventHandler handler)
            throws Exception {
        new GuardedHandler(handler, policy, comesAgain, false, logger(), time)
                .handle(EVENT, new Invocation("i", "f", null, deadline, time));
    }

    private Logger logger() {
        Logger logger = Logger.getAnonymousLogger();
        logger.setUseParentHandlers(false);
        logger.addHandler(new Handler() {
            @Override
            public void publish(LogRecord record) {
                log.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        return logger;
    }
}
