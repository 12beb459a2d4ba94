package dev.portolan.conformance.simulate;

import dev.portolan.data.TimerFired;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A scheduled rule of EventBridge.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html">Schedule a rule</a>
 */
final class Schedule extends Format<TimerFired> {

    Schedule() {
        super("aws:schedule", TimerFired.class);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    /** Nothing tells whether the run is late. */
    @Override
    TimerFired told(TimerFired timer, Seed seed) {
        return new TimerFired(
                Texts.or(timer.schedule(), "nightly"), Times.or(timer.scheduledFor(), seed, ChronoUnit.SECONDS), null);
    }

    @Override
    byte[] payload(List<Sent<TimerFired>> records) {
        TimerFired timer = records.get(0).data();
        return new Doc()
                .with("version", "0")
                .with("id", records.get(0).seed().uuid("event"))
                .with("detail-type", "Scheduled Event")
                .with("source", "aws.events")
                .with("account", Aws.ACCOUNT)
                .with("time", String.valueOf(timer.scheduledFor()))
                .with("region", Aws.REGION)
                .with("resources", List.of(Aws.arn("events", "rule/" + timer.schedule())))
                .with("detail", new Doc())
                .bytes();
    }
}
