package dev.portolan.conformance.loops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.EventHandler;
import dev.portolan.aws.AwsAdapter;
import dev.portolan.conformance.Entry;
import dev.portolan.data.DocumentChange;
import dev.portolan.gcp.GcpAdapter;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories of every platform, with everything that can go wrong.
 *
 * <p>{@code -Dportolan.histories=100000} runs that many of each platform; a failing one names its seed.
 */
class DeliveryLoopTest {

    private static final int HISTORIES = Integer.getInteger("portolan.histories", 1_000);
    private static final EventHandler NOTHING = (event, invocation) -> {};

    /** Runs everything on the caller's thread. */
    private static final Executor SAME_THREAD = Runnable::run;

    private static Entry<byte[]> lambda(DeliveryLoop<byte[]>.Watch watch) {
        return (payload, invocation) ->
                AwsAdapter.standard().delivery(payload, invocation).handle(watch.handler(), invocation);
    }

    private static Entry<byte[]> lambdaInLanes(DeliveryLoop<byte[]>.Watch watch) {
        return (payload, invocation) ->
                AwsAdapter.standard().delivery(payload, invocation).handle(watch.handler(), invocation, SAME_THREAD);
    }

    /** An executor that takes no more than three tasks at a time. */
    private static Entry<byte[]> lambdaRejected(DeliveryLoop<byte[]>.Watch watch) {
        return (payload, invocation) -> {
            int[] taken = {0};
            Executor executor = task -> {
                if (taken[0]++ == 3) {
                    throw new RejectedExecutionException("no more");
                }
                task.run();
            };
            return AwsAdapter.standard().delivery(payload, invocation).handle(watch.handler(), invocation, executor);
        };
    }

    static Stream<Arguments> lambdaLoops() {
        return Stream.of(
                Arguments.of("a standard queue", (Function<Faults, DeliveryLoop<byte[]>>) DeliveryLoop::sqs),
                Arguments.of("a FIFO queue", (Function<Faults, DeliveryLoop<byte[]>>) DeliveryLoop::fifo),
                Arguments.of("a Kinesis stream", (Function<Faults, DeliveryLoop<byte[]>>) DeliveryLoop::kinesis),
                Arguments.of("a DynamoDB stream", (Function<Faults, DeliveryLoop<byte[]>>) DeliveryLoop::dynamoDb),
                Arguments.of("a Kafka topic", (Function<Faults, DeliveryLoop<byte[]>>) DeliveryLoop::kafka));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lambdaLoops")
    void nothing_is_lost_acknowledged_unproven_or_out_of_order(
            String name, Function<Faults, DeliveryLoop<byte[]>> loop) {
        int aside = 0;
        int handled = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            History history = loop.apply(Faults.ALL).run(seed, NOTHING, DeliveryLoopTest::lambda);
            history.verify();
            handled += history.handled().size();
            aside += history.deadLettered().size();
        }
        assertTrue(handled > HISTORIES && aside > 0, handled + " handled, " + aside + " put aside");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lambdaLoops")
    void the_same_holds_with_an_executor(String name, Function<Faults, DeliveryLoop<byte[]>> loop) {
        for (long seed = 0; seed < HISTORIES / 2; seed++) {
            loop.apply(Faults.ALL)
                    .run(seed, NOTHING, DeliveryLoopTest::lambdaInLanes)
                    .verify();
            loop.apply(Faults.ALL)
                    .run(seed, NOTHING, DeliveryLoopTest::lambdaRejected)
                    .verify();
        }
    }

    static Stream<Faults> eachFault() {
        return Stream.of(
                new Faults(40, 0, 0, 0, 0, 0),
                new Faults(0, 40, 0, 0, 0, 0),
                new Faults(0, 0, 40, 0, 0, 0),
                new Faults(0, 0, 0, 40, 0, 0),
                new Faults(0, 0, 0, 0, 40, 0),
                new Faults(0, 0, 0, 0, 0, 100),
                new Faults(100, 0, 0, 0, 0, 0),
                Faults.NONE);
    }

    @ParameterizedTest
    @MethodSource("eachFault")
    void each_fault_alone_is_survived_by_every_platform(Faults faults) {
        for (long seed = 0; seed < HISTORIES / 10; seed++) {
            long one = seed;
            lambdaLoops().forEach(platform -> {
                @SuppressWarnings("unchecked")
                var loop = (Function<Faults, DeliveryLoop<byte[]>>) platform.get()[1];
                loop.apply(faults).run(one, NOTHING, DeliveryLoopTest::lambda).verify();
            });
            pubSub(faults, one).verify();
        }
    }

    @Test
    void a_push_that_fails_comes_again_until_it_is_done_or_put_aside() {
        int aside = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            History history = pubSub(Faults.ALL, seed);
            history.verify();
            aside += history.deadLettered().size();
        }
        assertTrue(aside > 0);
    }

    private static History pubSub(Faults faults, long seed) {
        return DeliveryLoop.pubSub(faults)
                .run(
                        seed,
                        NOTHING,
                        watch -> (payload, invocation) -> GcpAdapter.standard()
                                .delivery(payload, invocation)
                                .handle(watch.handler(), invocation)
                                .status());
    }

