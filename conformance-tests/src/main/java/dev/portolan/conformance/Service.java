package dev.portolan.conformance;

import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An entry that runs the kit's own handler, and the batches it is sent. */
final class Service {

    private static final int SHOWN = 20;
    private static final Pattern MARK = Pattern.compile("batch-([0-9]+)-item-([0-9]+)!");

    /** What the handler does with the item at a position. */
    @FunctionalInterface
    interface Handling {
        void handle(int item) throws Exception;
    }

    /** A batch on its way, and what became of it. */
    static final class Batch {

        final List<Channel.Parcel> parcels;
        private final Handling handling;

        /** The positions of the items that the handler was called with, in that order. */
        final List<Integer> attempted = Collections.synchronizedList(new ArrayList<>());

        /** Those it returned for. */
        final Set<Integer> done = Collections.synchronizedSet(new HashSet<>());

        /** The positions that the platform takes as failed, in the answer's order; null for all of them. */
        @Nullable
        List<Integer> reported;

        /** What the entry threw. */
        @Nullable
        Throwable thrown;

        private Batch(List<Channel.Parcel> parcels, Handling handling) {
            this.parcels = parcels;
            this.handling = handling;
        }

        int size() {
            return parcels.size();
        }

        /** Whether the platform will send an item again. */
        boolean comesAgain(int item) {
            List<Integer> failed = reported;
            return failed == null || failed.contains(item);
        }

        /** The first of many positions, for a message. */
        static String shown(List<Integer> items) {
            return items.size() <= SHOWN
                    ? items.toString()
                    : items.subList(0, SHOWN) + " and " + (items.size() - SHOWN) + " more";
        }

        /** For a message. */
        String outcome() {
            return thrown != null
                    ? "the entry threw " + thrown.getClass().getName()
                    : reported == null ? "the whole batch failed" : "reported are " + shown(reported);
        }
    }

    private final Channel channel;
    private final Entry<?> entry;
    private final AtomicInteger batches = new AtomicInteger();
    private final Map<Integer, Batch> running = new ConcurrentHashMap<>();

    /** @throws UnsupportedOperationException if the entry cannot be made */
    Service(Function<EventHandler, ? extends Entry<?>> entry, Channel channel) {
        this.channel = channel;
        this.entry = entry.apply(this::handle);
    }

    Channel channel() {
        return channel;
    }

    private void handle(Event event, Invocation invocation) throws Exception {
        Matcher mark = MARK.matcher(text(event.data()));
        if (!mark.find() && !mark.reset(text(event.typedData().toJson())).find()) {
            throw new Rule.Broken("the entry handed the kit's handler an event that holds no item's data.");
        }
        Batch batch = running.get(Integer.valueOf(mark.group(1)));
        if (batch == null) {
            throw new Rule.Broken("the entry handed the kit's handler an item after it had answered for its batch.");
        }
        int item = Integer.parseInt(mark.group(2));
        batch.attempted.add(item);
        batch.handling.handle(item);
        batch.done.add(item);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Sends a batch whose items are of these groups. */
    Batch serve(List<String> groups, Handling handling, Invocation invocation) {
        return serve(groups, handling, invocation, UnaryOperator.identity());
    }

    /** Sends a batch whose payload is changed on the way. */
    Batch serve(List<String> groups, Handling handling, Invocation invocation, UnaryOperator<byte[]> change) {
        int number = batches.incrementAndGet();
        List<Channel.Parcel> parcels = new ArrayList<>();
        for (int item = 0; item < groups.size(); item++) {
            String mark = "batch-" + number + "-item-" + item + "!";
            parcels.add(new Channel.Parcel(mark, groups.get(item)));
        }
        byte[] payload = channel.payload(number, parcels);
        List<String> identifiers = channel.identifiers(payload);
        Batch batch = new Batch(parcels, handling);
        running.put(number, batch);
        try {
            Object answer = entry.serve(change.apply(payload), invocation);
            batch.reported = positions(identifiers, answer);
        } catch (Rule.Broken | Rule.NotChecked e) {
            throw e;
        } catch (SubjectFailedException e) {
            throw new Rule.Untried(channel.source() + "/batch, " + groups.size() + " items: " + e.getMessage());
        } catch (Throwable e) {
            batch.thrown = e;
        } finally {
            // A handler that was interrupted says so to whoever runs it, which is this thread here.
            Thread.interrupted();
            running.remove(number);
        }
        return batch;
    }

    private @Nullable List<Integer> positions(List<String> sent, @Nullable Object answer) {
        if (!channel.isAnswer(answer)) {
            throw new Rule.Broken(channel.source() + "/batch: the entry answers with "
                    + (answer == null ? "null" : answer.getClass().getName())
                    + ", which its platform cannot be given.");
        }
        Collection<String> failed = channel.failed(answer);
        if (failed == null) {
            return null;
        }
        Map<String, Integer> known = new HashMap<>();
        for (int item = 0; item < sent.size(); item++) {
            known.put(sent.get(item), item);
        }
        List<Integer> positions = new ArrayList<>();
        for (String identifier : failed) {
            Integer position = known.get(identifier);
            if (position == null) {
                throw new Rule.Broken(channel.source() + "/batch, " + sent.size()
                        + " items: the answer names an item that is none of them, " + identifier + ".");
            }
            positions.add(position);
        }
        return positions;
    }
}
