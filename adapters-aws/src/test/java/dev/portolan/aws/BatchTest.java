package dev.portolan.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Delivery;
import dev.portolan.DeliveryFailedException;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What queues and streams are answered, whatever becomes of the items: byte for byte, and never too little. */
class BatchTest {

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(4);
    private static final int EXHAUSTIVE = 10;

    @AfterAll
    static void closePool() {
        THREADS.shutdown();
    }

    /** The rows, each with what it makes of an item. */
    private enum Row {
        SQS {
            @Override
            String record(int item, String group, boolean decodable) {
                return message("q", item, group, decodable);
            }
        },
        FIFO {
            @Override
            String record(int item, String group, boolean decodable) {
                return message("q.fifo", item, group, decodable);
            }
        },
        KINESIS {
            @Override
            String record(int item, String group, boolean decodable) {
                return "{'eventID':'" + item + "','kinesis':{'sequenceNumber':'id-" + item + "','data':'"
                        + (decodable ? "YQ==" : "?") + "'},'eventSourceARN':'arn:aws:kinesis:eu-west-1:1:stream/s'}";
            }
        },
        DYNAMODB {
            @Override
            String record(int item, String group, boolean decodable) {
                return "{'eventID':'" + item + "','eventName':" + (decodable ? "'INSERT'" : "7")
                        + ",'dynamodb':{'SequenceNumber':'id-" + item
                        + "'},'eventSourceARN':'arn:aws:dynamodb:eu-west-1:1:table/T/stream/x'}";
            }
        };

        abstract String record(int item, String group, boolean decodable);

        private static String message(String queue, int item, String group, boolean decodable) {
            return "{'messageId':'id-" + item + "','receiptHandle':'r','body':" + (decodable ? "'b'" : "{}")
                    + ",'attributes':{'MessageGroupId':'" + group + "'},'eventSourceARN':'arn:aws:sqs:eu-west-1:1:"
                    + queue + "'}";
        }

        boolean isStream() {
            return this == KINESIS || this == DYNAMODB;
        }

        Delivery<byte[]> delivery(int[] groups) {
            return delivery(groups, new BitSet());
        }

        Delivery<byte[]> delivery(int[] groups, BitSet undecodable) {
            StringBuilder records = new StringBuilder("{'Records':[");
            for (int i = 0; i < groups.length; i++) {
                records.append(i == 0 ? "" : ",").append(record(i, "g" + groups[i], !undecodable.get(i)));
            }
            return AwsAdapter.read(
                    records.append("]}").toString().replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        }

        /** The items that are attempted when these fail: the model. */
        BitSet asked(BitSet failing, int[] groups) {
            BitSet asked = new BitSet();
            Set<Integer> stopped = new HashSet<>();
            for (int i = 0; i < groups.length; i++) {
                int group = this == SQS ? i : this == FIFO ? groups[i] : 0;
                asked.set(i, !stopped.contains(group));
                if (failing.get(i)) {
                    stopped.add(group);
                }
            }
            return asked;
        }

        /** The items that the platform must see again when these fail: all that are not done. */
        BitSet again(BitSet failing, int[] groups) {
            BitSet again = new BitSet();
            again.set(0, groups.length);
            BitSet done = asked(failing, groups);
            done.andNot(failing);
            again.andNot(done);
            return again;
        }

        String answer(BitSet again) {
            List<String> failures = new ArrayList<>();
            for (int i = again.nextSetBit(0); i >= 0; i = again.nextSetBit(i + 1)) {
                if (failures.isEmpty() || !isStream()) {
                    failures.add("{\"itemIdentifier\":\"id-" + i + "\"}");
                }
            }
            return "{\"batchItemFailures\":[" + String.join(",", failures) + "]}";
        }
    }

    private enum Mode {
        SEQUENTIAL,
        SAME_THREAD,
        POOL;

        @Nullable
        Executor executor() {
            return this == SEQUENTIAL ? null : this == POOL ? THREADS : Runnable::run;
        }
    }

