package dev.portolan.gcp;

import static dev.portolan.spi.Times.decimal;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task dispatched by Cloud Tasks: the request's body is the data.
 *
 * @see <a href="https://cloud.google.com/tasks/docs/creating-http-target-tasks">HTTP target tasks</a>
 */
final class Tasks extends Acknowledged {

    private final Request request;
    /** {@code X-CloudTasks-}, or for a task of App Engine {@code X-AppEngine-}. */
    private final String prefix;

    Tasks(Request request) {
        this.request = request;
        prefix = request.header("X-CloudTasks-TaskName") == null ? "X-AppEngine-" : "X-CloudTasks-";
    }

    @Override
    public String kind() {
        return Recognition.TASKS;
    }

    Event event() {
        String name = request.requiredHeader(prefix + "TaskName");
        String eta = request.header(prefix + "TaskETA");
        Draft event = new Draft(request.body, 0, 0)
                .id(name)
                .source("//cloudtasks.googleapis.com/queues/", queue())
                .type("google.cloud.tasks.task.v1.dispatched")
                .subject("tasks/", name)
                .time(eta == null ? null : decimal(eta, 0));
        if (request.body.length > 0) {
            event.dataBytes(request.body, request.header("Content-Type"));
        }
        // The producer's own traceparent was replaced by the one of the dispatch.
        Traces.add(event, request);
        return event.event(this);
    }

    private String queue() {
        return request.requiredHeader(prefix + "QueueName");
    }

    @Override
    public TypedData typedData(Event event, byte[] bytes, int start, int end) {
        Map<String, Bytes> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : HeaderAttributes.of(request).entrySet()) {
            attributes.put(header.getKey(), Bytes.utf8(header.getValue()));
        }
        return new Message(
                Bytes.wrap(request.body),
                event.getDataContentType(),
                attributes,
                request.header(prefix + "TaskName"),
                queue(),
                null,
                attempt(),
                null);
    }

    private @Nullable Integer attempt() {
        Long retries = Numbers.longOrNull(request.header(prefix + "TaskRetryCount"));
        return retries == null || retries >= Integer.MAX_VALUE ? null : (Integer) (retries.intValue() + 1);
    }
}
