package dev.portolan.conformance;

import dev.portolan.Invocation;
import dev.portolan.conformance.Channel.Order;
import dev.portolan.conformance.Rule.Strength;
import dev.portolan.conformance.Service.Batch;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a platform is told of a batch, and what is attempted of it. */
final class HandlerRules {

    private static final String DOCUMENT = "docs/conformance.md";
    private static final String PARTIAL =
            "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html";

    private static final int MOST_EXHAUSTIVE = 10;
    private static final int MOST_ITEMS = 10_000;
    private static final int RANDOM_BATCHES = 12;
    private static final int RANDOM_LAYOUTS = 300;
    private static final int THREADS = 64;
    private static final int BATCHES_PER_THREAD = 20;
    private static final long SEED = 20_260_102;

    private static final Duration SHORT = Duration.ofMillis(1_400);
    private static final long SLOW_MILLIS = 60;

    static final List<Rule<Service>> ALL = List.of(
            rule(
                    "ANS_01",
                    "The answer tells exactly the items that did not succeed, whichever of up to ten those are, or where the"
                            + " platform knows only whole batches, that some did not.",
                    PARTIAL,
                    "how failures are collected, and what the answer is if all or none fail.",
                    HandlerRules::namesWhateverFails),
            rule(
                    "ANS_02",
                    "The same for batches of up to 10 000 items.",
                    PARTIAL,
                    "limits on items or bytes, and collections that threads share.",
                    HandlerRules::namesWhateverFailsOfMany),
            rule(
                    "ANS_03",
                    "Whatever a handler throws, an Error too, no item is acknowledged that did not succeed.",
                    DOCUMENT,
                    "what catches Exception only, and what answers when an Error has passed.",
                    HandlerRules::failsClosed),
            rule(
                    "ANS_04",
                    "A failed item whose identifier cannot be read fails the whole batch.",
                    PARTIAL,
                    "what the answer says of an item that it has no name for.",
                    HandlerRules::failsWithoutIdentifier),
            rule(
                    "ANS_05",
                    "An item that cannot be decoded fails alone, and never passes for a success.",
                    DOCUMENT,
                    "whether records are decoded one by one, and what an undecodable one does to the others.",
                    HandlerRules::undecodableFailsAlone),
            rule(
                    "ORD_01",
                    "After a failure nothing more of its message group is attempted, and all of the group that is left is"
                            + " reported; other groups go on.",
                    "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html",
                    "whether a queue's ARN that ends in .fifo changes the loop, and how groups are told apart.",
                    HandlerRules::groupsStopAtFailures),
            rule(
                    "ORD_02",
                    "A stream's records are handled in order, none after the first failure, and that one is reported.",
                    "https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html",
                    "whether the loop of streams ends at a failure, and whether the answer names the first one.",
                    HandlerRules::streamsStopAtFailures),
            rule(
                    "DDL_01",
                    "With no time left nothing is started, and everything comes again.",
                    DOCUMENT,
                    "whether the deadline is looked at before the first item.",
                    HandlerRules::nothingStartsWithoutTime),
            rule(
                    "DDL_02",
                    "Near the deadline nothing new is started, and what was not attempted comes again.",
                    DOCUMENT,
                    "whether the deadline is looked at between items, early enough for the answer to be sent.",
                    HandlerRules::nothingStartsLate),
            rule(
                    "CON_01",
                    "Many invocations at once do not see each other's items, nor answer for them.",
                    DOCUMENT,
                    "fields of the entry, the adapter or the handler that hold something of one invocation.",
                    HandlerRules::invocationsAreApart));

    private HandlerRules() {}

    private static Rule<Service> rule(
            String id, String sentence, String link, String lookAt, Rule.Check<Service> check) {
        return new Rule<>(id, Strength.MUST, Rule.Scope.SOURCE, sentence, link, lookAt, check);
    }

    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private static Service.Handling failing(IntPredicate fails) {
        return item -> {
            if (fails.test(item)) {
                throw new Refused();
            }
        };
    }

    private static Invocation soon(Duration left) {
        Clock clock = Clock.systemUTC();
        return new Invocation("invocation-1", "orders", null, clock.instant().plus(left), clock);
    }

    private static Invocation later() {
        return soon(Duration.ofMinutes(15));
    }

    /** Every item in a group of its own. */
    private static List<String> apart(int items) {
        return IntStream.range(0, items).mapToObj(item -> "group-" + item).toList();
    }

    /** So many items, or as many as the source hands over at once. */
    private static int few(Service service, int items) {
        return Math.min(items, service.channel().most());
    }

