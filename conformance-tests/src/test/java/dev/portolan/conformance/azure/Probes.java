package dev.portolan.conformance.azure;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.RetryContext;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.Cardinality;
import com.microsoft.azure.functions.annotation.EventGridTrigger;
import com.microsoft.azure.functions.annotation.EventHubTrigger;
import com.microsoft.azure.functions.annotation.FixedDelayRetry;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.KafkaTrigger;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.ServiceBusQueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Functions that tell what reached them. */
public final class Probes {

    static final List<Object> SEEN = new ArrayList<>();

    private final ClassLoader loaderOfConstructor = Thread.currentThread().getContextClassLoader();

    @FunctionName("oneAsBytes")
    public void oneAsBytes(
            @QueueTrigger(name = "event", queueName = "q", dataType = "binary") byte[] event,
            @BindingName("Id") String id) {
        SEEN.add(new String(event, StandardCharsets.UTF_8) + " " + id);
    }

    @FunctionName("manyAsBytes")
    public void manyAsBytes(
            @EventHubTrigger(name = "events", eventHubName = "h", connection = "c", dataType = "binary")
                    byte[][] events) {
        SEEN.add(events.length);
    }

    @FunctionName("manyAsText")
    public void manyAsText(
            @ServiceBusQueueTrigger(name = "events", queueName = "q", connection = "c", cardinality = Cardinality.MANY)
                    String[] events,
            @BindingName("LockTokenArray") String[] tokens) {
        SEEN.add(Arrays.toString(events) + Arrays.toString(tokens));
    }

    @FunctionName("kafkaAsText")
    public void kafkaAsText(
            @KafkaTrigger(
                            name = "event",
                            topic = "t",
                            brokerList = "b",
                            consumerGroup = "g",
                            cardinality = Cardinality.ONE)
                    String event) {
        SEEN.add(event);
    }

    @FunctionName("timer")
    public void timer(@TimerTrigger(name = "timer", schedule = "0 * * * * *") String timer, ExecutionContext context) {
        SEEN.add(timer);
        try {
            SEEN.add(((EmulatedContext) context).getDataStore().getTriggerMetatDataByName("IsPastDue", String.class));
        } catch (RuntimeException e) {
            SEEN.add("not sent");
        }
    }

    @FunctionName("eventGrid")
    public void eventGrid(@EventGridTrigger(name = "event") String event) {
        SEEN.add(event);
        throw new IllegalArgumentException("told to Event Grid");
    }

    @FunctionName("failingLog")
    public void failingLog(
            @EventHubTrigger(name = "events", eventHubName = "h", connection = "c", dataType = "binary")
                    byte[][] events,
            ExecutionContext context) {
        RetryContext retry = context.getRetryContext();
        SEEN.add(retry.getRetrycount() + "/" + retry.getMaxretrycount());
        throw new IllegalStateException("no");
    }

    @FunctionName("failingLogWithPolicy")
    @FixedDelayRetry(maxRetryCount = 2, delayInterval = "00:00:01")
    public void failingLogWithPolicy(
            @EventHubTrigger(name = "events", eventHubName = "h", connection = "c", dataType = "binary")
                    byte[][] events,
            ExecutionContext context) {
        failingLog(events, context);
    }

    @FunctionName("surroundings")
    public void surroundings(@QueueTrigger(name = "event", queueName = "q", dataType = "binary") byte[] event) {
        SEEN.add(loaderOfConstructor);
        SEEN.add(Thread.currentThread().getContextClassLoader());
        SEEN.add(Thread.currentThread());
    }

    @FunctionName("throwingError")
    public void throwingError(@QueueTrigger(name = "event", queueName = "q", dataType = "binary") byte[] event) {
        throw new StackOverflowError("in the method");
    }

    /** A parameter of a type that the worker cannot convert to. */
    @FunctionName("unconvertible")
    public void unconvertible(@QueueTrigger(name = "event", queueName = "q", dataType = "binary") Thread event) {
        SEEN.add(event);
    }
}
