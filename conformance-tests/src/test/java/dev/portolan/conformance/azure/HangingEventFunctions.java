package dev.portolan.conformance.azure;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.cloudevents.CloudEvent;

/** A class whose constructor throws an Error, with a parameter that is a CloudEvent. */
public final class HangingEventFunctions {

    public HangingEventFunctions() {
        throw new NoClassDefFoundError("com/example/Missing");
    }

    @FunctionName("hangingEvent")
    public void hangingEvent(
            @QueueTrigger(name = "event", queueName = "orders", dataType = "binary") CloudEvent event) {}
}
