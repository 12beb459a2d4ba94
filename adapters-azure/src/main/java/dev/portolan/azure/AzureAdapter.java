package dev.portolan.azure;

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
import dev.portolan.spi.JsonWriter;
import dev.portolan.spi.Origin;
import dev.portolan.spi.Source;
import dev.portolan.spi.Source.Order;
import dev.portolan.wire.CloudEventsHttp;
import dev.portolan.wire.ContentMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Azure Functions hands to a function, and Event Grid and CloudEvents documents.
 *
 * <p>Immutable and safe for use by many threads. The response of a delivery is for an HTTP trigger; the others are answered
 * by returning or throwing.
 */
public final class AzureAdapter implements Adapter<HttpResponse> {

    private static final AzureAdapter STANDARD = new AzureAdapter(Limits.STANDARD, false, false, true);

    private final Limits limits;
    private final boolean eventGrid;
    private final boolean cloudEvents;

    /** Whether an HTTP request that holds events counts as those. */
    private final boolean readsCarriedEvents;

    private AzureAdapter(Limits limits, boolean eventGrid, boolean cloudEvents, boolean readsCarriedEvents) {
        this.limits = limits;
        this.eventGrid = eventGrid;
        this.cloudEvents = cloudEvents;
        this.readsCarriedEvents = readsCarriedEvents;
    }

    /** An adapter with the standard limits that opens no nested envelope. */
    public static AzureAdapter standard() {
        return STANDARD;
    }

    /** The same adapter with other limits. */
    public AzureAdapter withLimits(Limits limits) {
        return new AzureAdapter(limits, eventGrid, cloudEvents, readsCarriedEvents);
    }

    /**
     * The same adapter that also opens these envelopes wherever a message or request carries one.
     *
     * <p>The events are those inside. Of a message their extension {@code via} names the carrier, and it is what is
     * acknowledged, when all its events are done.
     */
    public AzureAdapter opening(Hop... hops) {
        boolean opensEventGrid = eventGrid;
        boolean opensCloudEvents = cloudEvents;
        for (Hop hop : hops) {
            opensEventGrid |= hop == Hop.EVENTGRID;
            opensCloudEvents |= hop == Hop.CLOUDEVENTS;
        }
        return new AzureAdapter(limits, opensEventGrid, opensCloudEvents, readsCarriedEvents);
    }

    /**
     * The same adapter that takes every HTTP request as plain, one that holds events too: for a handler of requests alone,
     * which no client shall be able to make fail.
     */
    public AzureAdapter takingRequestsAsPlain() {
        return new AzureAdapter(limits, eventGrid, cloudEvents, false);
    }

    /**
     * Reads a payload description, an Event Grid or a CloudEvents document with the standard adapter.
     *
     * @param payload the bytes, neither copied nor changed; the caller must not change them afterwards
     * @throws MalformedPayloadException if the bytes are not what a known source sends
     * @throws UnrecognizedPayloadException if no source, or more than one, has that shape
     */
    public static Delivery<HttpResponse> read(byte[] payload) {
        return STANDARD.delivery(payload, Invocation.UNKNOWN);
    }

    /**
     * Reads what the worker handed over with the standard adapter.
     *
     * @throws MalformedPayloadException if it is not what its trigger sends
     * @throws UnrecognizedPayloadException if the trigger is not known, or not declared and not to be told
     */
    public static Delivery<HttpResponse> read(AzurePayload payload) {
        return STANDARD.delivery(payload, Invocation.UNKNOWN);
    }

    @Override
    public Delivery<HttpResponse> delivery(byte[] payload, Invocation invocation) {
        try (Json json = Json.read(payload, 0, payload.length, limits)) {
            JsonNode root = json.root();
            if (Description.isDescription(root)) {
                return delivery(Description.read(root, limits), invocation);
            }
            Schema schema = Schema.ofOrNull(root);
            if (schema == null) {
                throw new UnrecognizedPayloadException("azure: no payload description, no Event Grid document and no"
                        + " CloudEvents document has this shape, or more than one");
            }
            return each(bare(schema), root);
        }
    }

    // Where rows meet, as behind a question mark, Java 25's compiler has the verifier load them.

    private static Origin bare(Schema schema) {
        if (schema == Schema.EVENT_GRID) {
            return new EventGrid(false);
        }
        return CloudEvents.of("azure:cloudevents");
    }

    /**
     * Reads what the worker handed over.
     *
     * @throws MalformedPayloadException if it is not what its trigger sends
     * @throws UnrecognizedPayloadException if the trigger is not known, or not declared and not to be told
     */
    public Delivery<HttpResponse> delivery(AzurePayload payload, Invocation invocation) {
        return delivery(payload, invocation, false, null);
    }

