package dev.portolan;

import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import dev.portolan.spi.Json;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Works a delivery off and keeps what became of each item: the one loop for all platforms.
 *
 * <p>An item is done only when its handler has returned in time; everything else stays not done. Nothing new is started
 * once the deadline's margin is reached, the thread is interrupted or an {@link Error} was thrown.
 */
final class Run implements Outcomes {

    private static final long SHORTEST_MARGIN_MILLIS = 1_000;

    /** Time to send the answer, even where a second is more than half of what is left. */
    private static final long LEAST_MARGIN_MILLIS = 100;

    private static final String NO_REPLY = "the handler returned no reply";

    private final Source<?> source;
    private final List<Item> items;
    private final Invocation invocation;
    private final long marginMillis;
    private final boolean[] done;
    private final @Nullable Throwable[] failures;
    private final byte[] @Nullable [] replies;
    private boolean replied;
    private boolean stopped;
    private boolean closed;

    Run(Source<?> source, List<Item> items, Invocation invocation) {
        this.source = source;
        this.items = items;
        this.invocation = invocation;
        long left = invocation.remainingMillis();
        // Half at most: the shortest timeout that Lambda has is a second, and even there something must get done.
        marginMillis = Math.max(LEAST_MARGIN_MILLIS, Math.min(Math.max(SHORTEST_MARGIN_MILLIS, left / 20), left / 2));
        done = new boolean[items.size()];
        failures = new Throwable[items.size()];
        replies = new byte[source.exchange() == Source.Exchange.EACH ? items.size() : 0][];
    }

    void handle(Handler handler, @Nullable Executor executor) {
        replied = source.exchange() == Source.Exchange.EACH && handler instanceof CallHandler;
        if (items.size() < 2) {
            handleAll(handler);
        } else if (executor != null && source.order() != Source.Order.ALL) {
            new Lanes(this, handler, source.order() == Source.Order.BY_GROUP).handle(executor);
        } else if (source.order() == Source.Order.NONE) {
            handleAll(handler);
        } else {
            handleInOrder(handler);
        }
    }

    private void handleAll(Handler handler) {
        for (int i = 0; i < items.size() && mayStart(); i++) {
            attempt(i, handler);
        }
    }

    private void handleInOrder(Handler handler) {
        boolean grouped = source.order() == Source.Order.BY_GROUP;
        Set<String> failedGroups = new HashSet<>();
        for (int i = 0; i < items.size() && mayStart(); i++) {
            String group = grouped ? groupOrNull(i) : null;
            if (failedGroups.contains(group)) {
                continue;
            }
            if (!attempt(i, handler)) {
                if (group == null) {
                    return;
                }
                failedGroups.add(group);
            }
        }
    }

    /** Nobody attempts the item, so that it stays undone; only the first to say why is heard. */
    void refuse(int item, Throwable refusal) {
        boolean isNews;
        synchronized (this) {
            stopped |= refusal instanceof Error;
            isNews = !done[item] && failures[item] == null;
            if (isNews) {
                failures[item] = refusal;
            }
        }
        if (isNews) {
            invocation.failed(source.kind(), item, eventOrNull(item), refusal);
        }
    }

    /** Nothing is started any more, and what ends from now on stays undone. */
    synchronized void close() {
        closed = true;
    }

    synchronized boolean mayStart() {
        return !stopped && !closed && hasTime() && !Thread.currentThread().isInterrupted();
    }

    private boolean hasTime() {
        return millisToStart() > 0;
    }

    /** How long something may still be started; not positive once the margin before the deadline is reached. */
    long millisToStart() {
        return invocation.remainingMillis() - marginMillis;
    }

    boolean attempt(int item, Handler handler) {
        Throwable failure = null;
        byte[] reply = null;
        try {
            Item one = items.get(item);
            if (one instanceof Event event) {
                reply = handle(item, event, handler);
            } else if (one instanceof OpenedItem opened) {
                failure = handleEach(item, opened.events, handler);
            } else if (one instanceof UndecodableItem undecodable) {
                failure = undecodable.reason;
                invocation.failed(source.kind(), item, null, failure);
            }
        } catch (Throwable e) {
            failure = e;
        }
        return settle(item, failure, reply);
    }

