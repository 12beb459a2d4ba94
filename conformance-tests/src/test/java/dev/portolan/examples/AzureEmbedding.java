package dev.portolan.examples;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import dev.portolan.Delivery;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.azure.AzureAdapter;
import dev.portolan.azure.AzureFunction;
import dev.portolan.azure.AzureHttp;
import dev.portolan.azure.AzurePayload;
import dev.portolan.data.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Azure page's functions that have been there before. */
public final class AzureEmbedding {

    private static final List<Event> EVENTS = new ArrayList<>();

    @FunctionName("before")
    public void before(
            @QueueTrigger(name = "body", queueName = "orders", connection = "Orders", dataType = "binary") byte[] body,
            @BindingName("Id") String id,
            @BindingName("DequeueCount") String dequeueCount) {
        AzurePayload payload = AzurePayload.of("queueTrigger", body)
                .withMetadata(Map.of("Id", id, "DequeueCount", dequeueCount))
                .withBinding(Map.of("queueName", "orders", "account", "contoso"));
        for (Event event : AzureAdapter.read(payload).events()) {
            EVENTS.add(event);
        }
    }

    @FunctionName("httpBefore")
    public HttpResponseMessage httpBefore(
            @HttpTrigger(name = "request") HttpRequestMessage<Optional<String>> request, ExecutionContext context) {
        Invocation invocation = AzureFunction.invocation(context); // its id, its trace, its log
        Delivery<HttpResponse> delivery = AzureAdapter.read(AzureHttp.payload(request));
        return AzureHttp.response(delivery.handle(new Greeting(), invocation), request);
    }

    static void read(byte[] eventGridDocument, String[] texts, List<byte[]> bodies, long[] sequenceNumbers) {
        AzureAdapter.read(eventGridDocument); // Event Grid or CloudEvents, one or many
        AzureAdapter.read(AzurePayload.of("cosmosDBTrigger", "[{\"id\":\"1\",\"_lsn\":7}]"));
        AzureAdapter.read(AzurePayload.ofBatch("eventGridTrigger", texts));
        AzureAdapter.read(AzurePayload.ofBatch("serviceBusTrigger", bodies.toArray(new byte[0][]))
                .withMetadata(Map.of("SequenceNumberArray", sequenceNumbers)));
    }

    /** What came, once. */
    public static List<Event> events() {
        List<Event> events = List.copyOf(EVENTS);
        EVENTS.clear();
        return events;
    }
}
