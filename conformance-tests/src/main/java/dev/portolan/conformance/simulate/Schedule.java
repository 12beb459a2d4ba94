package dev.portolan.conformance.simulate;

import dev.portolan.data.TimerFired;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A scheduled rule of EventBridge, or a schedule of EventBridge Scheduler, which sends the same with its detail as text.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html">Schedule a rule</a>
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html">Templated targets</a>
 */
final class Schedule extends Format<TimerFired> {

    private final String service;
    private final String resource;
    private final Object detail;

    private Schedule(String source, String service, String resource, Object detail) {
        super(source, "aws:schedule", TimerFired.class);
        this.service = service;
        this.resource = resource;
        this.detail = detail;
    }

    static Schedule ofRule() {
        return new Schedule("aws:schedule", "events", "rule/", new Doc());
    }

    static Schedule ofScheduler() {
        return new Schedule("aws:scheduler", "scheduler", "schedule/default/", "{}");
    }

    @Override
    boolean isBatch() {
        return false;
    }

    /** Nothing tells whether the run is late. */
    @Override
    TimerFired told(TimerFired timer, Seed seed) {
        String schedule = Texts.or(timer.schedule(), "nightly");
        return new TimerFired(schedule, Times.or(timer.scheduledFor(), seed, ChronoUnit.SECONDS), null);
    }

    @Override
    byte[] payload(List<Sent<TimerFired>> records) {
        TimerFired timer = records.get(0).data();
        return new Doc()
                .with("version", "0")
                .with("id", records.get(0).seed().uuid("event"))
                .with("detail-type", "Scheduled Event")
                .with("source", "aws." + service)
                .with("account", Aws.ACCOUNT)
                .with("time", String.valueOf(timer.scheduledFor()))
                .with("region", Aws.REGION)
                .with("resources", List.of(Aws.arn(service, resource + timer.schedule())))
                .with("detail", detail)
                .bytes();
    }
}
