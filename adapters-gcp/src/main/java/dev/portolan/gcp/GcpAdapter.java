package dev.portolan.gcp;

import dev.portolan.Adapter;
import dev.portolan.Delivery;
import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.data.HttpResponse;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Origin;
import dev.portolan.wire.ContentMode;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Google Cloud sends to functions and to Cloud Run: HTTP requests.
 *
 * <p>Recognition is no authentication: any caller can send every request that is read here. Restrict the kinds that an
 * endpoint accepts, and let IAM or {@link IdTokens} keep others out. Immutable and safe for use by many threads.
 */
public final class GcpAdapter implements Adapter<HttpResponse> {

    /** Every kind but those that answer in a form of their own. */
    private static final Set<String> USUAL = Set.of(
            Recognition.CLOUD_EVENT,
            Recognition.LEGACY,
            Recognition.PUBSUB,
            Recognition.PUBSUB_UNWRAPPED,
            Recognition.TASKS,
            Recognition.SCHEDULER,
            Recognition.HTTP);

    private static final GcpAdapter STANDARD = new GcpAdapter(Limits.STANDARD, USUAL, false, false, null);

    private final Limits limits;
    private final Set<String> accepted;
    private final boolean opensCloudEvents;
    private final boolean opensStorage;
    private final @Nullable IdTokens blockingTokens;

    private GcpAdapter(
            Limits limits,
            Set<String> accepted,
            boolean opensCloudEvents,
            boolean opensStorage,
            @Nullable IdTokens blockingTokens) {
        this.limits = limits;
        this.accepted = accepted;
        this.opensCloudEvents = opensCloudEvents;
        this.opensStorage = opensStorage;
        this.blockingTokens = blockingTokens;
    }

    /** An adapter with the standard limits that accepts events and plain HTTP and opens no message. */
    public static GcpAdapter standard() {
        return STANDARD;
    }

    /** The same adapter with other limits. */
    public GcpAdapter withLimits(Limits limits) {
        return new GcpAdapter(limits, accepted, opensCloudEvents, opensStorage, blockingTokens);
    }

    /**
     * The same adapter for these kinds only: {@code gcp:cloudevent}, {@code gcp:legacy}, {@code gcp:pubsub}, {@code
     * gcp:pubsub-unwrapped}, {@code gcp:tasks}, {@code gcp:scheduler}, {@code gcp:http}, {@code gcp:bigquery}, {@code
     * gcp:callable}.
     *
     * @throws IllegalArgumentException if a kind is not one of these
     */
    public GcpAdapter accepting(String... kinds) {
        return withAccepted(new TreeSet<>(), kinds);
    }

    /**
     * The same adapter for these kinds as well; {@code gcp:bigquery} and {@code gcp:callable} are accepted only on request.
     *
     * @throws IllegalArgumentException if there is no kind of such a name
     */
    public GcpAdapter alsoAccepting(String... kinds) {
        return withAccepted(new TreeSet<>(accepted), kinds);
    }

    private GcpAdapter withAccepted(Set<String> all, String... more) {
        for (String kind : more) {
            if (!USUAL.contains(kind) && !kind.equals(Recognition.BIGQUERY) && !kind.equals(Recognition.CALLABLE)) {
                throw new IllegalArgumentException(kind + " is no kind that can be accepted by its name");
            }
            all.add(kind);
        }
        return new GcpAdapter(limits, all, opensCloudEvents, opensStorage, blockingTokens);
    }

    /** The same adapter that also accepts calls of blocking functions whose tokens are verified with these. */
    public GcpAdapter acceptingBlockingFunctions(IdTokens tokens) {
        Set<String> more = new TreeSet<>(accepted);
        more.add(Recognition.AUTH_BLOCKING);
        return new GcpAdapter(limits, more, opensCloudEvents, opensStorage, tokens);
    }

    /**
     * The same adapter that also opens these envelopes wherever a Pub/Sub message carries one, be it pushed, by Eventarc or from
     * the first generation.
     *
     * <p>The events are those inside; their extension {@code via} names the carrier. What is acknowledged is the message, when
     * all its events are done.
     */
    public GcpAdapter opening(Hop... hops) {
        boolean cloudEvents = opensCloudEvents;
        boolean storage = opensStorage;
        for (Hop hop : hops) {
            cloudEvents |= hop == Hop.CLOUDEVENTS;
            storage |= hop == Hop.STORAGE;
        }
        return new GcpAdapter(limits, accepted, cloudEvents, storage, blockingTokens);
    }

    /** The kinds that are accepted, such as {@code gcp:pubsub}. */
    public Set<String> accepted() {
        return new TreeSet<>(accepted);
    }

    boolean accepts(String kind) {
        return accepted.contains(kind);
    }

