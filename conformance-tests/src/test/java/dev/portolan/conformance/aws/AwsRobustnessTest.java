package dev.portolan.conformance.aws;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portolan.Delivery;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.MalformedPayloadException;
import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.aws.AwsAdapter;
import dev.portolan.aws.Hop;
import dev.portolan.conformance.Fixture;
import dev.portolan.conformance.Fixtures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes, reading gives events or one of the two errors; every envelope is opened that can be. */
class AwsRobustnessTest {

    private static final long SEED = 20260102;
    private static final int DAMAGED_COPIES = 40;
    private static final AwsAdapter ADAPTER =
            AwsAdapter.standard().opening(Hop.values()).acceptingAnyJson();
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String[] VALUES = {
        "null",
        "true",
        "-1",
        "1e400",
        "123456789012345678901234567890",
        "\"\"",
        "\"\\ud800\"",
        "\"a\\u0000%\"",
        "[]",
        "[null]",
        "{}",
        "{\"Records\":[{}]}"
    };

    private int events;
    private int refused;

    @Test
    void damaged_payloads_give_events_or_one_of_two_errors() {
        Random random = new Random(SEED);
        for (Fixture fixture : Fixtures.of("aws")) {
            for (int i = 0; i < DAMAGED_COPIES; i++) {
                read(damaged(fixture.payload(), random), fixture.name() + ", damaged copy " + i + " of seed " + SEED);
            }
        }
        assertTrue(events > 1_000 && refused > 1_000, events + " events, " + refused + " refusals");
    }

    private static byte[] damaged(byte[] payload, Random random) {
        if (payload.length == 0) {
            return payload;
        }
        byte[] damaged = payload.clone();
        for (int flips = random.nextInt(3); flips >= 0; flips--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> damaged[at] = payload[random.nextInt(payload.length)];
                case 2 -> damaged[at] = (byte) "\"{}[]:,0ab\\ ".charAt(random.nextInt(12));
                default -> damaged = Arrays.copyOf(damaged, at + 1);
            }
        }
        return damaged;
    }

    @Test
    void a_value_of_any_type_may_stand_anywhere() throws IOException {
        for (Fixture fixture : Fixtures.of("aws")) {
            JsonNode document = documentOrNull(fixture.payload());
            if (document == null) {
                continue;
            }
            int nodes = places(document, new ArrayList<>()).size();
            for (int node = 0; node < nodes; node++) {
                JsonNode copy = document.deepCopy();
                Place place = places(copy, new ArrayList<>()).get(node);
                for (String value : VALUES) {
                    place.set(MAPPER.readTree(value));
                    read(MAPPER.writeValueAsBytes(copy), fixture.name() + ", " + place + " set to " + value);
                }
            }
        }
        assertTrue(events > 1_000 && refused > 1_000, events + " events, " + refused + " refusals");
    }

    private static JsonNode documentOrNull(byte[] payload) {
        try {
            return MAPPER.readTree(payload);
        } catch (IOException e) {
            return null;
        }
    }

    private record Place(JsonNode parent, String name, int index) {
        void set(JsonNode value) {
            if (parent instanceof ObjectNode object) {
                object.set(name, value);
            } else {
                ((ArrayNode) parent).set(index, value);
            }
        }

        @Override
        public String toString() {
            return parent.isObject() ? name : "[" + index + "]";
        }
    }

    private static List<Place> places(JsonNode node, List<Place> places) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> places.add(new Place(object, name, -1)));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                places.add(new Place(array, "", i));
            }
        }
        node.forEach(child -> places(child, places));
        return places;
    }

    private void read(byte[] payload, String what) {
        try {
            Delivery<byte[]> delivery = ADAPTER.delivery(payload, Invocation.UNKNOWN);
            for (int item = 0; item < delivery.size(); item++) {
                look(delivery, item);
            }
        } catch (MalformedPayloadException | UnrecognizedPayloadException e) {
            refused++;
        } catch (Throwable e) {
            fail(what, e);
        }
    }

    /** Computes whatever is computed when someone asks. */
    private void look(Delivery<byte[]> delivery, int item) {
        try {
            for (Event event : delivery.events(item)) {
                events++;
                event.getSource();
                event.getTime();
                event.getDataSchema();
                event.getDataContentType();
                event.data();
                event.typedData();
            }
        } catch (MalformedPayloadException e) {
            refused++;
        }
    }
}
