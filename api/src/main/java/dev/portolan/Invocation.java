package dev.portolan;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What every platform knows of the call that is being served: its id, its deadline, the function, the trace. */
public final class Invocation {

    /** Nothing known and no deadline: for code that calls an adapter by itself. */
    public static final Invocation UNKNOWN = new Invocation(null, null, null, null, null, null);

    /** In seconds: as far away as the milliseconds up to there and to the clock still fit a {@code long} together. */
    private static final long FAR = Long.MAX_VALUE / 4_000;

    private final @Nullable String id;
    private final @Nullable String function;
    private final @Nullable String traceparent;
    private final @Nullable Instant deadline;
    private final @Nullable Clock clock;
    private final @Nullable FailureLog failures;

    /**
     * @param id the platform's id of this call, such as Lambda's request id
     * @param function the function's name
     * @param traceparent the call's W3C trace context, which an event's own may differ from
     * @param deadline when the platform ends the call
     * @param clock what the deadline is compared with
     */
    public Invocation(
            @Nullable String id,
            @Nullable String function,
            @Nullable String traceparent,
            @Nullable Instant deadline,
            Clock clock) {
        this(id, function, traceparent, deadline, Objects.requireNonNull(clock), null);
    }

    private Invocation(
            @Nullable String id,
            @Nullable String function,
            @Nullable String traceparent,
            @Nullable Instant deadline,
            @Nullable Clock clock,
            @Nullable FailureLog failures) {
        this.id = id;
        this.function = function;
        this.traceparent = traceparent;
        this.deadline = deadline;
        this.clock = clock;
        this.failures = failures;
    }

    /** The same invocation with the id that a payload tells. */
    public Invocation withId(String id) {
        return new Invocation(id, function, traceparent, deadline, clock, failures);
    }

    /** The same invocation, telling this log of each failure. */
    public Invocation withFailureLog(FailureLog log) {
        return new Invocation(id, function, traceparent, deadline, clock, log);
    }

    /** The platform's id of this call. */
    public @Nullable String id() {
        return id;
    }

    /** The function's name. */
    public @Nullable String function() {
        return function;
    }

    /** The call's W3C {@code traceparent}. */
    public @Nullable String traceparent() {
        return traceparent;
    }

    /** When the platform ends the call. */
    public @Nullable Instant deadline() {
        return deadline;
    }

    /** The milliseconds left until the deadline, negative after it; {@link Long#MAX_VALUE} without one. */
    public long remainingMillis() {
        if (deadline == null || clock == null) {
            return Long.MAX_VALUE;
        }
        // An instant may be too far away to be counted in milliseconds.
        long second = Math.max(-FAR, Math.min(FAR, deadline.getEpochSecond()));
        return second * 1_000 + deadline.getNano() / 1_000_000 - clock.millis();
    }

    /** Tells the log, if there is one; a log that fails itself changes nothing. */
    void failed(String kind, int item, @Nullable Event event, Throwable failure) {
        try {
            if (failures != null) {
                failures.failed(kind, item, event, failure);
            }
        } catch (Throwable e) {
            if (e != failure) {
                failure.addSuppressed(e);
            }
        }
    }
}
