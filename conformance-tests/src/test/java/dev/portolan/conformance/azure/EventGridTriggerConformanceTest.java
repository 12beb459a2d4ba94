package dev.portolan.conformance.azure;

import dev.portolan.EventHandler;
import dev.portolan.azure.AzureAdapter;
import dev.portolan.conformance.Entry;
import dev.portolan.conformance.HandlerConformance;
import dev.portolan.data.HttpResponse;

/** Events that Event Grid's own trigger hands over, where a function can only throw. */
final class EventGridTriggerConformanceTest extends HandlerConformance {

    EventGridTriggerConformanceTest() {
        super("azure/eventgrid");
    }

    @Override
    protected Entry<HttpResponse> entry(EventHandler handler) {
        return (payload, invocation) ->
                AzureAdapter.standard().delivery(payload, invocation).handle(handler, invocation);
    }
}
