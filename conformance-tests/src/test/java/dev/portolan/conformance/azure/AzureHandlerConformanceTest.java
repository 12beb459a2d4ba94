package dev.portolan.conformance.azure;

import dev.portolan.EventHandler;
import dev.portolan.azure.AzureAdapter;
import dev.portolan.conformance.Entry;
import dev.portolan.conformance.HandlerConformance;
import dev.portolan.data.HttpResponse;

final class AzureHandlerConformanceTest extends HandlerConformance {

    AzureHandlerConformanceTest() {
        super("azure/queue", "azure/servicebus", "azure/eventhubs", "azure/eventgrid");
    }

    @Override
    protected Entry<HttpResponse> entry(EventHandler handler) {
        return (payload, invocation) ->
                AzureAdapter.standard().delivery(payload, invocation).handle(handler, invocation);
    }
}