    /** The limits under which requests are read. */
    public Limits limits() {
        return limits;
    }

    /**
     * Reads a raw HTTP/1.1 request with the standard adapter; a JSON document by itself stands for a POST of it.
     *
     * @param payload the bytes, neither copied nor changed; the caller must not change them afterwards
     * @throws MalformedPayloadException if the bytes are not what a known source sends
     * @throws UnrecognizedPayloadException if no source has that shape
     */
    public static Delivery<HttpResponse> read(byte[] payload) {
        return STANDARD.delivery(payload, Invocation.UNKNOWN);
    }

    @Override
    public Delivery<HttpResponse> delivery(byte[] payload, Invocation invocation) {
        if (payload.length > limits.payloadBytes()) {
            throw tooLarge();
        }
        return delivery(Request.parse(payload));
    }

    /**
     * Reads a request from its parts.
     *
     * @param target path and query, percent-encoded as on the wire
     * @param headers the values by name, each as the server read it, without splitting at commas
     * @param body the bytes, neither copied nor changed; the caller must not change them afterwards
     * @throws MalformedPayloadException if the request is not what a known source sends
     * @throws UnrecognizedPayloadException if no source has that shape
     */
    public Delivery<HttpResponse> delivery(
            String method, String target, Map<String, List<String>> headers, byte[] body) {
        return delivery(Request.of(method, target, headers, body));
    }

    /**
     * The event that the Functions Framework hands to a {@code CloudEventsFunction}, with what it loses on the way repaired
     * from the payload.
     *
     * @throws MalformedPayloadException if an attribute is not what CloudEvents allows
     */
    public static Event event(CloudEvent event) {
        return ForeignEvent.read(event);
    }

    Delivery<HttpResponse> delivery(Request request) {
        if (request.body.length > limits.payloadBytes()) {
            throw tooLarge();
        }
        String kind = Recognition.byHeaders(request, accepted);
        try {
            if (kind != null) {
                return byHeaders(kind, request);
            }
            if (Recognition.isJsonPost(request) && acceptsEnvelopes()) {
                Delivery<HttpResponse> envelope = envelope(request);
                if (envelope != null) {
                    return envelope;
                }
            }
        } catch (MalformedPayloadException e) {
            throw kind == null || e.kind() != null ? e : e.in(kind);
        }
        if (!accepted.contains(Recognition.HTTP)) {
            throw Recognition.unrecognized(accepted);
        }
        Http http = new Http(Recognition.HTTP, request);
        return one(http, http.event());
    }

    private boolean acceptsEnvelopes() {
        return accepted.size() > 1 || !accepted.contains(Recognition.HTTP);
    }

    private Delivery<HttpResponse> byHeaders(String kind, Request request) {
        return switch (kind) {
            case Recognition.PUBSUB_UNWRAPPED -> unwrapped(request);
            case Recognition.TASKS -> {
                Tasks tasks = new Tasks(request);
                yield one(tasks, tasks.event());
            }
            case Recognition.SCHEDULER -> {
                Scheduler scheduler = new Scheduler(request);
                yield one(scheduler, scheduler.event());
            }
            default -> cloudEvents(request);
        };
    }

    private Delivery<HttpResponse> unwrapped(Request request) {
        byte[] body = PubSubUnwrapped.rebuilt(request);
        try (Json json = Json.read(body, 0, body.length, limits.withPayloadBytes(Integer.MAX_VALUE))) {
            return message(Recognition.PUBSUB_UNWRAPPED, request, body, json.root());
        }
    }

    private Delivery<HttpResponse> cloudEvents(Request request) {
        CloudEvents source = new CloudEvents(request);
        switch (ContentMode.of(request.header("Content-Type"))) {
            case STRUCTURED -> {
                try (Json json = json(request)) {
                    return published(source, request, source.structured(json.root()));
                }
            }
            case BATCH -> {
                try (Json json = json(request)) {
                    JsonNode batch = json.root();
                    if (!batch.isArray()) {
                        throw batch.malformed("expected an array of events, found another type");
                    }
                    Delivery.Builder<HttpResponse> delivery = builder(source);
                    for (JsonNode event : batch) {
                        delivery.add(event);
                    }
                    return delivery.build();
                }
            }
            case OTHER -> {
                return published(source, request, source.binary());
            }
            default ->
                throw new UnrecognizedPayloadException(
                        source.kind() + ": expected CloudEvents in JSON, found another of their formats");
        }
    }

    /** Null if the body is none of the envelopes. */
    private @Nullable Delivery<HttpResponse> envelope(Request request) {
        Json json;
        try {
            json = json(request);
        } catch (MalformedPayloadException e) {
            if (accepted.contains(Recognition.HTTP)) {
                return null;
            }
            throw e;
        }
        try (json) {
            JsonNode root = json.root();
            String kind = kind(request, root);
            try {
                return kind == null ? null : envelope(kind, request, root);
            } catch (MalformedPayloadException e) {
                throw kind == null || e.kind() != null ? e : e.in(kind);
            }
        }
    }

