package dev.portolan.conformance.loops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.conformance.Entry;
import dev.portolan.conformance.PlatformAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A platform that delivers items to a function until each is acknowledged or put aside, as its documentation says, in virtual
 * time and with faults.
 *
 * <p>{@code DeliveryLoop.sqs(Faults.ALL).run(seed, handler, watched -> entry that calls watched).verify()} fails if an item is
 * lost, acknowledged without proof, handled out of order, or put aside though nothing had gone wrong on purpose. Every run is
 * repeated exactly by its seed.
 *
 * @param <A> what the platform is answered
 */
public abstract class DeliveryLoop<A> {

    static final int MOST_ATTEMPTS = 5;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int MOST_INVOCATIONS = 10_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    final Faults faults;
    private final String name;
    private UnaryOperator<String> bodies = UnaryOperator.identity();

    DeliveryLoop(String name, Faults faults) {
        this.name = name;
        this.faults = faults;
    }

    /** A standard queue behind a Lambda event source mapping that reports item failures. */
    public static DeliveryLoop<byte[]> sqs(Faults faults) {
        return new SqsLoop(faults, false);
    }

    /** A FIFO queue behind the same. */
    public static DeliveryLoop<byte[]> fifo(Faults faults) {
        return new SqsLoop(faults, true);
    }

    /** The shards of a Kinesis stream behind an event source mapping that reports item failures and bisects batches. */
    public static DeliveryLoop<byte[]> kinesis(Faults faults) {
        return new StreamLoop(faults, StreamLoop.Kind.KINESIS);
    }

    /** The shards of a DynamoDB stream behind the same. */
    public static DeliveryLoop<byte[]> dynamoDb(Faults faults) {
        return new StreamLoop(faults, StreamLoop.Kind.DYNAMODB);
    }

    /** The partitions of a Kafka topic behind an event source mapping, which knows no item failures. */
    public static DeliveryLoop<byte[]> kafka(Faults faults) {
        return new StreamLoop(faults, StreamLoop.Kind.KAFKA);
    }

    /** A Pub/Sub push subscription with a dead-letter topic; the answer is an HTTP status. */
    public static DeliveryLoop<Integer> pubSub(Faults faults) {
        return new PubSubLoop(faults);
    }

    /** The partitions of an event hub behind Azure Functions, which move on whatever the function does. */
    public static DeliveryLoop<Object> eventHubs(Faults faults) {
        return new EventHubsLoop(faults);
    }

    /**
     * Says what items carry, so that your handler can read it. Without this an item carries its own name, such as {@code
     * message-3}, which is no JSON. A change of a DynamoDB stream has its name as its key, whatever is said here.
     *
     * @param body makes what an item carries from its name; items are told apart by it, so no two may carry the same, and none
     *     the name of another
     */
    public final DeliveryLoop<A> carrying(UnaryOperator<String> body) {
        bodies = body;
        return this;
    }

    /** One item of a batch. */
    static final class Item {
        final String key;
        /** Items of a lane must be handled in their order; null where there is none. */
        final @Nullable String lane;

        final boolean isUndecodable;
        int attempts;
        /** Whether something went wrong on purpose in an invocation that it was in. */
        private boolean isExcused;

        private boolean hasSucceeded;
        /** What the handler threw by itself. */
        private @Nullable Throwable failure;

        Item(String key, @Nullable String lane, boolean isUndecodable) {
            this.key = key;
            this.lane = lane;
            this.isUndecodable = isUndecodable;
        }
    }

    /** What one invocation did. */
    final class Attempt {
        final List<Item> items;
        final Set<String> succeeded = new HashSet<>();
        final Set<String> failed = new HashSet<>();
        private final Set<String> failedLanes = new HashSet<>();

        @Nullable
        A answer;

        boolean isFailed;
        private boolean isFaulty;

        Attempt(List<Item> items) {
            this.items = items;
            isFaulty = items.stream().anyMatch(item -> item.isUndecodable);
        }
    }

    /** The handler's side of a run. */
    public final class Watch {
        private final History history;
        private final EventHandler handler;
        private final Random random;
        private final VirtualClock clock;
        private final Map<String, Item> known = new HashMap<>();
        private @Nullable Attempt current;

