package dev.portolan.conformance.azure;

import dev.portolan.EventHandler;
import dev.portolan.azure.AzureFunction;
import dev.portolan.conformance.Entry;
import dev.portolan.conformance.HandlerConformance;
import java.time.Duration;

/** Functions whose failures come again: those of messages by themselves, those of Event Hubs with a retry policy. */
final class AzureFunctionConformanceTest extends HandlerConformance {

    AzureFunctionConformanceTest() {
        super("azure/queue", "azure/servicebus", "azure/eventhubs");
    }

    @Override
    protected Entry<String> entry(EventHandler handler) {
        AzureFunction function = AzureFunction.of(() -> handler);
        return (payload, invocation) -> {
            long left =
                    Math.min(invocation.remainingMillis(), Duration.ofHours(1).toMillis());
            function.within(Duration.ofMillis(left)).handle(Described.payload(payload), FunctionContext.quiet(true));
            return "returned";
        };
    }
}
