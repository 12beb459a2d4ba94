package dev.portolan.examples;

import com.microsoft.azure.functions.annotation.Cardinality;
import com.microsoft.azure.functions.annotation.EventHubTrigger;
import com.microsoft.azure.functions.annotation.FixedDelayRetry;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.cloudevents.CloudEvent;
import java.util.ArrayList;
import java.util.List;

/** The Azure page's functions whose parameters are CloudEvents. */
public final class CloudEventFunctions {

    private static final List<String> IDS = new ArrayList<>();

    @FunctionName("order")
    public void order(
            @QueueTrigger(name = "event", queueName = "orders", connection = "Orders", dataType = "binary")
                    CloudEvent event) {
        place(event);
    }

    @FunctionName("clicks")
    @FixedDelayRetry(maxRetryCount = 10, delayInterval = "00:00:05")
    public void clicks(
            @EventHubTrigger(
                            name = "events",
                            eventHubName = "clicks",
                            connection = "Hub",
                            cardinality = Cardinality.MANY,
                            dataType = "binary")
                    List<CloudEvent> events) {
        events.forEach(this::place);
    }

    private void place(CloudEvent event) {
        System.out.println(event.getId());
        IDS.add(event.getId());
    }

    /** What came, once. */
    public static List<String> ids() {
        List<String> ids = List.copyOf(IDS);
        IDS.clear();
        return ids;
    }
}