        private Watch(History history, EventHandler handler, Random random, VirtualClock clock) {
            this.history = history;
            this.handler = handler;
            this.random = random;
            this.clock = clock;
        }

        /** The handler that the function must call: yours, with faults, and watched. */
        public EventHandler handler() {
            return this::handle;
        }

        private void know(String name, Item item) {
            Item other = known.put(name, item);
            if (other != null && other != item) {
                throw new IllegalArgumentException(
                        item.key + " and " + other.key + " cannot be told apart: both carry or are called " + name);
            }
        }

        /** Tells that the function has put an event aside by itself. */
        public void deadLettered(Event event) {
            Attempt attempt = current;
            String key = keyOf(event);
            Item item = known.get(key);
            if (item != null) {
                // A function may give up what it likes, but not all that its handler never understood.
                putAside(item, true, history);
            }
            if (attempt != null) {
                attempt.succeeded.add(key);
            }
        }

        private String keyOf(Event event) {
            String key = key(event);
            Item item = known.get(key);
            return item == null ? key : item.key;
        }

        private void handle(Event event, Invocation invocation) throws Exception {
            String key = keyOf(event);
            Attempt attempt = current;
            Item item = known.get(key);
            if (attempt == null || item == null) {
                history.violated(key + " was handed to the handler and is none of this invocation's items");
                return;
            }
            if (stopsAtFailures() && item.lane != null && attempt.failedLanes.contains(item.lane)) {
                history.violated(key + " was attempted after an item before it had failed");
            }
            try {
                fault(invocation, attempt);
                handle(event, invocation, item);
                attempt.succeeded.add(key);
            } catch (Exception | Error e) {
                attempt.failed.add(key);
                if (item.lane != null) {
                    attempt.failedLanes.add(item.lane);
                }
                throw e;
            }
        }

        private void handle(Event event, Invocation invocation, Item item) throws Exception {
            try {
                handler.handle(event, invocation);
                item.hasSucceeded = true;
            } catch (Exception | Error e) {
                item.failure = e;
                throw e;
            }
        }

        private void fault(Invocation invocation, Attempt attempt) {
            int dice = random.nextInt(100);
            attempt.isFaulty |= dice < faults.exceptions() + faults.errors() + faults.timeouts();
            if (dice < faults.exceptions()) {
                throw new IllegalStateException("an injected exception");
            }
            dice -= faults.exceptions();
            if (dice >= 0 && dice < faults.errors()) {
                throw new LinkageError("an injected error");
            }
            dice -= faults.errors();
            clock.advance(
                    dice >= 0 && dice < faults.timeouts()
                            ? Duration.ofMillis(invocation.remainingMillis() + 1)
                            : Duration.ofMillis(100));
        }
    }

    /**
     * Delivers a random number of items until nothing is left.
     *
     * @param handler what happens with an event when nothing goes wrong
     * @param function makes the function around the handler that it is given
     */
    public final History run(long seed, EventHandler handler, Function<Watch, Entry<A>> function) {
        Random random = new Random(seed);
        VirtualClock clock = new VirtualClock();
        History history = new History(name, seed);
        Watch watch = new Watch(history, handler, random, clock);
        Entry<A> entry = function.apply(watch);
        for (Item item : send(random)) {
            history.sent(item.key);
            watch.know(item.key, item);
            watch.know(body(item), item);
        }
        for (int i = 0; ; i++) {
            List<Item> items = receive(random);
            if (items.isEmpty()) {
                break;
            }
            if (i == MOST_INVOCATIONS) {
                history.violated("after " + i + " invocations there is still something to deliver");
                break;
            }
            Attempt attempt = new Attempt(items);
            watch.current = attempt;
            invoke(entry, attempt, "invocation-" + i, clock, random);
            watch.current = null;
            settle(attempt, history);
            history.step(step(attempt));
        }
        history.close();
        return history;
    }

