package dev.portolan.conformance.simulate;

import dev.portolan.data.TimerFired;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * A Cloud Scheduler job with an HTTP target, or told by Eventarc.
 *
 * @see <a href="https://cloud.google.com/scheduler/docs/reference/rest/v1/projects.locations.jobs">Jobs</a>
 */
final class CloudScheduler extends Format<TimerFired> {

    private final boolean isByEventarc;

    private CloudScheduler(String source, String kind, boolean isByEventarc) {
        super(source, kind, TimerFired.class);
        this.isByEventarc = isByEventarc;
    }

    static CloudScheduler ofHttpTarget() {
        return new CloudScheduler("gcp:scheduler", "gcp:scheduler", false);
    }

    static CloudScheduler byEventarc() {
        return new CloudScheduler("gcp:eventarc-scheduler", "gcp:cloudevent", true);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    /** Nothing tells whether the run is late. */
    @Override
    TimerFired told(TimerFired timer, Seed seed) {
        String job = Texts.or(timer.schedule(), "nightly");
        require(
                job.chars().allMatch(c -> c >= ' ' && c < 0x7F) && job.equals(job.strip()),
                "a job whose name is no ASCII");
        return new TimerFired(job, Times.or(timer.scheduledFor(), seed, ChronoUnit.SECONDS), null);
    }

    @Override
    byte[] payload(List<Sent<TimerFired>> records) {
        TimerFired timer = records.get(0).data();
        if (isByEventarc) {
            Doc data = new Doc().with("customData", "{}".getBytes(StandardCharsets.US_ASCII));
            return Google.event(
                            "google.cloud.scheduler.job.v1.executed",
                            records.get(0).seed().uuid("event"),
                            Objects.requireNonNull(timer.scheduledFor()))
                    .header(
                            "ce-source",
                            "//cloudscheduler.googleapis.com/projects/" + Google.PROJECT + "/locations/europe-west1")
                    .header("ce-subject", "jobs/" + timer.schedule())
                    .body("application/json", data.bytes())
                    .bytes();
        }
        return RawRequest.push(Google.HOST, "Google-Cloud-Scheduler")
                .header("X-CloudScheduler", "true")
                .header("X-CloudScheduler-JobName", timer.schedule())
                .header("X-CloudScheduler-ScheduleTime", String.valueOf(timer.scheduledFor()))
                .body("application/octet-stream", "{}".getBytes(StandardCharsets.US_ASCII))
                .bytes();
    }
}