    private static int item(Event event) {
        String id = event.getId();
        return Integer.parseInt(id.substring(id.indexOf('-') + 1));
    }

    /** Fails these items, and keeps a ledger of what it was asked for. */
    private static final class Ledger implements EventHandler {
        private final Row row;
        private final BitSet failing;
        private final int[] groups;
        private final AtomicIntegerArray asked;
        private final Map<Integer, AtomicInteger> last = new HashMap<>();
        final AtomicInteger disorder = new AtomicInteger();

        Ledger(Row row, BitSet failing, int[] groups) {
            this.row = row;
            this.failing = failing;
            this.groups = groups;
            asked = new AtomicIntegerArray(groups.length);
            for (int group : groups) {
                last.put(group, new AtomicInteger(-1));
            }
        }

        @Override
        public void handle(Event event, Invocation invocation) {
            int item = item(event);
            AtomicInteger before = last.get(row.isStream() ? groups[0] : groups[item]);
            int previous = before == null ? item : before.get();
            asked.incrementAndGet(item);
            // Two of a group at once would both go on from the same item.
            if (row != Row.SQS && (previous >= item || before == null || !before.compareAndSet(previous, item))) {
                disorder.incrementAndGet();
            }
            if (failing.get(item)) {
                throw new IllegalStateException("on purpose");
            }
        }

        void check(BitSet expected, String what) {
            BitSet once = new BitSet();
            for (int i = 0; i < groups.length; i++) {
                once.set(i, asked.get(i) == 1);
                assertTrue(asked.get(i) < 2, what);
            }
            assertEquals(expected, once, what);
            assertEquals(0, disorder.get(), what);
        }
    }

    private static void check(Row row, Mode mode, Delivery<byte[]> delivery, int[] groups, BitSet failing) {
        Ledger ledger = new Ledger(row, failing, groups);
        BitSet again = row.again(failing, groups);
        String answer = answer(delivery, ledger, Invocation.UNKNOWN, mode.executor());

        assertEquals(row.answer(again), answer);
        ledger.check(row.asked(failing, groups), row + " " + mode + " of " + groups.length);
    }

    private static String answer(
            Delivery<byte[]> delivery, EventHandler handler, Invocation invocation, @Nullable Executor executor) {
        return new String(delivery.handle(handler, invocation, executor), StandardCharsets.UTF_8);
    }

    private static int[] groups(int items, int groups) {
        int[] all = new int[items];
        for (int i = 0; i < items; i++) {
            all[i] = i % groups;
        }
        return all;
    }

    private static BitSet bits(long bits) {
        return BitSet.valueOf(new long[] {bits});
    }

    @ParameterizedTest
    @EnumSource
    void every_outcome_of_up_to_ten_items_is_answered_exactly(Row row) {
        int cases = 0;
        for (int groupCount = row == Row.FIFO ? 2 : 1; groupCount <= (row == Row.FIFO ? 3 : 1); groupCount++) {
            for (int items = 1; items <= EXHAUSTIVE; items++) {
                int[] groups = groups(items, groupCount);
                Delivery<byte[]> delivery = row.delivery(groups);
                for (long failing = 0; failing < 1L << items; failing++) {
                    for (Mode mode : Mode.values()) {
                        check(row, mode, delivery, groups, bits(failing));
                        cases++;
                    }
                }
            }
        }
        assertEquals(2_046 * Mode.values().length * (row == Row.FIFO ? 2 : 1), cases);
    }

