package dev.portolan.examples;

import com.google.cloud.functions.CloudEventsFunction;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.gcp.GcpAdapter;
import io.cloudevents.CloudEvent;

/** The Google page's event function that has been there before. */
public final class GoogleEventEmbedding implements CloudEventsFunction {

    @Override
    public void accept(CloudEvent event) {
        Event repaired = GcpAdapter.event(event);
        new Uploads().handle(repaired, Invocation.UNKNOWN);
    }
}
