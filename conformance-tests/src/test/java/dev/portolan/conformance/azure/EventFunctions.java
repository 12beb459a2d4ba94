package dev.portolan.conformance.azure;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.Cardinality;
import com.microsoft.azure.functions.annotation.CosmosDBTrigger;
import com.microsoft.azure.functions.annotation.EventGridTrigger;
import com.microsoft.azure.functions.annotation.EventHubTrigger;
import com.microsoft.azure.functions.annotation.FixedDelayRetry;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.ServiceBusQueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import dev.portolan.Event;
import io.cloudevents.CloudEvent;
import java.util.ArrayList;
import java.util.List;

/** Functions whose triggers' parameters are CloudEvents. */
public final class EventFunctions {

    static final List<CloudEvent> SEEN = new ArrayList<>();

    @FunctionName("queueEvent")
    public void queueEvent(
            @QueueTrigger(name = "event", queueName = "orders", connection = "Storage", dataType = "binary")
                    CloudEvent event) {
        SEEN.add(event);
    }

    @FunctionName("queueEventOfText")
    public void queueEventOfText(
            @QueueTrigger(name = "event", queueName = "orders", connection = "Storage") Event event,
            ExecutionContext context) {
        SEEN.add(event);
    }

    @FunctionName("serviceBusEvents")
    public void serviceBusEvents(
            @ServiceBusQueueTrigger(
                            name = "events",
                            queueName = "orders",
                            connection = "Bus",
                            cardinality = Cardinality.MANY)
                    List<CloudEvent> events) {
        SEEN.addAll(events);
    }

    @FunctionName("eventHubEvents")
    @FixedDelayRetry(maxRetryCount = 2, delayInterval = "00:00:01")
    public void eventHubEvents(
            @EventHubTrigger(name = "events", eventHubName = "clicks", connection = "Hub", dataType = "binary")
                    List<Event> events) {
        SEEN.addAll(events);
    }

    @FunctionName("eventHubEventsWithoutPolicy")
    public void eventHubEventsWithoutPolicy(
            @EventHubTrigger(name = "events", eventHubName = "clicks", connection = "Hub", dataType = "binary")
                    List<CloudEvent> events) {
        SEEN.addAll(events);
    }

    @FunctionName("cosmosDbEvent")
    @FixedDelayRetry(maxRetryCount = 2, delayInterval = "00:00:01")
    public void cosmosDbEvent(
            @CosmosDBTrigger(
                            name = "documents",
                            databaseName = "shop",
                            containerName = "orders",
                            connection = "Cosmos",
                            createLeaseContainerIfNotExists = true)
                    CloudEvent event) {
        SEEN.add(event);
    }

    @FunctionName("timerEvent")
    public void timerEvent(@TimerTrigger(name = "timer", schedule = "0 */5 * * * *") CloudEvent event) {
        SEEN.add(event);
    }

    @FunctionName("eventGridEvent")
    public void eventGridEvent(@EventGridTrigger(name = "event") CloudEvent event) {
        SEEN.add(event);
    }

    @FunctionName("requestAsEvent")
    public void requestAsEvent(@HttpTrigger(name = "request") CloudEvent event) {
        SEEN.add(event);
    }

    /** Lists of other things are none of the library's business. */
    @FunctionName("listOfBytes")
    public void listOfBytes(
            @EventHubTrigger(name = "events", eventHubName = "clicks", connection = "Hub", dataType = "binary")
                    List<byte[]> events,
            ExecutionContext context) {
        context.getLogger().info(String.valueOf(events.size()));
    }
}
