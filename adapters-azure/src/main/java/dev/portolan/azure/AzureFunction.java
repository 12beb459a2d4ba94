package dev.portolan.azure;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.RetryContext;
import com.microsoft.azure.functions.TraceContext;
import dev.portolan.Delivery;
import dev.portolan.DeliveryFailedException;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Handler;
import dev.portolan.Invocation;
import dev.portolan.MalformedPayloadException;
import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import dev.portolan.spi.Handlers;
import dev.portolan.spi.Hops;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/**
 * Runs a handler on Azure Functions: one short annotated method per trigger hands over its payload and its context.
 *
 * <pre>{@code
 * public final class Functions {
 *     private static final AzureFunction ORDERS = AzureFunction.of(Orders::new);
 *
 *     @FunctionName("orders")
 *     public void orders(
 *             @QueueTrigger(name = "event", queueName = "orders", connection = "Orders", dataType = "binary") byte[] event,
 *             ExecutionContext context) throws Exception {
 *         ORDERS.handle(event, context);
 *     }
 * }
 * }</pre>
 *
 * <p>Keep it in a static field: the worker makes a new instance of the class for each call. Nothing runs before the first
 * call, and nothing but exceptions leaves it: an {@code Error} outside a method would leave the invocation unanswered until
 * its timeout. Bind bytes wherever the trigger has them, with {@code dataType = "binary"}.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-reference-java">Java developer guide</a>
 */
public final class AzureFunction {

    private final Supplier<? extends Handler> maker;
    private final AzureAdapter adapter;
    private final @Nullable FailurePolicy policy;
    private final @Nullable EventGridEndpoint endpoint;
    private final @Nullable Duration timeout;
    private final Settings settings;
    private final DeclaredTriggers triggers;
    private @Nullable Handler handler;
    private @Nullable Throwable unusable;

    private AzureFunction(
            Supplier<? extends Handler> maker,
            AzureAdapter adapter,
            @Nullable FailurePolicy policy,
            @Nullable EventGridEndpoint endpoint,
            @Nullable Duration timeout,
            Settings settings) {
        this.maker = maker;
        this.adapter = adapter;
        this.policy = policy;
        this.endpoint = endpoint;
        this.timeout = timeout;
        this.settings = settings;
        this.triggers = new DeclaredTriggers(settings);
    }

    /** Runs the handler that this makes, once, at the first call. */
    public static AzureFunction of(Supplier<? extends Handler> handler) {
        return new AzureFunction(handler, AzureAdapter.standard(), null, null, null, new ProcessSettings());
    }

    /**
     * Runs the handler that the setting {@code PORTOLAN_HANDLER} names, else the only service of its kind, under the policy
     * that {@code PORTOLAN_ON_FAILURE} chooses: {@code fail}, or {@code retry PT1S PT1M} with the first delay and the most, and
     * with the time that {@code PORTOLAN_TIMEOUT} gives an invocation, such as {@code PT5M}: see {@link #within}.
     * Opens the envelopes that the setting {@code PORTOLAN_OPEN} names, such as {@code cloudevents}, in messages: see
     * {@link Hop}.
     */
    public static AzureFunction ofSetting() {
        return of(new FoundHandler());
    }

    /** The same function, reading with this adapter. */
    public AzureFunction reading(AzureAdapter adapter) {
        return new AzureFunction(maker, adapter, policy, endpoint, timeout, settings);
    }

    /** The same function under this policy; needed for Event Hubs, Kafka, Cosmos DB and Redis, which lose what fails. */
    public AzureFunction onFailure(FailurePolicy policy) {
        return new AzureFunction(maker, adapter, policy, endpoint, timeout, settings);
    }

    /** The same function, whose HTTP triggers Event Grid may deliver to. */
    public AzureFunction accepting(EventGridEndpoint endpoint) {
        return new AzureFunction(maker, adapter.opening(Hop.EVENTGRID), policy, endpoint, timeout, settings);
    }

    /** The same function with a deadline: {@code functionTimeout} of host.json, which Java is not told. */
    public AzureFunction within(Duration timeout) {
        return new AzureFunction(maker, adapter, policy, endpoint, timeout, settings);
    }