    private void invoke(Entry<A> entry, Attempt attempt, String id, VirtualClock clock, Random random) {
        Invocation invocation =
                new Invocation(id, "function", null, clock.instant().plus(TIMEOUT), clock);
        try {
            attempt.answer = entry.serve(payload(attempt.items), invocation);
        } catch (Exception | Error e) {
            attempt.isFailed = true;
        }
        boolean isTimeout = invocation.remainingMillis() <= 0;
        boolean isKilled = random.nextInt(100) < faults.kills();
        attempt.isFailed |= isTimeout || isKilled;
        if (attempt.isFaulty || isKilled) {
            attempt.items.forEach(item -> item.isExcused = true);
        }
    }

    private String step(Attempt attempt) {
        List<String> words = new ArrayList<>();
        for (Item item : attempt.items) {
            String what = attempt.failed.contains(item.key)
                    ? " failed"
                    : attempt.succeeded.contains(item.key) ? " succeeded" : " was not attempted";
            words.add(item.key + what);
        }
        return String.join(", ", words) + (attempt.isFailed ? "; the invocation failed" : "; " + shown(attempt.answer));
    }

    private String shown(@Nullable A answer) {
        return answer instanceof byte[] bytes
                ? "answered " + new String(bytes, StandardCharsets.UTF_8)
                : "answered " + answer;
    }

    /** The platform takes an item as done. */
    final void acknowledge(Item item, Attempt attempt, History history) {
        if (!attempt.succeeded.contains(item.key)) {
            history.violated(item.key + " was acknowledged though its handler had not returned");
        }
        history.acknowledged(item.key);
    }

    /** The platform gives an item up, which is nobody's fault only if something went wrong on purpose. */
    final void putAside(Item item, History history) {
        putAside(item, item.isExcused, history);
    }

    private static void putAside(Item item, boolean isExcused, History history) {
        boolean hasFailedByItself = item.failure != null && !item.hasSucceeded;
        if (hasFailedByItself || !isExcused) {
            history.violated(item.key
                    + " was put aside, and nothing had gone wrong on purpose that kept it from success: "
                    + (item.failure == null
                            ? "the function says that it failed"
                            : "the handler threw " + item.failure.getClass().getName()));
        }
        history.putAside(item.key);
    }

    /** What an item carries. */
    final String body(Item item) {
        return bodies.apply(item.key);
    }

    /** The identifiers of the items that Lambda takes as failed; null if that is the whole batch: as when one is unknown. */
    static @Nullable Set<String> failures(byte @Nullable [] answer, Set<String> sent) {
        Set<String> failed = PlatformAnswer.failedItems(answer);
        return failed == null || !sent.containsAll(failed) ? null : failed;
    }

    /** A payload in JSON with something changed that no cloud would send. */
    static byte[] changed(byte[] payload, Consumer<JsonNode> change) {
        try {
            JsonNode document = JSON.readTree(payload);
            change.accept(document);
            return JSON.writeValueAsBytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for payloads that hold a record for each item, in their order. */
    static byte[] changed(byte[] payload, List<Item> items, BiConsumer<Item, ObjectNode> change) {
        return changed(payload, document -> {
            for (int i = 0; i < items.size(); i++) {
                change.accept(
                        items.get(i), (ObjectNode) document.path("Records").path(i));
            }
        });
    }

    /** The items in the order in which the producer sends them. */
    abstract List<Item> send(Random random);

    /** The next batch; empty if nothing is left to deliver. */
    abstract List<Item> receive(Random random);

    abstract byte[] payload(List<Item> items);

    /** What the platform does after an invocation. */
    abstract void settle(Attempt attempt, History history);

    /** Whether nothing more of a lane may be attempted after a failure: not where the platform moves on in any case. */
    boolean stopsAtFailures() {
        return true;
    }

    /** The item that an event was made of. */
    abstract String key(Event event);

    final boolean isLucky(Random random, int share) {
        return random.nextInt(100) < share;
    }

    /** Makes items in lanes. */
    final Map<String, List<Item>> lanes(Random random, String prefix) {
        Map<String, List<Item>> lanes = new LinkedHashMap<>();
        int count = 1 + random.nextInt(3);
        for (int lane = 0; lane < count; lane++) {
            String name = prefix + lane;
            List<Item> items = new ArrayList<>();
            int length = random.nextInt(12);
            for (int i = 0; i < length; i++) {
                items.add(new Item(name + "-" + i, name, isLucky(random, faults.undecodable())));
            }
            lanes.put(name, items);
        }
        return lanes;
    }
}
