package dev.portolan.azure;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.CustomBinding;
import java.util.Optional;

/**
 * Entry points for apps without a line of Azure code: function.json names one of these methods, and the setting {@code
 * PORTOLAN_HANDLER} names the handler. {@code ./portolan azure init} writes the files.
 *
 * <pre>{@code
 * {
 *   "scriptFile": "../app.jar",
 *   "entryPoint": "dev.portolan.azure.AzureEntry.queue",
 *   "bindings": [{
 *     "type": "queueTrigger", "direction": "in", "name": "event", "dataType": "binary",
 *     "queueName": "orders", "connection": "Orders"
 *   }]
 * }
 * }</pre>
 *
 * <p>The binding's name is always {@code event}. For Event Hubs, Kafka, Cosmos DB and Redis the setting {@code
 * PORTOLAN_ON_FAILURE} says what becomes of an event that fails: {@code fail}, or {@code retry PT1S PT1M} with the first delay
 * and the most. For all but Redis a retry policy in function.json does, too. {@code PORTOLAN_TIMEOUT} is the time that an
 * invocation has, such as {@code PT5M}: what {@code functionTimeout} of host.json says, which Java is not told. {@code
 * PORTOLAN_OPEN} names the envelopes that are opened in messages: see {@link Hop}.
 */
public final class AzureEntry {

    private static final String NAME = "event";
    private static final String IN = "in";

    private static final AzureFunction FUNCTION = AzureFunction.ofSetting();

    private AzureEntry() {}

    public static void blob(
            @CustomBinding(name = NAME, type = "blobTrigger", direction = IN) byte[] event, ExecutionContext context)
            throws Exception {
        FUNCTION.handle(event, context);
    }

    public static void queue(
            @CustomBinding(name = NAME, type = "queueTrigger", direction = IN) byte[] event, ExecutionContext context)
            throws Exception {
        FUNCTION.handle(event, context);
    }

    /** One message of a queue or subscription. */
    public static void serviceBus(
            @CustomBinding(name = NAME, type = "serviceBusTrigger", direction = IN) byte[] event,
            ExecutionContext context)
            throws Exception {
        FUNCTION.handle(event, context);
    }

    /** Messages with {@code "cardinality": "many"}. */
    public static void serviceBusBatch(
            @CustomBinding(name = NAME, type = "serviceBusTrigger", direction = IN) byte[][] events,
            ExecutionContext context)
            throws Exception {
        FUNCTION.handle(events, context);
    }

    /** Events with {@code "cardinality": "many"}, also of IoT Hub. */
    public static void eventHubs(
            @CustomBinding(name = NAME, type = "eventHubTrigger", direction = IN) byte[][] events,
            ExecutionContext context)
            throws Exception {
        FUNCTION.handle(events, context);
    }

    /** Records with {@code "cardinality": "many"}. */
    public static void kafka(
            @CustomBinding(name = NAME, type = "kafkaTrigger", direction = IN) byte[][] events,
            ExecutionContext context)
            throws Exception {
        FUNCTION.handle(events, context);
    }

    public static void rabbitMq(
            @CustomBinding(name = NAME, type = "rabbitMQTrigger", direction = IN) byte[] event,
            ExecutionContext context)
            throws Exception {
        FUNCTION.handle(event, context);
    }

    public static void cosmosDb(
            @CustomBinding(name = NAME, type = "cosmosDBTrigger", direction = IN) String events,
            ExecutionContext context)
            throws Exception {
        FUNCTION.handle(events, context);
    }

    public static void sql(
            @CustomBinding(name = NAME, type = "sqlTrigger", direction = IN) String events, ExecutionContext context)
            throws Exception {
        FUNCTION.handle(events, context);
    }

    public static void mySql(
            @CustomBinding(name = NAME, type = "mysqlTrigger", direction = IN) String events, ExecutionContext context)
            throws Exception {
        FUNCTION.handle(events, context);
    }

    public static void redisList(
            @CustomBinding(name = NAME, type = "redisListTrigger", direction = IN) byte[] event,
            ExecutionContext context)
            throws Exception {
        FUNCTION.handle(event, context);
    }

    public static void redisPubSub(
            @CustomBinding(name = NAME, type = "redisPubSubTrigger", direction = IN) byte[] event,
            ExecutionContext context)
            throws Exception {
        FUNCTION.handle(event, context);
    }

    public static void redisStream(
            @CustomBinding(name = NAME, type = "redisStreamTrigger", direction = IN) byte[] event,
            ExecutionContext context)
            throws Exception {
        FUNCTION.handle(event, context);
    }

    public static void timer(
            @CustomBinding(name = NAME, type = "timerTrigger", direction = IN) String event, ExecutionContext context)
            throws Exception {
        FUNCTION.handle(event, context);
    }

    public static void eventGrid(
            @CustomBinding(name = NAME, type = "eventGridTrigger", direction = IN) String event,
            ExecutionContext context)
            throws Exception {
        FUNCTION.handle(event, context);
    }

    public static void signalR(
            @CustomBinding(name = NAME, type = "signalRTrigger", direction = IN) String event, ExecutionContext context)
            throws Exception {
        FUNCTION.handle(event, context);
    }

    public static void daprTopic(
            @CustomBinding(name = NAME, type = "daprTopicTrigger", direction = IN) byte[] event,
            ExecutionContext context)
            throws Exception {
        FUNCTION.handle(event, context);
    }

    public static void daprBinding(
            @CustomBinding(name = NAME, type = "daprBindingTrigger", direction = IN) byte[] event,
            ExecutionContext context)
            throws Exception {
        FUNCTION.handle(event, context);
    }

    public static void daprServiceInvocation(
            @CustomBinding(name = NAME, type = "daprServiceInvocationTrigger", direction = IN) byte[] event,
            ExecutionContext context)
            throws Exception {
        FUNCTION.handle(event, context);
    }

    /** A request; function.json has an output binding of type {@code http} called {@code $return}. */
    public static HttpResponseMessage http(
            @CustomBinding(name = NAME, type = "httpTrigger", direction = IN)
                    HttpRequestMessage<Optional<String>> request,
            ExecutionContext context) {
        return FUNCTION.handle(request, context);
    }

    /** Loads the handler before the first event comes. */
    public static void warmup(
            @CustomBinding(name = NAME, type = "warmupTrigger", direction = IN) String event, ExecutionContext context)
            throws Exception {
        FUNCTION.handle(event, context);
    }
}