    @ParameterizedTest
    @EnumSource
    void random_outcomes_of_up_to_ten_thousand_items_are_answered_exactly(Row row) {
        Random random = new Random(20261126);
        for (int i = 0; i < 200; i++) {
            int items = i < 4 ? 10_000 : 1 + random.nextInt(60);
            int groupCount = 1 + random.nextInt(items);
            int[] groups = random.ints(items, 0, groupCount).toArray();
            BitSet failing = new BitSet();
            for (int failures = random.nextInt(3) == 0 ? 0 : random.nextInt(items + 1); failures > 0; failures--) {
                failing.set(random.nextInt(items));
            }
            Delivery<byte[]> delivery = row.delivery(groups);
            for (Mode mode : Mode.values()) {
                check(row, mode, delivery, groups, failing);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_item_that_cannot_be_decoded_fails_in_its_place_whichever_it_is(Row row) {
        int[] groups = groups(6, 2);
        for (int bad = 0; bad < groups.length; bad++) {
            Delivery<byte[]> delivery = row.delivery(groups, bits(1L << bad));
            for (Mode mode : Mode.values()) {
                Ledger ledger = new Ledger(row, new BitSet(), groups);
                BitSet failing = bits(1L << bad);
                BitSet asked = row.asked(failing, groups);
                asked.clear(bad);

                assertEquals(
                        row.answer(row.again(failing, groups)),
                        answer(delivery, ledger, Invocation.UNKNOWN, mode.executor()));
                ledger.check(asked, row + " " + mode + " " + bad);
            }
        }
    }

    /** Time that moves when it is told to. */
    private static final class Hands extends Clock {
        final AtomicLong millis = new AtomicLong();

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.get());
        }

        Invocation minute() {
            return new Invocation("r", "f", null, Instant.ofEpochMilli(60_000), this);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothing_is_started_once_only_the_margin_is_left_and_the_rest_is_reported(Row row) {
        int[] groups = groups(6, 2);
        Delivery<byte[]> delivery = row.delivery(groups);
        for (int last = 0; last < groups.length; last++) {
            for (Mode mode : List.of(Mode.SEQUENTIAL, Mode.SAME_THREAD)) {
                // A twentieth of the minute is the margin; with a millisecond more the next item may start.
                for (int left = 3_000; left <= 3_001; left++) {
                    Hands clock = new Hands();
                    int stop = last;
                    int remaining = left;
                    List<Integer> handled = new ArrayList<>();
                    EventHandler handler = (event, invocation) -> {
                        handled.add(item(event));
                        if (handled.size() == stop + 1) {
                            clock.millis.set(60_000 - remaining);
                        }
                    };
                    BitSet again = new BitSet();
                    String answer = answer(delivery, handler, clock.minute(), mode.executor());
                    again.set(0, groups.length);
                    handled.forEach(again::clear);

                    assertEquals(left == 3_000 ? stop + 1 : groups.length, handled.size());
                    assertEquals(row.answer(again), answer);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"60000, 3000", "20000, 1000", "5000, 1000", "2000, 1000", "1000, 500", "150, 100"})
    void the_margin_is_a_twentieth_but_a_second_at_least_and_half_at_most(int timeout, int margin) {
        Hands clock = new Hands();
        Invocation invocation = new Invocation("r", "f", null, Instant.ofEpochMilli(timeout), clock);
        EventHandler handler = (event, any) -> clock.millis.compareAndSet(0, timeout - margin - 1);
        EventHandler slower = (event, any) -> clock.millis.compareAndSet(0, timeout - margin);

        assertEquals(Row.SQS.answer(new BitSet()), answer(Row.SQS.delivery(groups(2, 1)), handler, invocation, null));
        clock.millis.set(0);
        assertEquals(Row.SQS.answer(bits(0b10)), answer(Row.SQS.delivery(groups(2, 1)), slower, invocation, null));
    }

    @ParameterizedTest
    @EnumSource(names = {"SQS", "FIFO"})
    void what_hangs_past_the_deadline_is_reported_alone(Row row) throws InterruptedException {
        int[] groups = groups(5, 5);
        Delivery<byte[]> delivery = row.delivery(groups);
        for (int item = 0; item < groups.length; item++) {
            Hands clock = new Hands();
            CountDownLatch others = new CountDownLatch(groups.length - 1);
            CountDownLatch answered = new CountDownLatch(1);
            CountDownLatch all = new CountDownLatch(groups.length);
            int hanging = item;
            EventHandler handler = (event, invocation) -> {
                if (item(event) == hanging) {
                    others.await();
                    clock.millis.set(60_000);
                    answered.await();
                }
            };
            Executor executor = lane -> new Thread(() -> {
                        lane.run();
                        others.countDown();
                        all.countDown();
                    })
                    .start();

            String answer = answer(delivery, handler, clock.minute(), executor);
            answered.countDown();
            all.await();
            assertEquals(row.answer(bits(1L << item)), answer);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_error_at_any_item_stops_the_batch_and_what_is_not_done_is_reported(Row row) {
        int[] groups = groups(6, 3);
        Delivery<byte[]> delivery = row.delivery(groups);
        for (int item = 0; item < groups.length; item++) {
            for (Throwable error : List.of(
                    new NoClassDefFoundError("on purpose"),
                    new StackOverflowError("on purpose"),
                    new OutOfMemoryError("on purpose"),
                    new AssertionError("on purpose"),
                    new InterruptedException("on purpose"))) {
                for (Mode mode : Mode.values()) {
                    int failing = item;
                    List<Integer> started = new ArrayList<>();
                    BitSet again = new BitSet();
                    again.set(0, groups.length);
                    EventHandler handler = (event, invocation) -> {
                        synchronized (again) {
                            started.add(item(event));
                        }
                        if (item(event) == failing) {
                            BatchTest.<Exception>raise(error);
                        }
                        synchronized (again) {
                            again.clear(item(event));
                        }
                    };
                    String answer = answer(delivery, handler, Invocation.UNKNOWN, mode.executor());
                    boolean interrupted = Thread.interrupted();

                    assertEquals(row.answer(again), answer, error + " at " + item + ", " + mode);
                    boolean here = mode != Mode.POOL || row.isStream();
                    assertEquals(here && error instanceof InterruptedException, interrupted);
                    if (here) {
                        assertEquals(item, started.get(started.size() - 1));
                    }
                }
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable error) throws T {
        throw (T) error;
    }

    @ParameterizedTest
    @EnumSource
    void an_interrupt_lets_the_item_end_and_starts_no_other(Row row) {
        for (Mode mode : List.of(Mode.SEQUENTIAL, Mode.SAME_THREAD)) {
            List<Integer> handled = new ArrayList<>();
            EventHandler handler = (event, invocation) -> {
                handled.add(item(event));
                if (handled.size() == 2) {
                    Thread.currentThread().interrupt();
                }
            };
            String answer = answer(row.delivery(groups(4, 1)), handler, Invocation.UNKNOWN, mode.executor());

            assertTrue(Thread.interrupted());
            assertEquals(List.of(0, 1), handled);
            assertEquals(row.answer(bits(0b1100)), answer);
        }
    }

    @Test
    void an_interrupt_of_the_thread_that_waits_reports_what_is_still_under_way() throws InterruptedException {
        Thread waiting = Thread.currentThread();
        CyclicBarrier allStarted = new CyclicBarrier(3);
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(3);
        EventHandler handler = (event, invocation) -> {
            if (allStarted.await() == 0) {
                waiting.interrupt();
            }
            answered.await();
        };
        Executor executor = lane -> THREADS.execute(() -> {
            lane.run();
            ended.countDown();
        });
        String answer = answer(Row.SQS.delivery(groups(3, 1)), handler, Invocation.UNKNOWN, executor);

        assertTrue(Thread.interrupted());
        answered.countDown();
        ended.await();
        assertEquals(Row.SQS.answer(bits(0b111)), answer);
    }

    @ParameterizedTest
    @EnumSource(names = {"SQS", "FIFO"})
    void what_the_executor_does_not_take_is_reported(Row row) {
        int[] groups = groups(6, 6);
        Delivery<byte[]> delivery = row.delivery(groups);
        for (Throwable refusal : List.of(
                new RejectedExecutionException("on purpose"),
                new IllegalStateException("on purpose"),
                new OutOfMemoryError("unable to create native thread"))) {
            for (int taken = 0; taken <= groups.length; taken++) {
                int most = taken;
                AtomicInteger calls = new AtomicInteger();
                List<String> log = new ArrayList<>();
                Executor executor = lane -> {
                    if (calls.getAndIncrement() >= most) {
                        BatchTest.<RuntimeException>raise(refusal);
                    }
                    lane.run();
                };
                Invocation invocation = Invocation.UNKNOWN.withFailureLog(
                        (kind, item, event, failure) -> log.add(item + " " + failure.getMessage()));
                BitSet again = new BitSet();
                again.set(taken, groups.length);

                assertEquals(row.answer(again), answer(delivery, (event, call) -> {}, invocation, executor));
                if (taken < groups.length) {
                    assertEquals(taken + " " + refusal.getMessage(), log.get(0));
                }
            }
        }
    }

    @Test
    void an_executor_that_refuses_some_and_takes_others_has_the_others_done() {
        AtomicInteger calls = new AtomicInteger();
        Executor executor = lane -> {
            if (calls.getAndIncrement() % 2 == 0) {
                throw new RejectedExecutionException("on purpose");
            }
            lane.run();
        };

        assertEquals(
                Row.SQS.answer(bits(0b10101)),
                answer(Row.SQS.delivery(groups(5, 1)), (event, call) -> {}, Invocation.UNKNOWN, executor));
    }

    @Test
    void what_an_executor_that_was_shut_down_leaves_is_reported() {
        for (int last = 0; last < 5; last++) {
            ExecutorService one = Executors.newSingleThreadExecutor();
            int shutting = last;
            CountDownLatch submitted = new CountDownLatch(5);
            EventHandler handler = (event, invocation) -> {
                submitted.await();
                if (item(event) == shutting) {
                    one.shutdownNow();
                }
            };
            Executor executor = new ForwardingExecutor(one, submitted);
            BitSet again = new BitSet();
            again.set(last + 1, 5);

            assertEquals(
                    Row.SQS.answer(again),
                    answer(Row.SQS.delivery(groups(5, 1)), handler, Invocation.UNKNOWN, executor));
        }
    }

    /** An executor service whose submissions can be waited for. */
    private static final class ForwardingExecutor extends AbstractExecutorService {
        private final ExecutorService target;
        private final CountDownLatch submitted;

        ForwardingExecutor(ExecutorService target, CountDownLatch submitted) {
            this.target = target;
            this.submitted = submitted;
        }

        @Override
        public void execute(Runnable command) {
            target.execute(command);
            submitted.countDown();
        }

        @Override
        public void shutdown() {
            target.shutdown();
        }

        @Override
        public List<Runnable> shutdownNow() {
            return target.shutdownNow();
        }

        @Override
        public boolean isShutdown() {
            return target.isShutdown();
        }

        @Override
        public boolean isTerminated() {
            return target.isTerminated();
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
            return target.awaitTermination(timeout, unit);
        }
    }

    @Test
    void what_an_executor_drops_is_reported_when_the_time_is_over() {
        Hands clock = new Hands();
        AtomicInteger calls = new AtomicInteger();
        Executor executor = lane -> {
            if (calls.incrementAndGet() % 2 == 0) {
                lane.run();
            } else if (calls.get() == 5) {
                clock.millis.set(60_000);
            }
        };

        assertEquals(
                Row.SQS.answer(bits(0b10101)),
                answer(Row.SQS.delivery(groups(5, 1)), (event, call) -> {}, clock.minute(), executor));
    }

    @Test
    void an_executor_that_runs_an_item_and_refuses_it_loses_nothing() {
        Executor executor = lane -> {
            lane.run();
            throw new RejectedExecutionException("on purpose");
        };
        BitSet failing = bits(0b1010);
        Ledger ledger = new Ledger(Row.SQS, failing, groups(4, 1));

        assertEquals(
                Row.SQS.answer(failing), answer(Row.SQS.delivery(groups(4, 1)), ledger, Invocation.UNKNOWN, executor));
    }

    @ParameterizedTest
    @EnumSource
    void identifiers_that_are_repeated_or_blank_are_never_answered_with_too_little(Row row) {
        int[] groups = groups(4, 4);
        for (int first = 0; first < groups.length; first++) {
            for (int second = first; second < groups.length; second++) {
                StringBuilder records = new StringBuilder();
                for (int i = 0; i < groups.length; i++) {
                    String record = row.record(i, "g" + i, true);
                    String id = first == second ? "' '" : "'id-" + first + "'";
                    records.append(i == 0 ? "" : ",")
                            .append(i == first || i == second ? record.replace("'id-" + i + "'", id) : record);
                }
                byte[] payload =
                        ("{'Records':[" + records + "]}").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
                Delivery<byte[]> delivery = AwsAdapter.read(payload);
                for (int failing = 0; failing < 16; failing++) {
                    checkIdentifiers(row, delivery, failing, first, second);
                }
            }
        }
    }

    private static void checkIdentifiers(Row row, Delivery<byte[]> delivery, int failing, int first, int second) {
        IdentityHashMap<Event, Integer> items = new IdentityHashMap<>();
        delivery.events().forEach(event -> items.put(event, items.size()));
        EventHandler handler = (event, invocation) -> {
            if (bits(failing).get(Objects.requireNonNull(items.get(event)))) {
                throw new IllegalStateException("on purpose");
            }
        };
        BitSet again = row.again(bits(failing), groups(4, 4));
        boolean named = again.get(first) && again.get(second);
        if (row.isStream()) {
            named = first == second && again.nextSetBit(0) == first;
        }
        for (Mode mode : Mode.values()) {
            if (named) {
                assertThrows(
                        DeliveryFailedException.class,
                        () -> answer(delivery, handler, Invocation.UNKNOWN, mode.executor()));
            } else {
                String answer = answer(delivery, handler, Invocation.UNKNOWN, mode.executor());
                assertEquals(row.answer(again).replace("id-" + second, "id-" + first), answer);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void nothing_of_a_fifo_queue_is_started_after_a_message_whose_group_cannot_be_told(Mode mode) {
        int[] groups = groups(5, 2);
        for (int bad = 0; bad < groups.length; bad++) {
            StringBuilder records = new StringBuilder();
            for (int i = 0; i < groups.length; i++) {
                String record = Row.FIFO.record(i, "g" + groups[i], true);
                String twice = "'attributes':{'MessageGroupId':'a',";
                records.append(i == 0 ? "" : ",").append(i == bad ? record.replace("'attributes':{", twice) : record);
            }
            byte[] payload =
                    ("{'Records':[" + records + "]}").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            List<Integer> handled = new ArrayList<>();
            EventHandler handler = (event, invocation) -> {
                synchronized (handled) {
                    handled.add(item(event));
                }
            };
            BitSet again = new BitSet();
            again.set(bad, groups.length);

            String answer = answer(AwsAdapter.read(payload), handler, Invocation.UNKNOWN, mode.executor());
            assertEquals(Row.FIFO.answer(again), answer);
            assertEquals(bad, handled.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_record_that_only_raised_limits_let_in_is_reported_alone(Row row) {
        String deep = "'x':" + "[".repeat(1_100) + "]".repeat(1_100);
        String bodies = row.record(0, "g0", true) + ",{" + deep + ","
                + row.record(1, "g1", true).substring(1);
        byte[] payload = ("{'Records':[" + bodies + "]}").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        Delivery<byte[]> delivery = AwsAdapter.standard()
                .withLimits(Limits.STANDARD.withDepth(1_200))
                .delivery(payload, Invocation.UNKNOWN);

        Ledger ledger = new Ledger(row, bits(0b10), groups(2, 2));
        assertEquals(row.answer(bits(0b10)), answer(delivery, ledger, Invocation.UNKNOWN, null));
    }
}
