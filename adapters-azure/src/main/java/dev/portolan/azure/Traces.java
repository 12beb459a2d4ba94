package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.TraceContext;
import org.jspecify.annotations.Nullable;

/**
 * The producer's trace context among a message's properties.
 *
 * @see <a href="https://learn.microsoft.com/azure/service-bus-messaging/service-bus-end-to-end-tracing">Distributed
 *     tracing</a>
 */
final class Traces {

    private Traces() {}

    /** Sets the trace: {@code traceparent}, else an SDK's {@code Diagnostic-Id} of the same form. */
    static void add(Draft event, @Nullable JsonNode properties) {
        if (properties == null || !properties.isObject()) {
            return;
        }
        String traceparent = TraceContext.traceparentOrNull(properties.textOrNull("traceparent"));
        if (traceparent == null) {
            event.trace(properties.textOrNull("Diagnostic-Id"), null);
        } else {
            event.trace(traceparent, properties.textOrNull("tracestate"));
        }
    }
}
