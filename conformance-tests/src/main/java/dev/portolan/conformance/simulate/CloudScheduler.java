package dev.portolan.conformance.simulate;

import dev.portolan.data.TimerFired;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A Cloud Scheduler job with an HTTP target.
 *
 * @see <a href="https://cloud.google.com/scheduler/docs/reference/rest/v1/projects.locations.jobs">Jobs</a>
 */
final class CloudScheduler extends Format<TimerFired> {

    CloudScheduler() {
        super("gcp:scheduler", TimerFired.class);
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
        return RawRequest.push(Google.HOST, "Google-Cloud-Scheduler")
                .header("X-CloudScheduler", "true")
                .header("X-CloudScheduler-JobName", timer.schedule())
                .header("X-CloudScheduler-ScheduleTime", String.valueOf(timer.scheduledFor()))
                .body("application/octet-stream", "{}".getBytes(StandardCharsets.US_ASCII))
                .bytes();
    }
}
