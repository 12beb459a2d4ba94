package dev.portolan.azure;

import dev.portolan.Delivery;
import dev.portolan.DeliveryFailedException;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.MalformedPayloadException;
import dev.portolan.RejectedEventException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A handler under a failure policy. */
final class GuardedHandler implements EventHandler {

    private final EventHandler handler;
    private final FailurePolicy policy;
    private final boolean comesAgain;
    private final boolean hasDeadLetterEnd;
    private final Logger logger;
    private final Waiting waiting;

    /** The events that were done, or that the dead-letter code was given. */
    private final Set<Event> settled = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * @param comesAgain whether the host tries this delivery again, so that nothing has failed for good yet
     * @param hasDeadLetterEnd whether the platform delivers again what fails, and puts aside what keeps failing
     */
    GuardedHandler(
            EventHandler handler,
            FailurePolicy policy,
            boolean comesAgain,
            boolean hasDeadLetterEnd,
            Logger logger,
            Waiting waiting) {
        this.handler = handler;
        this.policy = policy;
        this.comesAgain = comesAgain;
        this.hasDeadLetterEnd = hasDeadLetterEnd;
        this.logger = logger;
        this.waiting = waiting;
    }

    @Override
    public void handle(Event event, Invocation invocation) throws Exception {
        try {
            attempt(event, invocation);
        } catch (RejectedEventException e) {
            reject(event, e);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (comesAgain || hasDeadLetterEnd || policy.deadLetters == null) {
                throw e;
            }
            putAside(event, e, policy.deadLetters);
        }
        settled.add(event);
    }

    /** Puts aside what an Error or the deadline kept from being handled, where it will not come again. */
    void putAsideRest(Delivery<?> delivery, DeliveryFailedException failure) {
        if (comesAgain || policy.deadLetters == null) {
            return;
        }
        for (int item = 0; item < delivery.size(); item++) {
            for (Event event : eventsOf(delivery, item)) {
                if (settled.add(event)) {
                    try {
                        policy.deadLetters.accept(event, failure);
                    } catch (Exception e) {
                        failure.addSuppressed(e);
                    }
                }
            }
        }
    }

    /** None of a malformed item, which nobody can put aside as an event. */
    private static List<Event> eventsOf(Delivery<?> delivery, int item) {
        try {
            return delivery.events(item);
        } catch (MalformedPayloadException e) {
            return List.of();
        }
    }

    /** If the event cannot be kept, what failed before is not forgotten. */
    private void putAside(Event event, Exception failure, DeadLetters deadLetters) throws Exception {
        settled.add(event);
        try {
            deadLetters.accept(event, failure);
        } catch (Exception e) {
            e.addSuppressed(failure);
            throw e;
        }
    }

    private void attempt(Event event, Invocation invocation) throws Exception {
        long end = 0;
        for (long delay = policy.firstDelayMillis; ; delay *= 2) {
            try {
                handler.handle(event, invocation);
                return;
            } catch (RejectedEventException | InterruptedException e) {
                throw e;
            } catch (Exception e) {
                long now = waiting.nowMillis();
                end = delay == policy.firstDelayMillis ? now + policy.mostMillis : end;
                if (delay == 0 || now + delay > end || invocation.remainingMillis() < 2 * delay) {
                    throw e;
                }
            }
            waiting.pause(delay);
        }
    }

    private void reject(Event event, RejectedEventException reason) throws Exception {
        if (policy.deadLetters != null) {
            putAside(event, reason, policy.deadLetters);
        } else if (hasDeadLetterEnd) {
            throw reason;
        } else {
            logger.log(
                    Level.SEVERE,
                    event.kind() + ": an event was rejected and is lost, there is nowhere to put it",
                    reason);
        }
    }
}
