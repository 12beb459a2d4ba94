package dev.portolan.conformance.simulate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Adapter;
import dev.portolan.Delivery;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.aws.AwsAdapter;
import dev.portolan.azure.AzureAdapter;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.Message;
import dev.portolan.data.StoredObject;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.TimerFired;
import dev.portolan.data.TypedData;
import dev.portolan.gcp.GcpAdapter;
import dev.portolan.gcp.Hop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every source and any record. */
final class SimulateLawsTest {

    private static final int RECORDS = 300;
    private static final int MOST_TRIES = 4000;
    private static final int BATCH = 3;

    static Stream<String> sources() {
        return Simulate.sources().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void what_is_simulated_is_read_as_the_same_record(String source) {
        for (TypedData record : records(source)) {
            byte[] payload = Simulate.exactly(List.of(record)).forSource(source);
            List<Event> events = read(source, payload).events();
            assertEquals(1, events.size(), text(payload));
            assertSame(Simulate.told(source, record), events.get(0).typedData(), payload);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void each_of_a_batch_is_an_event_with_an_id_of_its_own(String source) {
        for (TypedData record : records(source)) {
            List<byte[]> payloads = Simulate.like(record).times(BATCH).eachForSource(source);
            List<Event> events = new ArrayList<>();
            payloads.forEach(payload -> events.addAll(read(source, payload).events()));
            assertEquals(BATCH, events.size());
            assertEquals(Formats.named(source).isBatch() ? 1 : BATCH, payloads.size());
            Set<String> ids = new HashSet<>();
            for (int i = 0; i < BATCH; i++) {
                Seed seed = new Seed(0, i, null);
                TypedData told = Simulate.told(source, Defaults.complete(record, seed), seed);
                assertSame(told, events.get(i).typedData(), payloads.get(0));
                ids.add(events.get(i).getId());
            }
            assertTrue(ids.size() == BATCH || isIdentifiedByItself(record), ids + text(payloads.get(0)));
        }
    }

    /** Whether the record has an identity that all copies of it share. */
    private static boolean isIdentifiedByItself(TypedData record) {
        if (record instanceof Message message) {
            return message.id() != null;
        }
        if (record instanceof StoredObject object) {
            return object.version() != null;
        }
        if (record instanceof StreamRecord entry) {
            return entry.position() != null;
        }
        return record instanceof HttpRequest || (record instanceof TimerFired timer && timer.scheduledFor() != null);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void what_a_source_tells_it_tells_again(String source) {
        for (TypedData record : records(source)) {
            TypedData told = Simulate.told(source, record);
            assertEquals(text(told.toJson()), text(Simulate.told(source, told).toJson()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void the_seed_decides_every_byte(String source) {
        TypedData record = Samples.of(Formats.named(source).record);
        byte[] payload = Simulate.like(record).seed(7).forSource(source);
        assertArrayEquals(payload, Simulate.like(record).seed(7).forSource(source));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void the_payload_is_of_the_kind_that_its_format_says(String source) {
        TypedData record = Samples.of(Formats.named(source).record);
        String kind = read(source, Simulate.like(record).forSource(source)).kind();
        assertEquals(Formats.named(source).kind, kind);
    }

    private static List<? extends TypedData> records(String source) {
        return records(source, Formats.named(source).record);
    }

    /** Random records that the source can tell of; those it cannot are refused in a sentence. */
    static <T extends TypedData> List<T> records(String source, Class<T> type) {
        Generator generator = new Generator(20260102);
        List<T> records = new ArrayList<>();
        for (int i = 0; i < MOST_TRIES && records.size() < RECORDS; i++) {
            T record = generator.record(type);
            try {
                Simulate.told(source, record);
                Simulate.told(source, Defaults.complete(record, new Seed(0, 0, null)));
                records.add(record);
            } catch (IllegalArgumentException e) {
                assertTrue(String.valueOf(e.getMessage()).startsWith(source + " cannot tell of "), e.getMessage());
            }
        }
        assertEquals(RECORDS, records.size());
        return records;
    }

    private static void assertSame(TypedData expected, TypedData actual, byte[] payload) {
        assertEquals(text(expected.toJson()), text(actual.toJson()), () -> text(payload));
    }

    static Delivery<?> read(String source, byte[] payload) {
        return adapter(source).delivery(payload, Invocation.UNKNOWN);
    }

    private static Adapter<?> adapter(String source) {
        return switch (source.substring(0, source.indexOf(':'))) {
            case "aws" -> AwsAdapter.standard();
            case "gcp" -> GcpAdapter.standard().opening(Hop.STORAGE);
            default -> AzureAdapter.standard();
        };
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