    /** The same function with other settings than those of the process. */
    AzureFunction under(Settings settings) {
        return new AzureFunction(maker, adapter, policy, endpoint, timeout, settings);
    }

    /**
     * Serves a trigger that is bound as {@code byte[]} with {@code dataType = "binary"}: the safe channel.
     *
     * @throws Exception if not everything is done
     */
    public void handle(byte @Nullable [] payload, ExecutionContext context) throws Exception {
        serve(AzurePayload.of(null, payload == null ? new byte[0] : payload), context);
    }

    /**
     * Serves a trigger with {@code cardinality = Cardinality.MANY} that is bound as {@code byte[][]}.
     *
     * @throws Exception if not everything is done
     */
    public void handle(byte[][] payloads, ExecutionContext context) throws Exception {
        serve(AzurePayload.ofBatch(null, payloads), context);
    }

    /**
     * Serves a trigger that is bound as {@code String}: Event Grid, Cosmos DB, SQL, timer, SignalR.
     *
     * @throws Exception if not everything is done
     */
    public void handle(@Nullable String payload, ExecutionContext context) throws Exception {
        serve(AzurePayload.of(null, payload == null ? "" : payload), context);
    }

    /**
     * Serves a trigger with {@code cardinality = Cardinality.MANY} that is bound as {@code String[]}.
     *
     * @throws Exception if not everything is done
     */
    public void handle(String[] payloads, ExecutionContext context) throws Exception {
        serve(AzurePayload.ofBatch(null, payloads), context);
    }

    /**
     * Serves a payload whose trigger, metadata and binding are given, where the context does not tell them.
     *
     * @throws Exception if not everything is done
     */
    public void handle(AzurePayload payload, ExecutionContext context) throws Exception {
        try {
            run(payload, triggers.ofOrNull(context), context);
        } catch (Error e) {
            throw new IllegalStateException("an Error was thrown; see the cause", e);
        }
    }

    private void serve(AzurePayload payload, ExecutionContext context) throws Exception {
        try {
            DeclaredTrigger trigger = triggers.ofOrNull(context);
            WorkerContext known = new WorkerContext(context);
            AzurePayload declared = trigger == null ? payload : trigger.declare(payload, known);
            run(declared.withMetadata(known), trigger, context);
        } catch (Error e) {
            throw new IllegalStateException("an Error was thrown; see the cause", e);
        }
    }

    private void run(AzurePayload payload, @Nullable DeclaredTrigger trigger, ExecutionContext context)
            throws Exception {
        boolean retried = Capability.isRetried(context) || (trigger != null && trigger.retried);
        String type = Recognition.trigger(payload);
        FailurePolicy chosen =
                policy == null && maker instanceof FoundHandler ? EntryPolicy.ofOrNull(settings) : policy;
        if (chosen == null && Capability.losesFailures(type, retried)) {
            throw Capability.undecided(type, "choose what becomes of an event that fails with AzureFunction.onFailure");
        }
        boolean again = retriesLeft(context);
        Invocation invocation = invocation(context, timeout());
        FailurePolicy known = chosen == null ? FailurePolicy.fail() : chosen;
        Map<Event, MalformedPayloadException> unopened = known.deadLetters == null ? null : new IdentityHashMap<>();
        Delivery<HttpResponse> delivery = adapter().delivery(payload, invocation, again, unopened);
        Handler made = handler();
        GuardedHandler guarded = null;
        if (made instanceof EventHandler events) {
            guarded = new GuardedHandler(
                    unopened == null ? events : new UnopenedHandler(events, unopened),
                    known,
                    again,
                    Capability.hasDeadLetterEnd(type),
                    context.getLogger(),
                    new Waiting.Real());
        }
        try {
            delivery.handle(guarded == null ? made : guarded, invocation);
        } catch (DeliveryFailedException e) {
            if (guarded != null && Capability.movesOn(type)) {
                guarded.putAsideRest(delivery, e);
            }
            if (type.equals("eventGridTrigger")) {
                // The host answers Event Grid with the root cause's message, which is none of its business.
                throw new DeliveryFailedException(delivery.kind() + ": not everything is done; the log says why", null);
            }
            throw e;
        }
    }

