package dev.portolan.data;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A schedule fired: EventBridge rules and Scheduler, Cloud Scheduler, Azure timers.
 *
 * @param schedule the schedule's name, or on Azure its expression
 * @param scheduledFor the instant this run was due
 * @param late whether the run started late; null where the platform does not tell
 */
public record TimerFired(
        @Nullable String schedule,
        @Nullable Instant scheduledFor,
        @Nullable Boolean late) implements TypedData {

    @Override
    public String toString() {
        return "TimerFired";
    }
}
