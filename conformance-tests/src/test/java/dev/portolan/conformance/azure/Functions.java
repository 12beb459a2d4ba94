package dev.portolan.conformance.azure;

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
import dev.portolan.data.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One method per trigger, as the documentation tells users to write them. */
public final class Functions {

    static final Recorder RECORDER = new Recorder();
    static final List<String> DEAD_LETTERS = new ArrayList<>();

    private static final AzureFunction EVENTS = AzureFunction.of(() -> RECORDER);
    private static final AzureFunction PUT_ASIDE =
            EVENTS.onFailure(FailurePolicy.deadLetter((event, failure) -> DEAD_LETTERS.add(event.getId())));
    private static final AzureFunction IN_PLACE =
            EVENTS.onFailure(FailurePolicy.retry(Duration.ofMillis(1), Duration.ofMillis(50)));
    private static final AzureFunction HTTP = AzureFunction.of(EchoHandler::new);
    private static final AzureFunction WEBHOOK =
            EVENTS.accepting(EventGridEndpoint.forTopics("/subscriptions/s1/resourceGroups/g/providers/p/topics/t"));
    private static final AzureFunction BROKEN = AzureFunction.of(() -> {
        throw new NoClassDefFoundError("com/example/Missing");
    });

    @FunctionName("queue")
    public void queue(
            @QueueTrigger(name = "event", queueName = "orders", connection = "Storage", dataType = "binary")
                    byte[] event,
            ExecutionContext context)
            throws Exception {
        EVENTS.handle(event, context);
    }

    @FunctionName("queueAsText")
    public void queueAsText(
            @QueueTrigger(name = "event", queueName = "orders", connection = "Storage") String event,
            ExecutionContext context)
            throws Exception {
        EVENTS.handle(event, context);
    }

    /** Bytes bound as text, which the worker makes by the JVM's charset. */
    @FunctionName("queueOfBytesAsText")
    public void queueOfBytesAsText(
            @QueueTrigger(name = "event", queueName = "orders", connection = "Storage", dataType = "binary")
                    String event,
            ExecutionContext context)
            throws Exception {
        EVENTS.handle(event, context);
    }

    @FunctionName("blob")
    public void blob(
            @BlobTrigger(name = "content", path = "notes/{name}", connection = "Storage", dataType = "binary")
                    byte[] content,
            ExecutionContext context)
            throws Exception {
        EVENTS.handle(content, context);
    }

    @FunctionName("serviceBus")
    public void serviceBus(
            @ServiceBusQueueTrigger(name = "event", queueName = "orders", connection = "Bus", dataType = "binary")
                    byte[] event,
            ExecutionContext context)
            throws Exception {
        EVENTS.handle(event, context);
    }