    /**
     * What keeps the item from being done: that not all its events were started, else the first rejection, if there was one.
     * Where order does not matter the events behind a rejected one are handled: the platform may take the whole item as done.
     */
    private @Nullable Throwable handleEach(int item, List<Event> events, Handler handler) throws Exception {
        Throwable first = null;
        for (Event event : events) {
            if (!mayStart()) {
                return Failures.stopped(source.kind(), first);
            }
            try {
                handle(item, event, handler);
            } catch (Exception e) {
                // To catch a rejection by its class would load that class with this one.
                if (!(e instanceof RejectedEventException) || source.order() != Source.Order.NONE) {
                    throw e;
                }
                if (first == null) {
                    first = e;
                } else if (first != e) {
                    first.addSuppressed(e);
                }
            }
        }
        return first;
    }

    private byte @Nullable [] handle(int item, Event event, Handler handler) throws Exception {
        try {
            if (replied) {
                return Objects.requireNonNull(((CallHandler) handler).handle(event, invocation), NO_REPLY);
            }
            ((EventHandler) handler).handle(event, invocation);
            return null;
        } catch (Throwable e) {
            invocation.failed(source.kind(), item, event, e);
            throw e;
        }
    }

    private synchronized boolean settle(int item, @Nullable Throwable failure, byte @Nullable [] reply) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        // An Error leaves the process in doubt: nothing more is started in it for this delivery.
        stopped |= failure instanceof Error || failure instanceof InterruptedException;
        if (closed) {
            return false;
        }
        failures[item] = failure;
        done[item] = failure == null;
        if (reply != null) {
            replies[item] = reply;
        }
        return failure == null;
    }

    /** Everything is done but the items of these events, which are taken out of the set. */
    void settle(Set<Event> failed) {
        Throwable reported = failed.isEmpty() ? null : Failures.unexplained(source.kind());
        for (int i = 0; i < items.size(); i++) {
            Item one = items.get(i);
            if (one instanceof UndecodableItem undecodable) {
                failures[i] = undecodable.reason;
            } else if (one instanceof Event event && failed.remove(event)) {
                failures[i] = reported;
            } else if (one instanceof OpenedItem opened) {
                for (Event event : opened.events) {
                    if (failed.remove(event)) {
                        failures[i] = reported;
                    }
                }
            }
            done[i] = failures[i] == null;
        }
    }

    @Nullable
    HttpResponse respond(HttpHandler handler) {
        try {
            if (onlyEvent().typedData() instanceof HttpRequest request) {
                HttpResponse response =
                        Objects.requireNonNull(handler.handle(request, invocation), "the handler returned no response");
                done[0] = true;
                return response;
            }
            throw new MalformedPayloadException(source.kind(), "", -1, "expected one HTTP request");
        } catch (Throwable e) {
            invocation.failed(source.kind(), 0, eventOrNull(0), e);
            settle(0, e, null);
            return null;
        }
    }

    byte @Nullable [] reply(CallHandler handler) {
        try {
            byte[] reply = Objects.requireNonNull(handler.handle(onlyEvent(), invocation), NO_REPLY);
            done[0] = true;
            return reply;
        } catch (Throwable e) {
            invocation.failed(source.kind(), 0, eventOrNull(0), e);
            settle(0, e, null);
            return null;
        }
    }

    private @Nullable Event eventOrNull(int item) {
        return item < items.size() && items.get(item) instanceof Event event ? event : null;
    }

    private Event onlyEvent() {
        if (items.size() == 1 && items.get(0) instanceof Event event) {
            return event;
        }
        throw items.size() == 1 && items.get(0) instanceof UndecodableItem undecodable
                ? undecodable.reason
                : new MalformedPayloadException(source.kind(), "", -1, "expected one event, found " + items.size());
    }

    /** The item's group; null where the record does not even tell that, so that nothing may follow it. */
    @Nullable
    String groupOrNull(int item) {
        try (Json json = record(item)) {
            String group = source.group(json.root());
            return group == null ? "" : group;
        } catch (MalformedPayloadException e) {
            return null;
        }
    }

    private Json record(int item) {
        Item one = items.get(item);
        return Json.readAgain(one.recordArray, one.recordStart, one.recordEnd);
    }

    @Override
    public int size() {
        return done.length;
    }

    @Override
    public synchronized boolean isDone(int item) {
        return done[item];
    }

    @Override
    public synchronized @Nullable Throwable failure(int item) {
        return failures[item];
    }

    @Override
    public boolean isReplied() {
        return replied;
    }

    @Override
    public synchronized byte @Nullable [] reply(int item) {
        return item < replies.length ? replies[item] : null;
    }

    @Override
    public @Nullable String acknowledgement(int item) {
        try (Json json = record(item)) {
            return source.acknowledgement(json.root());
        }
    }

    @Override
    public RuntimeException deliveryFailed() {
        return Failures.of(source.kind(), this);
    }
}