    /**
     * @param again whether a failure of a log brings the batch again, so that nothing is gained by going on
     * @param unopened takes the events of messages that could not be opened, with what is wrong; null to have these fail
     */
    Delivery<HttpResponse> delivery(
            AzurePayload payload,
            Invocation invocation,
            boolean again,
            @Nullable Map<Event, MalformedPayloadException> unopened) {
        Bindings binding = payload.bindings();
        String function = binding.textOrNull("function");
        function = function == null ? invocation.function() : function;
        Invocation known = identified(binding, invocation);
        Order order = again ? Order.ALL : Order.NONE;
        String trigger = Recognition.trigger(payload);
        return switch (trigger) {
            case "httpTrigger" -> request(payload, binding, known);
            case "eventGridTrigger" -> documents(new EventGrid(false), payload);
            case "blobTrigger" -> carried(new Blob(binding), payload, unopened);
            case "queueTrigger" -> carried(new Queue(binding), payload, unopened);
            case "serviceBusTrigger" -> carried(new ServiceBus(binding), payload, unopened);
            case "eventHubTrigger" -> carried(new EventHubs(binding, order), payload, unopened);
            case "kafkaTrigger" -> carried(new Kafka(binding, payload, order), payload, unopened);
            case "rabbitMQTrigger" -> carried(new RabbitMq(binding, known), payload, unopened);
            case "cosmosDBTrigger" -> uncounted().array(new CosmosDb(binding, order), payload);
            case "sqlTrigger" -> array(new Sql(binding, known, payload.single()), payload);
            case "mysqlTrigger" -> uncounted().array(new MySql(binding, known, payload.single()), payload);
            case "redisListTrigger" -> carried(Redis.list(binding, known), payload, unopened);
            case "redisPubSubTrigger" -> carried(Redis.pubSub(binding, known), payload, unopened);
            case "redisStreamTrigger" -> documents(new RedisStream(binding), payload);
            case "timerTrigger" -> object(new Timer(binding, function, known), payload);
            case "signalRTrigger" -> object(new SignalR(binding, known), payload);
            case "daprTopicTrigger" -> object(CloudEvents.of("azure:dapr"), payload);
            case "daprBindingTrigger" -> carried(Dapr.binding(binding, known), payload, unopened);
            case "daprServiceInvocationTrigger" -> carried(Dapr.invocation(binding, known), payload, unopened);
            case "mcpToolTrigger" -> carried(new Mcp(binding, function, known), payload, unopened);
            case "warmupTrigger" -> builder(new Warmup()).build();
            default ->
                throw new UnrecognizedPayloadException(
                        "azure: the declared trigger is none that is read; see docs/azure.md for those that are");
        };
    }

    /** Documents have as many members as their owner likes. */
    private AzureAdapter uncounted() {
        return withLimits(limits.withMembers(Integer.MAX_VALUE));
    }

    private static Invocation identified(Bindings binding, Invocation invocation) {
        String id = binding.textOrNull("invocationId");
        return id == null ? invocation : invocation.withId(id);
    }

    private Delivery<HttpResponse> carried(
            Origin row, AzurePayload payload, @Nullable Map<Event, MalformedPayloadException> unopened) {
        Carrier carrier = (Carrier) row;
        try {
            byte[] records = carrier.records(payload);
            try (Json json = Json.read(records, 0, records.length, limits)) {
                Delivery.Builder<HttpResponse> delivery = builder(carrier);
                int item = 0;
                if (payload.batch) {
                    for (JsonNode record : json.root()) {
                        add(delivery, carrier, record, payload.parts.get(item++), unopened);
                    }
                } else {
                    add(delivery, carrier, json.root(), payload.single(), unopened);
                }
                return delivery.build();
            }
        } catch (MalformedPayloadException e) {
            throw named(e, carrier);
        }
    }

    private void add(
            Delivery.Builder<HttpResponse> delivery,
            Carrier carrier,
            JsonNode record,
            byte[] payload,
            @Nullable Map<Event, MalformedPayloadException> unopened) {
        try {
            carrier.body = carrier.body(record, payload);
        } catch (MalformedPayloadException e) {
            delivery.addMalformed(record, e);
            return;
        }
        try {
            List<Event> opened = eventGrid || cloudEvents
                    ? new Opened(cloudEvents, eventGrid, limits).openOrNull(carrier, record)
                    : null;
            if (opened != null) {
                delivery.addOpened(record, opened);
                return;
            }
        } catch (MalformedPayloadException e) {
            addUnopened(delivery, carrier, record, e, unopened);
            return;
        }
        delivery.add(record);
    }