    @FunctionName("serviceBusBatch")
    public void serviceBusBatch(
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

    @FunctionName("serviceBusBatchAsText")
    public void serviceBusBatchAsText(
            @ServiceBusQueueTrigger(
                            name = "events",
                            queueName = "orders",
                            connection = "Bus",
                            cardinality = Cardinality.MANY)
                    String[] events,
            ExecutionContext context)
            throws Exception {
        EVENTS.handle(events, context);
    }

    @FunctionName("eventHubs")
    @FixedDelayRetry(maxRetryCount = 2, delayInterval = "00:00:01")
    public void eventHubs(
            @EventHubTrigger(name = "events", eventHubName = "clicks", connection = "Hub", dataType = "binary")
                    byte[][] events,
            ExecutionContext context)
            throws Exception {
        EVENTS.handle(events, context);
    }

    @FunctionName("eventHubsWithoutPolicy")
    public void eventHubsWithoutPolicy(
            @EventHubTrigger(name = "events", eventHubName = "clicks", connection = "Hub", dataType = "binary")
                    byte[][] events,
            ExecutionContext context)
            throws Exception {
        EVENTS.handle(events, context);
    }

    @FunctionName("eventHubsPutAside")
    public void eventHubsPutAside(
            @EventHubTrigger(name = "events", eventHubName = "clicks", connection = "Hub", dataType = "binary")
                    byte[][] events,
            ExecutionContext context)
            throws Exception {
        PUT_ASIDE.handle(events, context);
    }

    @FunctionName("eventHubsInPlace")
    public void eventHubsInPlace(
            @EventHubTrigger(name = "events", eventHubName = "clicks", connection = "Hub", dataType = "binary")
                    byte[][] events,
            ExecutionContext context)
            throws Exception {
        IN_PLACE.handle(events, context);
    }

    @FunctionName("kafka")
    public void kafka(
            @KafkaTrigger(
                            name = "events",
                            topic = "clicks",
                            brokerList = "b-2.example.com:9092,b-1.example.com:9092",
                            consumerGroup = "$Default",
                            cardinality = Cardinality.MANY,
                            dataType = "binary")
                    byte[][] events,
            ExecutionContext context)
            throws Exception {
        PUT_ASIDE.handle(events, context);
    }

    @FunctionName("kafkaAsText")
    public void kafkaAsText(
            @KafkaTrigger(
                            name = "event",
                            topic = "clicks",
                            brokerList = "b-1.example.com:9092",
                            consumerGroup = "$Default",
                            cardinality = Cardinality.ONE)
                    String event,
            ExecutionContext context)
            throws Exception {
        PUT_ASIDE.handle(event, context);
    }

    @FunctionName("cosmosDb")
    public void cosmosDb(
            @CosmosDBTrigger(
                            name = "documents",
                            databaseName = "shop",
                            containerName = "orders",
                            connection = "Cosmos",
                            createLeaseContainerIfNotExists = true)
                    String documents,
            ExecutionContext context)
            throws Exception {
        PUT_ASIDE.handle(documents, context);
    }

    @FunctionName("timer")
    public void timer(@TimerTrigger(name = "timer", schedule = "0 */5 * * * *") String timer, ExecutionContext context)
            throws Exception {
        EVENTS.handle(timer, context);
    }

    @FunctionName("eventGrid")
    public void eventGrid(@EventGridTrigger(name = "event") String event, ExecutionContext context) throws Exception {
        EVENTS.handle(event, context);
    }

    @FunctionName("rabbitMq")
    public void rabbitMq(
            @CustomBinding(name = "event", type = "rabbitMQTrigger", direction = "in") String event,
            ExecutionContext context)
            throws Exception {
        EVENTS.handle(event, context);
    }

    @FunctionName("dapr")
    public void dapr(
            @CustomBinding(name = "event", type = "daprTopicTrigger", direction = "in") String event,
            ExecutionContext context)
            throws Exception {
        EVENTS.handle(event, context);
    }

    @FunctionName("http")
    public HttpResponseMessage http(
            @HttpTrigger(
                            name = "request",
                            methods = {HttpMethod.GET, HttpMethod.POST},
                            authLevel = AuthorizationLevel.FUNCTION)
                    HttpRequestMessage<Optional<String>> request,
            ExecutionContext context) {
        return HTTP.handle(request, context);
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

    @FunctionName("broken")
    public void broken(
            @QueueTrigger(name = "event", queueName = "orders", connection = "Storage", dataType = "binary")
                    byte[] event,
            ExecutionContext context)
            throws Exception {
        BROKEN.handle(event, context);
    }

    /** Answers with what it got. */
    private static final class EchoHandler implements dev.portolan.HttpHandler {
        @Override
        public HttpResponse handle(dev.portolan.data.HttpRequest request, dev.portolan.Invocation invocation) {
            String path = request.path();
            if (path.endsWith("/fail")) {
                throw new IllegalStateException("secret");
            }
            HttpResponse response = HttpResponse.status(201)
                    .header("X-Path", path)
                    .header("X-Query", String.valueOf(request.rawQuery()))
                    .body(
                            "application/octet-stream",
                            request.body() == null
                                    ? new byte[0]
                                    : request.body().toArray());
            if (path.endsWith("/cookie")) {
                return response.cookie("a=1");
            }
            return path.endsWith("/cookies") ? response.cookie("a=1").cookie("b=2") : response;
        }
    }
}
