package dev.portolan;

import dev.portolan.data.HttpResponse;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one payload holds, and the way to the answer for the platform.
 *
 * <p>Either {@link #handle hand it to a handler}, or walk through {@link #events()} and {@link #answer} for what failed.
 *
 * @param <A> what the platform is answered
 */
public final class Delivery<A> {

    private final Source<A> source;
    private final List<Item> items;

    private Delivery(Source<A> source, List<Item> items) {
        this.source = source;
        this.items = items;
    }

    /** The source the payload came from, such as {@code aws:sqs}. */
    public String kind() {
        return source.kind();
    }

    /** How many items the platform acknowledges, those included that are no event. */
    public int size() {
        return items.size();
    }

    /**
     * The events, in the payload's order.
     *
     * @throws MalformedPayloadException if a record is malformed, so that none is overlooked; {@link #handle} fails it
     *     alone
     */
    @SuppressWarnings("unchecked") // they are all events
    public List<Event> events() {
        if (items.size() == 1) {
            return events(0);
        }
        for (Item item : items) {
            if (!(item instanceof Event)) {
                return eventsOfItems();
            }
        }
        return (List<Event>) (List<?>) Collections.unmodifiableList(items);
    }

    private List<Event> eventsOfItems() {
        List<Event> events = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            events.addAll(events(i));
        }
        return Collections.unmodifiableList(events);
    }

    /**
     * The events of one item, from 0: one, or any number where a nested envelope was opened.
     *
     * @throws MalformedPayloadException if the item's record is malformed
     */
    public List<Event> events(int item) {
        Item one = items.get(item);
        if (one instanceof UndecodableItem undecodable) {
            throw undecodable.reason;
        }
        return one instanceof OpenedItem opened ? opened.events : List.of((Event) one);
    }

    /**
     * Handles everything, one item after the other on this thread, and makes the answer for the platform.
     *
     * <p>Fails closed: whatever is not proven done is reported as failed, or this throws; of a call on AWS what the handler threw,
     * where that is unchecked.
     *
     * @throws DeliveryFailedException if the platform can only be told of a failure by failing the invocation
     */
    public A handle(Handler handler, Invocation invocation) {
        return handle(handler, invocation, null);
    }

    /**
     * Handles everything with the help of an executor, and makes the answer for the platform; never two items of an
     * ordering group at once.
     *
     * @throws DeliveryFailedException if the platform can only be told of a failure by failing the invocation
     */
    public A handle(Handler handler, Invocation invocation, @Nullable Executor executor) {
        Run run = new Run(source, items, invocation);
        if (source.exchange() == Source.Exchange.HTTP && handler instanceof HttpHandler http) {
            HttpResponse response = run.respond(http);
            return response == null ? source.answer(run) : source.respond(response);
        }
        if (source.exchange() == Source.Exchange.CALL && handler instanceof CallHandler call) {
            byte[] reply = run.reply(call);
            return reply == null ? source.answer(run) : source.reply(reply);
        }
        if (source.exchange() == Source.Exchange.EACH && handler instanceof CallHandler) {
            run.handle(handler, executor);
            return source.answer(run);
        }
        if (!(handler instanceof EventHandler events)) {
            throw Failures.noEventHandler(kind());
        }
        run.handle(events, executor);
        return source.answer(run);
    }

    /**
     * The answer for the platform when you have worked through {@link #events()} yourself: these very events failed, all
     * others are done. A copy, such as {@link Event#portable()} makes, is none of the delivery.
     *
     * @throws DeliveryFailedException if the platform can only be told of a failure by failing the invocation
     * @throws IllegalArgumentException if an event is none of this delivery
     */
    public A answer(Collection<Event> failed) {
        Set<Event> left = Collections.newSetFromMap(new IdentityHashMap<>());
        left.addAll(failed);
        Run run = new Run(source, items, Invocation.UNKNOWN);
        run.settle(left);
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(left.size() + " of the failed events are none of this delivery");
        }
        return source.answer(run);
    }

    /** The same delivery with its answer in another form, such as an object of the provider's own library. */
    public <B> Delivery<B> withAnswer(Function<? super A, ? extends B> form) {
        return new Delivery<>(OtherAnswer.of(source, form), items);
    }

    /** Collects the records of one payload into a delivery; a record that is malformed fails alone where it can. */
    public static final class Builder<A> {

        private final Source<A> source;
        private final int limit;
        // Items, declared as Objects: to verify that each kind is an Item, the JVM would load them all.
        private @Nullable Object first;

        /** All of them, once there are several: many payloads hold one, which is worth no list that grows. */
        private @Nullable ArrayList<Object> several;

        private @Nullable Draft draft;

        /** A delivery of this source, of {@link Limits#items()} records at most. */
        public Builder(Source<A> source, Limits limits) {
            this.source = source;
            this.limit = limits.items();
        }

        /**
         * Maps one record.
         *
         * @throws MalformedPayloadException if the record is malformed and the platform could not be told that it alone
         *     failed
         */
        public Builder<A> add(JsonNode record) {
            requireRoom(record);
            Draft event = draft;
            if (event == null) {
                event = draft = new Draft(record);
            } else {
                event.restart(record);
            }
            try {
                source.map(record, event);
                return put(event.event(source));
            } catch (MalformedPayloadException e) {
                return addMalformed(record, e);
            }
        }

        /**
         * Adds a record that holds nested events; it is acknowledged once.
         *
         * @throws MalformedPayloadException if there are more than the limit allows
         */
        public Builder<A> addOpened(JsonNode record, List<Event> events) {
            requireRoom(record);
            if (events.size() > limit) {
                throw record.malformed("more events in one record than Limits.items allows, which is " + limit)
                        .in(source.kind());
            }
            return put(new OpenedItem(record, events));
        }

        /**
         * Adds a record that is malformed, to fail alone.
         *
         * @throws MalformedPayloadException if the platform could not be told that it alone failed
         */
        public Builder<A> addMalformed(JsonNode record, MalformedPayloadException reason) {
            MalformedPayloadException named = reason.in(source.kind());
            try {
                source.acknowledgement(record);
            } catch (MalformedPayloadException unreadable) {
                throw named;
            }
            requireRoom(record);
            return put(new UndecodableItem(record, named));
        }

        /**
         * Adds an event that was mapped elsewhere, as an item of its own.
         *
         * @throws MalformedPayloadException if there are more than the limit allows
         */
        public Builder<A> add(Event event) {
            if (isFull()) {
                throw new MalformedPayloadException(source.kind(), "", -1, tooMany());
            }
            return put(event);
        }

        private Builder<A> put(Object item) {
            if (several != null) {
                several.add(item);
            } else if (first == null) {
                first = item;
            } else {
                several = new ArrayList<>();
                several.add(first);
                several.add(item);
            }
            return this;
        }

        private void requireRoom(JsonNode record) {
            if (isFull()) {
                throw record.malformed(tooMany()).in(source.kind());
            }
        }

        private boolean isFull() {
            int size = several != null ? several.size() : first == null ? 0 : 1;
            return size == limit;
        }

        private String tooMany() {
            return "more records than Limits.items allows, which is " + limit;
        }

        /** The delivery, which has these records for good: what is added from now on is of another one. */
        @SuppressWarnings("unchecked") // only items are put in
        public Delivery<A> build() {
            List<?> items = several != null ? several : first == null ? List.of() : List.of(first);
            first = null;
            several = null;
            return new Delivery<>(source, (List<Item>) items);
        }
    }
}
