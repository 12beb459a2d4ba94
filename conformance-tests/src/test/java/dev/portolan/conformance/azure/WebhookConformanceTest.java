package dev.portolan.conformance.azure;

import dev.portolan.EventHandler;
import dev.portolan.azure.AzureFunction;
import dev.portolan.azure.EventGridEndpoint;
import dev.portolan.conformance.Entry;
import dev.portolan.conformance.HandlerConformance;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A function with an HTTP trigger that Event Grid delivers batches to. */
final class WebhookConformanceTest extends HandlerConformance {

    private static final String TOPIC = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/docs"
            + "/providers/Microsoft.Storage/storageAccounts/contosodocs";

    WebhookConformanceTest() {
        super("azure/eventgrid");
    }

    @Override
    protected Entry<Integer> entry(EventHandler handler) {
        AzureFunction function = AzureFunction.of(() -> handler).accepting(EventGridEndpoint.forTopics(TOPIC));
        return (payload, invocation) -> {
            long left =
                    Math.min(invocation.remainingMillis(), Duration.ofHours(1).toMillis());
            Wire.Request request = new Wire.Request(
                    "POST",
                    "https://contoso.azurewebsites.net/api/uploads",
                    Map.of("content-type", "application/json", "aeg-event-type", "Notification"),
                    Map.of(),
                    null);
            return function.within(Duration.ofMillis(left))
                    .handle(
                            new EmulatedRequest(request, new String(payload, StandardCharsets.UTF_8)),
                            FunctionContext.quiet(false))
                    .getStatusCode();
        };
    }
}
