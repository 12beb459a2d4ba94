package dev.portolan.conformance.simulate;

import dev.portolan.data.TimerFired;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * A timer trigger.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer">Timer trigger</a>
 */
final class AzureTimer extends Format<TimerFired> {

    AzureTimer() {
        super("azure:timer", TimerFired.class);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    @Override
    TimerFired told(TimerFired timer, Seed seed) {
        require(
                timer.schedule() == null
                        || timer.schedule().chars().filter(c -> c == '%').count() < 2,
                "a schedule with percent signs, between which names of settings stand");
        return new TimerFired(
                Texts.or(timer.schedule(), "0 0 3 * * *"),
                Times.or(timer.scheduledFor(), seed, ChronoUnit.MILLIS),
                Boolean.TRUE.equals(timer.late()));
    }

    @Override
    byte[] payload(List<Sent<TimerFired>> records) {
        TimerFired timer = records.get(0).data();
        Instant next = Objects.requireNonNull(timer.scheduledFor());
        String last = Times.withoutZone(next.minus(1, ChronoUnit.DAYS)) + "+00:00";
        Doc status = new Doc()
                .with("Last", last)
                .with("Next", Times.withoutZone(next) + "+00:00")
                .with("LastUpdated", last);
        String payload = new Doc()
                .with("Schedule", new Doc().with("AdjustForDST", true))
                .with("ScheduleStatus", status)
                .with("IsPastDue", timer.late())
                .text();
        Doc binding = new Doc()
                .with("name", "timer")
                .with("type", "timerTrigger")
                .with("direction", "in")
                .with("schedule", timer.schedule())
                .with("hostname", Azure.HOST)
                .with("function", "Sweep");
        return Azure.description("timerTrigger", payload, new Doc(), binding).bytes();
    }
}
