package dev.portolan.conformance.bench;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portolan.Event;
import dev.portolan.aws.AwsAdapter;
import dev.portolan.azure.AzureAdapter;
import dev.portolan.azure.AzurePayload;
import dev.portolan.gcp.GcpAdapter;
import dev.portolan.wire.CloudEventsJson;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.jackson.JsonFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ways to read the payloads of a case that need no more than the tests do, by the names that the tables give. */
final class Variants {

    /** The unit of all ratios. */
    static final String UNIT = "tokens";

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final EventFormat FORMAT = new JsonFormat();
    private static final Map<String, List<String>> JSON_REQUEST = Map.of("content-type", List.of("application/json"));

    private Variants() {}

    static Map<String, Variant> of(Case measured) throws Exception {
        Map<String, Variant> variants = new LinkedHashMap<>();
        Reader ours = ours(measured);
        variants.put(UNIT, Variants::tokens);
        variants.put("bytes", Variants::bytes);
        variants.put("events", payload -> ours.events(payload));
        variants.put("data", payload -> data(ours.events(payload)));
        variants.put("typed", payload -> typed(ours.events(payload)));
        variants.put("structured", payload -> CloudEventsJson.writeBatch(ours.events(payload)));
        variants.put("readTree", MAPPER::readTree);
        if (measured == Case.CLOUDEVENT) {
            variants.put("sdk", payload -> List.of(FORMAT.deserialize(payload)));
            variants.put("sdk-write", payload -> FORMAT.serialize(FORMAT.deserialize(payload)));
        } else {
            Trees trees = new Trees(measured, MAPPER);
            variants.put("builder", trees::events);
            variants.put("builder-write", payload -> write(trees.events(payload)));
        }
        if (measured.isAws()) {
            aws(measured, variants);
        }
        if (measured == Case.LEGACY_STORAGE) {
            variants.put("invoker", new Invoker());
        }
        return variants;
    }

    private static void aws(Case measured, Map<String, Variant> variants) throws Exception {
        PojoSerializer<?> serializer =
                LambdaEventSerializers.serializerFor(measured.pojo(), Variants.class.getClassLoader());
        variants.put("pojos", payload -> serializer.fromJson(new ByteArrayInputStream(payload)));
        if (measured != Case.DYNAMODB) {
            variants.put(
                    "pojos-builder", payload -> Pojos.events(serializer.fromJson(new ByteArrayInputStream(payload))));
        }
    }

    /** Payload to events, as an embedding function calls it. */
    interface Reader {
        List<Event> events(byte[] payload);
    }

    static Reader ours(Case measured) {
        return switch (measured) {
            case PUBSUB, LEGACY_STORAGE ->
                payload -> GcpAdapter.standard()
                        .delivery("POST", "/", JSON_REQUEST, payload)
                        .events();
            case EVENT_GRID ->
                payload -> AzureAdapter.read(AzurePayload.of("eventGridTrigger", payload))
                        .events();
            case CLOUDEVENT -> payload -> List.of(CloudEventsJson.read(payload));
            case CLOUDEVENTS -> CloudEventsJson::readBatch;
            default -> payload -> AwsAdapter.read(payload).events();
        };
    }

    /** Asks every event for its data and hands the events on. */
    private static List<Event> data(List<Event> events) {
        for (Event event : events) {
            sink = event.data();
        }
        return events;
    }

    private static List<Event> typed(List<Event> events) {
        for (Event event : events) {
            sink = event.typedData();
        }
        return events;
    }

    private static Object bytes(byte[] payload) {
        int sum = 0;
        for (byte b : payload) {
            sum += b;
        }
        return sum;
    }

    private static Object tokens(byte[] payload) throws IOException {
        int tokens = 0;
        try (JsonParser parser = FACTORY.createParser(payload)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }

    private static List<byte[]> write(List<CloudEvent> events) {
        List<byte[]> documents = new ArrayList<>(events.size());
        for (CloudEvent event : events) {
            documents.add(FORMAT.serialize(event));
        }
        return documents;
    }

    /** Read by nobody. */
    static volatile Object sink;
}