    /** What a message carries is malformed: the message itself is what can be put aside, by who asks for that. */
    private static void addUnopened(
            Delivery.Builder<HttpResponse> delivery,
            Carrier carrier,
            JsonNode record,
            MalformedPayloadException reason,
            @Nullable Map<Event, MalformedPayloadException> unopened) {
        if (unopened == null) {
            delivery.addMalformed(record, reason);
            return;
        }
        Draft draft = new Draft(record);
        try {
            carrier.map(record, draft);
        } catch (MalformedPayloadException e) {
            delivery.addMalformed(record, e);
            return;
        }
        Event message = draft.event(carrier);
        unopened.put(message, reason.in(carrier.kind()));
        delivery.add(message);
    }

    /** One document, or one in each text of a batch. */
    private Delivery<HttpResponse> documents(Origin row, AzurePayload payload) {
        return document(row, payload.batch ? joined(payload) : payload.single());
    }

    /** The texts as one array, in which {@code null} stands for what is no document. */
    private static byte[] joined(AzurePayload payload) {
        JsonWriter array = new JsonWriter(1024);
        array.beginArray();
        for (byte[] part : payload.parts) {
            if (Json.isDocument(part, 0, part.length)) {
                array.json(part, 0, part.length);
            } else {
                array.nul();
            }
        }
        return array.endArray().toBytes();
    }

    private Delivery<HttpResponse> document(Origin row, byte[] document) {
        try (Json json = Json.read(document, 0, document.length, limits)) {
            return each(row, json.root());
        } catch (MalformedPayloadException e) {
            throw named(e, source(row));
        }
    }

    private Delivery<HttpResponse> object(Origin row, AzurePayload payload) {
        return exactly(false, row, payload);
    }

    private Delivery<HttpResponse> array(Origin row, AzurePayload payload) {
        return exactly(true, row, payload);
    }

    private Delivery<HttpResponse> exactly(boolean array, Origin row, AzurePayload payload) {
        byte[] document = payload.single();
        try (Json json = Json.read(document, 0, document.length, limits)) {
            JsonNode root = json.root();
            if (array ? !root.isArray() : !root.isObject()) {
                throw root.malformed("expected " + (array ? "an array" : "an object") + ", found another type");
            }
            return each(row, root);
        } catch (MalformedPayloadException e) {
            throw named(e, source(row));
        }
    }

    /** A delivery of the elements of an array, or of the document itself. */
    private Delivery<HttpResponse> each(Origin row, JsonNode root) {
        Delivery.Builder<HttpResponse> delivery = builder(row);
        if (root.isArray()) {
            for (JsonNode record : root) {
                delivery.add(record);
            }
        } else {
            delivery.add(root);
        }
        return delivery.build();
    }

    private Delivery<HttpResponse> request(AzurePayload payload, Bindings binding, Invocation invocation) {
        byte[] request = payload.request;
        if (request == null) {
            throw new MalformedPayloadException("azure:http", "", -1, "expected a request, found another payload");
        }
        byte[] body = payload.single();
        try (Json json = Json.read(request, 0, request.length, limits)) {
            JsonNode record = json.root();
            if (!readsCarriedEvents) {
                return each(new Http(body, binding, invocation), record);
            }
            Map<String, List<String>> headers = Http.headers(record);
            Origin events = events(record, headers, body);
            if (events != null) {
                return document(events, body);
            }
            if (CloudEventsHttp.isBinary(headers)) {
                return each(new BinaryCloudEvent(headers, body), record);
            }
            return each(new Http(body, binding, invocation), record);
        } catch (MalformedPayloadException e) {
            throw e.kind() == null ? e.in("azure:http") : e;
        }
    }

    /** What reads the documents in the body; null where the body is none. */
    private @Nullable Origin events(JsonNode record, Map<String, List<String>> headers, byte[] body) {
        String eventGridType = eventGrid ? Http.header(record, "aeg-event-type") : null;
        if (eventGridType != null) {
            EventGridRequest.check(eventGridType, body, limits);
            return new EventGrid(true);
        }
        ContentMode mode = ContentMode.of(Http.header(record, "content-type"));
        if (mode == ContentMode.UNSUPPORTED) {
            throw new UnrecognizedPayloadException(
                    "azure: the request holds CloudEvents in a format that is not read; send application/cloudevents+json");
        }
        return mode == ContentMode.OTHER ? null : CloudEvents.inRequest(headers);
    }

    private Delivery.Builder<HttpResponse> builder(Origin row) {
        return new Delivery.Builder<>(source(row), limits);
    }

    /**
     * A row of the table, declared as the interface: the verifier takes any class for one; to verify that each row is {@link
     * Source}, the JVM would load them all at the first payload.
     */
    @SuppressWarnings("unchecked") // every row of Azure is answered with a response
    private static Source<HttpResponse> source(Origin row) {
        return (Source<HttpResponse>) row;
    }

    private static MalformedPayloadException named(MalformedPayloadException e, Source<?> source) {
        return e.kind() == null ? e.in(source.kind()) : e;
    }
}