    @Test
    void a_history_is_repeated_exactly_by_its_seed() {
        for (long seed = 0; seed < 20; seed++) {
            History one = DeliveryLoop.sqs(Faults.ALL).run(seed, NOTHING, DeliveryLoopTest::lambda);
            History other = DeliveryLoop.sqs(Faults.ALL).run(seed, NOTHING, DeliveryLoopTest::lambda);
            assertEquals(one.handled(), other.handled());
            assertEquals(one.deadLettered(), other.deadLettered());
        }
    }

    @Test
    void an_answer_that_says_nothing_is_seen_to_acknowledge_unproven() {
        BiFunction<DeliveryLoop<byte[]>, String, History> told =
                (loop, answer) -> run(loop, watch -> (payload, invocation) -> {
                    try {
                        lambda(watch).serve(payload, invocation);
                    } catch (Exception e) {
                        return answer.getBytes(StandardCharsets.UTF_8);
                    }
                    return answer.getBytes(StandardCharsets.UTF_8);
                });
        for (String answer : new String[] {"{}", "null", "", "{\"BatchItemFailures\":[]}"}) {
            assertViolated(told.apply(DeliveryLoop.sqs(Faults.ALL), answer), "acknowledged");
            assertViolated(told.apply(DeliveryLoop.kinesis(Faults.ALL), answer), "acknowledged");
            assertViolated(told.apply(DeliveryLoop.kafka(Faults.ALL), answer), "acknowledged");
        }
    }

    @Test
    void a_function_that_goes_on_behind_a_failure_is_seen() {
        Function<DeliveryLoop<byte[]>.Watch, Entry<byte[]>> careless = watch -> (payload, invocation) -> {
            var delivery = AwsAdapter.standard().delivery(payload, invocation);
            java.util.List<dev.portolan.Event> failed = new java.util.ArrayList<>();
            for (var event : delivery.events()) {
                try {
                    watch.handler().handle(event, invocation);
                } catch (Exception e) {
                    failed.add(event);
                }
            }
            return delivery.answer(failed);
        };
        Faults exceptions = new Faults(30, 0, 0, 0, 0, 0);
        assertViolated(run(DeliveryLoop.fifo(exceptions), careless), "after an item before it");
        assertViolated(run(DeliveryLoop.kinesis(exceptions), careless), "after an item before it");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lambdaLoops")
    void a_handler_that_always_fails_is_seen_and_not_taken_for_bad_luck(
            String name, Function<Faults, DeliveryLoop<byte[]>> loop) {
        EventHandler failing = (event, invocation) -> {
            throw new UnsupportedOperationException();
        };
        for (Faults faults : new Faults[] {Faults.NONE, Faults.ALL}) {
            History history = run(loop.apply(faults), failing, DeliveryLoopTest::lambda);
            assertViolated(history, "the handler threw java.lang.UnsupportedOperationException");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lambdaLoops")
    void a_function_that_always_fails_is_seen(String name, Function<Faults, DeliveryLoop<byte[]>> loop) {
        History history = run(loop.apply(Faults.NONE), NOTHING, watch -> (payload, invocation) -> {
            throw new IllegalStateException();
        });
        assertViolated(history, "the function says that it failed");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lambdaLoops")
    void a_handler_is_given_what_it_understands(String name, Function<Faults, DeliveryLoop<byte[]>> loop) {
        EventHandler reading = (event, invocation) -> {
            if (!(event.typedData() instanceof DocumentChange)
                    && !new String(event.data(), StandardCharsets.UTF_8).startsWith("{\"order\":\"")) {
                throw new UnsupportedOperationException();
            }
        };
        for (long seed = 0; seed < 100; seed++) {
            loop.apply(Faults.ALL)
                    .carrying(item -> "{\"order\":\"" + item + "\"}")
                    .run(seed, reading, DeliveryLoopTest::lambda)
                    .verify();
        }
    }

    @Test
    void items_that_carry_the_same_cannot_be_told_apart() {
        DeliveryLoop<byte[]> loop = DeliveryLoop.kinesis(Faults.NONE).carrying(item -> "{}");
        assertThrows(IllegalArgumentException.class, () -> run(loop, DeliveryLoopTest::lambda));
        DeliveryLoop<byte[]> mixed = DeliveryLoop.kinesis(Faults.NONE).carrying(item -> item.replaceFirst("-0$", "-1"));
        assertThrows(IllegalArgumentException.class, () -> run(mixed, DeliveryLoopTest::lambda));
    }

    /** The first of a hundred histories that is not as it should be, else the last. */
    private static History run(
            DeliveryLoop<byte[]> loop, Function<DeliveryLoop<byte[]>.Watch, Entry<byte[]>> function) {
        return run(loop, NOTHING, function);
    }

    private static History run(
            DeliveryLoop<byte[]> loop,
            EventHandler handler,
            Function<DeliveryLoop<byte[]>.Watch, Entry<byte[]>> function) {
        Random seeds = new Random(1);
        History history = loop.run(seeds.nextLong(), handler, function);
        for (int i = 0; i < 100 && history.violations().isEmpty(); i++) {
            history = loop.run(seeds.nextLong(), handler, function);
        }
        return history;
    }

    private static void assertViolated(History history, String what) {
        assertFalse(history.violations().isEmpty());
        String message = String.valueOf(
                assertThrows(AssertionError.class, history::verify).getMessage());
        assertTrue(message.contains(what) && message.contains("seed"), message);
    }
}