    private @Nullable String kind(Request request, JsonNode root) {
        try {
            return Recognition.byBody(root, accepted);
        } catch (MalformedPayloadException e) {
            if (isPlain(request)) {
                return null;
            }
            throw e;
        }
    }

    /** Whether the body is no envelope but data, whose members are not counted. */
    private boolean isPlain(Request request) {
        if (!accepted.contains(Recognition.HTTP)) {
            return false;
        }
        Limits uncounted = limits.withMembers(Integer.MAX_VALUE);
        try (Json json = Json.read(request.body, 0, request.body.length, uncounted)) {
            return Recognition.byBody(json.root(), accepted) == null;
        } catch (MalformedPayloadException e) {
            return false;
        }
    }

    private Delivery<HttpResponse> envelope(String kind, Request request, JsonNode root) {
        return switch (kind) {
            case Recognition.PUBSUB -> message(kind, request, request.body, root);
            case Recognition.LEGACY -> legacy(request, root);
            case Recognition.BIGQUERY -> {
                BigQuery source = new BigQuery(request, root);
                yield one(source, mapped(source, root));
            }
            case Recognition.AUTH_BLOCKING -> {
                AuthBlocking source = new AuthBlocking(request, Objects.requireNonNull(blockingTokens));
                yield one(source, source.event(root));
            }
            default -> {
                Http http = new Http(kind, request);
                yield one(http, http.event());
            }
        };
    }

    private Delivery<HttpResponse> message(String kind, Request request, byte[] body, JsonNode root) {
        PubSub source = new PubSub(kind, request, body, root);
        Draft draft = new Draft(root);
        // A message that is none is malformed, whatever it carries.
        source.map(root, draft);
        List<Event> events = openedOrNull(request, null, root);
        return events == null
                ? one(source, draft.event(source))
                : builder(source).addOpened(root, events).build();
    }

    /** What the message in this document carries; null if it carries nothing that is opened. */
    private @Nullable List<Event> openedOrNull(Request request, @Nullable Event outer, JsonNode document) {
        JsonNode message = opensCloudEvents || opensStorage ? document.atOrNull("message") : null;
        if (message == null) {
            return null;
        }
        Opened opened = new Opened(request, outer, message, limits);
        List<Event> events = opensCloudEvents ? opened.cloudEvents() : null;
        Event notification = events == null && opensStorage ? opened.storageNotification() : null;
        return notification == null ? events : List.of(notification);
    }

    /** An event that tells of a message, by Eventarc or from the first generation, opened like the message. */
    private Delivery<HttpResponse> published(Origin row, Request request, Event event) {
        byte[] data = opensCloudEvents || opensStorage ? GoogleTypes.messageOrNull(event) : null;
        if (data == null) {
            return one(row, event);
        }
        try (Json json = Json.read(data, 0, data.length, limits)) {
            List<Event> events = openedOrNull(request, event, json.root());
            return events == null
                    ? one(row, event)
                    : builder(row).addOpened(json.root(), events).build();
        } catch (MalformedPayloadException e) {
            throw e.within("data");
        }
    }

    /** The events in an event that came without its request: itself, unless it tells of a message that is opened. */
    List<Event> carried(Event event) {
        Request none = Request.ofJson(new byte[0]);
        try {
            return published(new CloudEvents(none), none, event).events();
        } catch (MalformedPayloadException e) {
            throw e.in(event.kind());
        }
    }

    private Delivery<HttpResponse> legacy(Request request, JsonNode root) {
        Legacy source = new Legacy(request);
        return published(source, request, mapped(source, root));
    }

    private static Event mapped(Origin row, JsonNode root) {
        Draft draft = new Draft(root);
        source(row).map(root, draft);
        return draft.event(source(row));
    }

    private Delivery<HttpResponse> one(Origin row, Event event) {
        return builder(row).add(event).build();
    }

    private Delivery.Builder<HttpResponse> builder(Origin row) {
        return new Delivery.Builder<>(source(row), limits);
    }

    /**
     * A row of the table, declared as the interface: the verifier takes any class for one; to verify that each row is {@link
     * Acknowledged}, the JVM would load them all at the first request.
     */
    private static Acknowledged source(Origin row) {
        return (Acknowledged) row;
    }

    private Json json(Request request) {
        return Json.read(request.body, 0, request.body.length, limits);
    }

    MalformedPayloadException tooLarge() {
        return new MalformedPayloadException(
                null, "", -1, "the request has more bytes than Limits.payloadBytes, which is " + limits.payloadBytes());
    }
}