    private static void requireBatches(Service service) {
        if (service.channel().most() == 1) {
            throw new Rule.NotChecked("This source hands over one item at a time.");
        }
    }

    private static void namesWhateverFails(Service service) {
        for (int items = 1; items <= few(service, MOST_EXHAUSTIVE); items++) {
            for (int mask = 0; mask < 1 << items; mask++) {
                int failures = mask;
                IntPredicate fails = item -> (failures >> item & 1) == 1;
                expect(service, apart(items), fails);
            }
        }
    }

    private static void namesWhateverFailsOfMany(Service service) {
        requireBatches(service);
        Random random = new Random(SEED);
        for (int i = 0; i < RANDOM_BATCHES; i++) {
            int items = i == 0 ? MOST_ITEMS : MOST_EXHAUSTIVE + 1 + random.nextInt(MOST_ITEMS / 4);
            Set<Integer> failures = new HashSet<>();
            int share = 1 + random.nextInt(1 << random.nextInt(12));
            for (int item = 0; item < items; item++) {
                if (i == 1 || random.nextInt(share) == 0) {
                    failures.add(item);
                }
            }
            expect(service, apart(items), failures::contains);
        }
    }

    private static void expect(Service service, List<String> groups, IntPredicate fails) {
        Batch batch = service.serve(groups, failing(fails), later());
        List<Integer> attempted = new ArrayList<>();
        List<Integer> left = left(service.channel().order(), groups, fails, attempted);
        if (!service.channel().isToldItems() && !left.isEmpty()) {
            if (batch.reported != null) {
                throw broken(service, batch, fails, "the batch was acknowledged.");
            }
            return;
        }
        if (batch.done.isEmpty() && !left.isEmpty() && batch.reported == null) {
            return;
        }
        if (!left.equals(batch.reported)) {
            throw broken(service, batch, fails, batch.outcome() + " and should be " + Batch.shown(left) + ".");
        }
        if (!attempted.equals(sorted(batch.attempted, service.channel().order()))) {
            throw broken(
                    service,
                    batch,
                    fails,
                    "attempted were " + Batch.shown(batch.attempted) + " and should be " + Batch.shown(attempted)
                            + ".");
        }
    }

    /** What must be reported; adds what must be attempted. */
    private static List<Integer> left(Order order, List<String> groups, IntPredicate fails, List<Integer> attempted) {
        List<Integer> left = new ArrayList<>();
        Set<String> stopped = new HashSet<>();
        for (int item = 0; item < groups.size(); item++) {
            boolean isStopped = order == Order.BY_GROUP && stopped.contains(groups.get(item));
            if (!isStopped) {
                attempted.add(item);
            }
            if (isStopped || fails.test(item)) {
                left.add(item);
                stopped.add(groups.get(item));
                if (order == Order.ALL) {
                    return left;
                }
            }
        }
        return left;
    }

    /** Where there is no order, items may be attempted in any. */
    private static List<Integer> sorted(List<Integer> items, Order order) {
        return order == Order.ALL ? List.copyOf(items) : items.stream().sorted().toList();
    }

    private static Rule.Broken broken(Service service, Batch batch, @Nullable IntPredicate fails, String what) {
        String failing = fails == null
                ? ""
                : " of which "
                        + Batch.shown(IntStream.range(0, batch.size())
                                .filter(fails)
                                .boxed()
                                .toList()) + " fail";
        return new Rule.Broken(
                service.channel().source() + "/batch, " + batch.size() + " items" + failing + ": " + what);
    }

