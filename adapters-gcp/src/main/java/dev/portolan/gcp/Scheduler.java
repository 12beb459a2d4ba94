package dev.portolan.gcp;

import static dev.portolan.spi.Times.iso;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.spi.JsonWriter;

/**
 * A job run by Cloud Scheduler: the request's body is its custom data.
 *
 * @see <a href="https://cloud.google.com/scheduler/docs/reference/rest/v1/projects.locations.jobs">Jobs</a>
 */
final class Scheduler extends Acknowledged {

    private final Request request;

    Scheduler(Request request) {
        this.request = request;
    }

    @Override
    public String kind() {
        return Recognition.SCHEDULER;
    }

    Event event() {
        String job = request.onlyHeader("X-CloudScheduler-JobName");
        String time = request.onlyHeader("X-CloudScheduler-ScheduleTime");
        Draft event = new Draft(request.body, 0, 0)
                .id(job == null || time == null ? RequestId.of(request) : job + "/" + time)
                .source("//cloudscheduler.googleapis.com")
                .type(GoogleTypes.JOB_EXECUTED)
                .subject("jobs/", job)
                .time(time == null ? null : iso(time))
                .dataBytes(jobData(), "application/json");
        Traces.add(event, request);
        return event.event(this);
    }

    /** The data that the type has when it comes as a ready-made event. */
    private byte[] jobData() {
        JsonWriter json = new JsonWriter(request.body.length * 4 / 3 + 32).beginObject();
        if (request.body.length > 0) {
            json.name("customData").base64(request.body);
        }
        return json.endObject().toBytes();
    }
}
