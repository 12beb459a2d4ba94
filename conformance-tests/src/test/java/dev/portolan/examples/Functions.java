package dev.portolan.examples;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BlobTrigger;
import com.microsoft.azure.functions.annotation.Cardinality;
import com.microsoft.azure.functions.annotation.CosmosDBTrigger;
import com.microsoft.azure.functions.annotation.CustomBinding;
import com.microsoft.azure.functions.annotation.EventGridTrigger;
import com.microsoft.azure.functions.annotation.EventHubTrigger;
import com.microsoft.azure.functions.annotation.FixedDelayRetry;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.KafkaTrigger;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.ServiceBusQueueTrigger;
import com.microsoft.azure.functions.annotation.ServiceBusTopicTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import dev.portolan.azure.AzureFunction;
import dev.portolan.azure.EventGridEndpoint;
import dev.portolan.azure.FailurePolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Azure page's functions: one method a trigger. */
public final class Functions {

    private static final AzureFunction EVENTS = AzureFunction.of(Audit::new);
    private static final AzureFunction CLICKS = EVENTS.within(Duration.ofMinutes(5))
            .onFailure(FailurePolicy.retry(Duration.ofSeconds(1), Duration.ofMinutes(1))
                    .thenDeadLetter((event, failure) -> store(event.getId(), event.data())));
    private static final AzureFunction GREETING = AzureFunction.of(Greeting::new);

    private static final AzureFunction WEBHOOK = EVENTS.accepting(EventGridEndpoint.forTopics(
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a"));

    private static final Map<String, byte[]> STORED = new LinkedHashMap<>();

    @FunctionName("orders")
    public void orders(
            @QueueTrigger(name = "event", queueName = "orders", connection = "Orders", dataType = "binary")
                    byte[] event,
            ExecutionContext context)
            throws Exception {
        EVENTS.handle(event, context);
    }

    @FunctionName("clicks")
    public void clicks(
            @EventHubTrigger(
                            name = "events",
                            eventHubName = "clicks",
                            connection = "Hub",
                            cardinality = Cardinality.MANY,
                            dataType = "binary")
                    byte[][] events,
            ExecutionContext context)
            throws Exception {
        CLICKS.handle(events, context);
    }

    @FunctionName("greeting")
    public HttpResponseMessage greeting(
            @HttpTrigger(
                            name = "request",
                            methods = {HttpMethod.GET},
                            route = "{*path}",
                            authLevel = AuthorizationLevel.FUNCTION)
                    HttpRequestMessage<Optional<String>> request,
            ExecutionContext context) {
        return GREETING.handle(request, context);
    }

    @FunctionName("files")
    public void files(
            @BlobTrigger(name = "content", path = "notes/{name}", connection = "Notes", dataType = "binary")
                    byte[] content,
            ExecutionContext context)
            throws Exception {
        EVENTS.handle(content, context);
    }

    @FunctionName("payments")
    public void payments(
            @ServiceBusQueueTrigger(name = "event", queueName = "payments", connection = "Bus", dataType = "binary")
                    byte[] event,
            ExecutionContext context)
            throws Exception {
        EVENTS.handle(event, context);
    }

    @FunctionName("bills")
    public void bills(
            @ServiceBusTopicTrigger(
                            name = "events",
                            topicName = "orders",
                            subscriptionName = "billing",
                            connection = "Bus",
                            cardinality = Cardinality.MANY,
                            dataType = "binary")
                    byte[][] events,
            ExecutionContext context)
            throws Exception {
        EVENTS.handle(events, context);
    }

    @FunctionName("measurements")
    @FixedDelayRetry(maxRetryCount = 10, delayInterval = "00:00:05")
    public void measurements(
            @KafkaTrigger(
                            name = "events",
                            topic = "measurements",
                            brokerList = "b-1.example.com:9092",
                            consumerGroup = "portolan",
                            cardinality = Cardinality.MANY,
                            dataType = "binary")
                    byte[][] events,
            ExecutionContext context)
            throws Exception {
        EVENTS.handle(events, context);
    }

    @FunctionName("jobs")
    public void jobs(
            @CustomBinding(name = "event", type = "rabbitMQTrigger", direction = "in") byte[] event,
            ExecutionContext context)
            throws Exception {
        EVENTS.handle(event, context);
    }

    @FunctionName("customers")
    public void customers(
            @CosmosDBTrigger(
                            name = "documents",
                            databaseName = "shop",
                            containerName = "customers",
                            connection = "Cosmos",
                            createLeaseContainerIfNotExists = true)
                    String documents,
            ExecutionContext context)
            throws Exception {
        CLICKS.handle(documents, context);
    }

    @FunctionName("nightly")
    public void nightly(@TimerTrigger(name = "timer", schedule = "0 0 3 * * *") String timer, ExecutionContext context)
            throws Exception {
        EVENTS.handle(timer, context);
    }

    @FunctionName("uploads")
    public void uploads(@EventGridTrigger(name = "event") String event, ExecutionContext context) throws Exception {
        EVENTS.handle(event, context);
    }

    @FunctionName("webhook")
    public HttpResponseMessage webhook(
            @HttpTrigger(
                            name = "request",
                            methods = {HttpMethod.OPTIONS, HttpMethod.POST},
                            authLevel = AuthorizationLevel.FUNCTION)
                    HttpRequestMessage<Optional<String>> request,
            ExecutionContext context) {
        return WEBHOOK.handle(request, context);
    }

    private static void store(String id, byte @Nullable [] data) {
        STORED.put(id, data == null ? new byte[0] : data);
    }

    /** What the dead-letter handler was given, and forgets. */
    public static List<String> stored() {
        List<String> stored = List.copyOf(STORED.keySet());
        STORED.clear();
        return stored;
    }
}