    /** Whether the host will run this delivery again if it fails: the annotation's limit is not reached yet. */
    private static boolean retriesLeft(ExecutionContext context) {
        RetryContext retry = context.getRetryContext();
        return retry != null && (retry.getMaxretrycount() == -1 || retry.getRetrycount() < retry.getMaxretrycount());
    }

    /**
     * What Azure tells of an invocation: its id, its function and its trace, and no deadline; failures go to its log. For
     * code that calls the adapter itself.
     */
    public static Invocation invocation(ExecutionContext context) {
        return invocation(context, null);
    }

    private static Invocation invocation(ExecutionContext context, @Nullable Duration timeout) {
        Clock clock = Clock.systemUTC();
        Instant deadline = timeout == null ? null : clock.instant().plus(timeout);
        TraceContext trace = context.getTraceContext();
        return new Invocation(
                        context.getInvocationId(),
                        context.getFunctionName(),
                        trace == null ? null : trace.getTraceparent(),
                        deadline,
                        clock)
                .withFailureLog(new FunctionLog(context.getLogger()));
    }

    private synchronized Handler handler() {
        if (unusable != null) {
            throw new IllegalStateException("the handler cannot be made", unusable);
        }
        Handler made = handler;
        if (made == null) {
            try {
                made = maker.get();
                handler = made;
            } catch (RuntimeException | Error e) {
                unusable = e;
                throw new IllegalStateException("the handler cannot be made", e);
            }
        }
        return made;
    }

    /** Serves an HTTP trigger; whatever happens, there is a response. */
    public HttpResponseMessage handle(HttpRequestMessage<?> request, ExecutionContext context) {
        HttpResponse response;
        try {
            response = respond(request, context);
        } catch (MalformedPayloadException e) {
            context.getLogger().log(Level.INFO, "a request is malformed", e);
            response = HttpResponse.status(400);
        } catch (UnrecognizedPayloadException e) {
            response = HttpResponse.status(415);
        } catch (Exception | Error e) {
            context.getLogger().log(Level.SEVERE, "a request failed", e);
            response = HttpResponse.status(500);
        }
        return AzureHttp.response(response, request, context.getLogger());
    }

    private HttpResponse respond(HttpRequestMessage<?> request, ExecutionContext context) {
        AzurePayload payload = AzureHttp.payloadOrNull(request, triggers.ofOrNull(context), new WorkerContext(context));
        if (payload == null) {
            return HttpResponse.status(501);
        }
        Invocation invocation = invocation(context, timeout());
        if (endpoint != null) {
            HttpResponse answer = endpoint.answerOrNull(
                    (HttpRequest) plain(payload, invocation).events(0).get(0).typedData());
            if (answer != null) {
                return answer;
            }
        }
        Handler handler = handler();
        // What an endpoint is to admit is never plain. What the setting opens stays closed: only an endpoint tells
        // which requests Event Grid sent.
        boolean answersOnly = endpoint == null && Handlers.isForRequestsAlone(handler);
        Delivery<HttpResponse> delivery =
                answersOnly ? plain(payload, invocation) : adapter.delivery(payload, invocation);
        if (endpoint == null || delivery.kind().equals("azure:http")) {
            return delivery.handle(handler, invocation);
        }
        if (!endpoint.admitsAny(delivery)) {
            context.getLogger()
                    .warning(delivery.kind() + ": refused, none of its topics is one that the endpoint accepts");
            return HttpResponse.status(403);
        }
        return delivery.handle(
                handler instanceof EventHandler events ? new AdmittedHandler(events, endpoint) : handler, invocation);
    }

    private @Nullable Duration timeout() {
        return timeout == null && maker instanceof FoundHandler ? EntryPolicy.timeoutOrNull(settings) : timeout;
    }

    /** Settings are read at a call, for what fails before one takes the whole app with it. */
    private AzureAdapter adapter() {
        String names = maker instanceof FoundHandler ? settings.get(Hops.SETTING) : null;
        return names == null ? adapter : adapter.opening(Hops.named(Hop.class, names));
    }

    private Delivery<HttpResponse> plain(AzurePayload payload, Invocation invocation) {
        return adapter.takingRequestsAsPlain().delivery(payload, invocation);
    }
}