    private static void failsClosed(Service service) {
        int items = few(service, 5);
        for (Throwable thrown : List.of(
                new IllegalStateException(),
                new Refused(),
                new StackOverflowError(),
                new OutOfMemoryError(),
                new NoClassDefFoundError(),
                new AssertionError(),
                new InterruptedException())) {
            for (int at = 0; at < items; at += 2) {
                int failing = at;
                Batch batch = service.serve(
                        apart(items),
                        item -> {
                            if (item == failing) {
                                sneak(thrown);
                            }
                        },
                        later());
                mustComeAgain(service, batch, thrown.getClass().getName() + " at item " + at);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Streams come again from the first item that is reported. */
    private static void mustComeAgain(Service service, Batch batch, String when) {
        boolean isAfterFailure = false;
        for (int item = 0; item < batch.size(); item++) {
            isAfterFailure |= service.channel().order() == Order.ALL && batch.comesAgain(item);
            if (!batch.done.contains(item) && !isAfterFailure && !batch.comesAgain(item)) {
                throw broken(
                        service,
                        batch,
                        null,
                        when + ": item " + item + " did not succeed and is acknowledged, " + batch.outcome() + ".");
            }
        }
    }

    private static void failsWithoutIdentifier(Service service) {
        if (!service.channel().isToldItems()) {
            throw new Rule.NotChecked("This platform is not told which items failed.");
        }
        for (int at = 0; at < 3; at++) {
            int item = at;
            Batch batch = service.serve(
                    apart(3),
                    failing(any -> any == item),
                    later(),
                    payload -> service.channel().withoutIdentifier(payload, item));
            if (batch.reported != null) {
                throw broken(
                        service,
                        batch,
                        null,
                        "item " + at + " has no identifier and failed, and " + batch.outcome() + ".");
            }
        }
    }

    private static void undecodableFailsAlone(Service service) {
        int items = few(service, 5);
        for (int at = 0; at < items; at++) {
            int item = at;
            Batch batch = service.serve(
                    apart(items),
                    failing(any -> false),
                    later(),
                    payload -> service.channel().withUndecodable(payload, item));
            if (!batch.done.contains(item) && !batch.comesAgain(item)) {
                throw broken(service, batch, null, "item " + item + " cannot be decoded and is acknowledged.");
            }
            int others =
                    !service.channel().isToldItems() ? 0 : service.channel().order() == Order.ALL ? item : items;
            for (int other = 0; other < others; other++) {
                if (other != item && (!batch.done.contains(other) || batch.comesAgain(other))) {
                    throw broken(
                            service,
                            batch,
                            null,
                            "item " + item + " cannot be decoded, and item " + other + " fails with it: "
                                    + batch.outcome() + ".");
                }
            }
        }
    }

    private static void groupsStopAtFailures(Service service) {
        if (service.channel().order() != Order.BY_GROUP) {
            throw new Rule.NotChecked("The items of this source have no groups with an order.");
        }
        Random random = new Random(SEED);
        for (int i = 0; i < RANDOM_LAYOUTS; i++) {
            int items = 1 + random.nextInt(MOST_EXHAUSTIVE);
            List<String> groups = new ArrayList<>();
            Set<Integer> failures = new HashSet<>();
            for (int item = 0; item < items; item++) {
                groups.add("group-" + random.nextInt(4));
                if (random.nextInt(3) == 0) {
                    failures.add(item);
                }
            }
            expect(service, groups, failures::contains);
        }
    }

    private static void streamsStopAtFailures(Service service) {
        if (service.channel().order() != Order.ALL) {
            throw new Rule.NotChecked(
                    service.channel().isToldItems()
                            ? "This source is no stream."
                            : "This platform cannot be told where it shall go on.");
        }
        for (int first = 0; first < MOST_EXHAUSTIVE; first++) {
            int from = first;
            expect(service, apart(MOST_EXHAUSTIVE), item -> item >= from);
        }
    }

    private static void nothingStartsWithoutTime(Service service) {
        Batch batch = service.serve(apart(few(service, 3)), failing(item -> false), soon(Duration.ZERO));
        if (!batch.attempted.isEmpty()) {
            throw broken(service, batch, null, "with no time left item " + batch.attempted.get(0) + " was started.");
        }
        mustComeAgain(service, batch, "with no time left");
    }

    private static void nothingStartsLate(Service service) {
        requireBatches(service);
        int items = (int) (2 * SHORT.toMillis() / SLOW_MILLIS);
        Batch batch = service.serve(apart(items), item -> Thread.sleep(SLOW_MILLIS), soon(SHORT));
        if (batch.attempted.size() == items) {
            throw broken(service, batch, null, "all were started, though there was time for half of them only.");
        }
        mustComeAgain(service, batch, "with time for half of them");
    }

    private static void invocationsAreApart(Service service) {
        int items = few(service, MOST_EXHAUSTIVE);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int seed = thread;
                all.add(threads.submit(() -> {
                    Random random = new Random(SEED + seed);
                    for (int i = 0; i < BATCHES_PER_THREAD; i++) {
                        int failures = random.nextInt(1 << items);
                        expect(service, apart(items), item -> (failures >> item & 1) == 1);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Rule.Broken broken) {
                throw new Rule.Broken("With " + THREADS + " threads, " + broken.how, broken.expected, broken.actual);
            }
            if (e.getCause() instanceof Rule.Untried untried) {
                throw untried;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Rule.NotChecked("The check was interrupted.");
        } finally {
            threads.shutdownNow();
        }
    }
}
