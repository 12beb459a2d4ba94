package dev.portolan.azure;

import com.microsoft.azure.functions.internal.spi.middleware.Middleware;
import com.microsoft.azure.functions.internal.spi.middleware.MiddlewareChain;
import com.microsoft.azure.functions.internal.spi.middleware.MiddlewareContext;
import dev.portolan.Event;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets the parameter of a trigger be a {@code CloudEvent}, or a {@code List<CloudEvent>} for what brings several. The worker
 * finds it by itself, and functions without such a parameter pass through untouched.
 *
 * <pre>{@code
 * @FunctionName("orders")
 * public void orders(
 *         @QueueTrigger(name = "event", queueName = "orders", connection = "Orders", dataType = "binary") CloudEvent event) {
 *     …
 * }
 * }</pre>
 *
 * <p>The whole delivery is done or fails: what the method throws, the host sees. Event Hubs, Kafka and Cosmos DB need
 * {@code @FixedDelayRetry} or {@code @ExponentialBackoffRetry} on the method, or the setting {@code PORTOLAN_ON_FAILURE=fail};
 * Redis needs the setting.
 *
 * @see <a href="https://github.com/Azure/azure-functions-java-additions/tree/dev/azure-functions-java-spi">The worker's
 *     interface for middleware</a>
 */
public final class CloudEventParameters implements Middleware {

    private final Settings settings;
    private final DeclaredTriggers triggers;

    /** Middleware under the settings of this process. */
    public CloudEventParameters() {
        this.settings = new ProcessSettings();
        this.triggers = new DeclaredTriggers(settings);
    }

    @Override
    public void invoke(MiddlewareContext context, MiddlewareChain chain) throws Exception {
        DeclaredTrigger trigger = triggers.ofOrNull(context);
        if (trigger == null || !(trigger.event || trigger.events)) {
            chain.doNext(context);
            return;
        }
        try {
            context.updateParameterValue(trigger.parameter, value(trigger, context));
            chain.doNext(context);
        } catch (Error e) {
            // The worker never answers an Error from here: the invocation would hang until its timeout.
            throw new IllegalStateException("an Error was thrown; see the cause", e);
        }
    }

    private Object value(DeclaredTrigger trigger, MiddlewareContext context) {
        boolean retried = trigger.retried || Capability.isRetried(context);
        if (Capability.losesFailures(trigger.type, retried) && !isToFail()) {
            throw Capability.undecided(
                    trigger.type, "set PORTOLAN_ON_FAILURE to fail, choose from more with AzureFunction.onFailure");
        }
        AzurePayload payload = payload(trigger, context)
                .withMetadata(new WorkerContext(context))
                .withBinding(trigger.binding);
        List<Event> events = AzureAdapter.standard()
                .delivery(payload, AzureFunction.invocation(context))
                .events();
        if (trigger.events) {
            return events;
        }
        if (events.size() != 1) {
            throw new IllegalStateException(trigger.type + ": " + events.size()
                    + " events came for a parameter that is one; declare List<CloudEvent>");
        }
        return events.get(0);
    }

    private boolean isToFail() {
        String chosen = settings.get(EntryPolicy.SETTING);
        return chosen != null && chosen.strip().equals("fail");
    }

    private static AzurePayload payload(DeclaredTrigger trigger, MiddlewareContext context) {
        Object payload = payloadOrNull(trigger, context);
        if (payload instanceof byte[] bytes) {
            return AzurePayload.of(trigger.type, bytes);
        }
        if (payload instanceof byte[][] batch) {
            return AzurePayload.ofBatch(trigger.type, batch);
        }
        if (payload instanceof String[] texts) {
            return AzurePayload.ofBatch(trigger.type, texts);
        }
        if (payload instanceof String text) {
            return AzurePayload.of(trigger.type, text);
        }
        throw new IllegalStateException(
                trigger.type
                        + ": no CloudEvent can be made of this parameter; declare the trigger's own type and hand it to AzureFunction.handle");
    }

    private static @Nullable Object payloadOrNull(DeclaredTrigger trigger, MiddlewareContext context) {
        Type type = trigger.binary
                ? (trigger.many ? byte[][].class : byte[].class)
                : (trigger.many ? String[].class : String.class);
        Object payload = new WorkerContext(context).payload(trigger.parameter, type);
        return payload == null ? context.getParameterValue(trigger.parameter) : payload;
    }
}
