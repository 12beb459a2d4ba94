package dev.portolan.conformance.simulate;

import dev.portolan.azure.AzurePayload;
import dev.portolan.data.Bytes;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.DocumentChange.Operation;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.Message;
import dev.portolan.data.StoredObject;
import dev.portolan.data.StoredObject.Change;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.TimerFired;
import dev.portolan.data.TypedData;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happened, as any cloud would tell a function: {@code Simulate.objectCreated("photos", "cat.jpg").forSource("aws:s3")}.
 *
 * <p>Immutable. The same calls give the same bytes: what nobody says (ids, times, tags) is made up from the seed.
 */
public final class Simulate {

    private final List<? extends TypedData> records;
    private final List<@Nullable Instant> times;
    private final boolean complete;
    private final int count;
    private final long seed;

    private Simulate(
            List<? extends TypedData> records, List<@Nullable Instant> times, boolean complete, int count, long seed) {
        this.records = records;
        this.times = times;
        this.complete = complete;
        this.count = count;
        this.seed = seed;
    }

    /** An object was written. */
    public static Simulate objectCreated(String bucket, String key) {
        return object(Change.CREATED, bucket, key);
    }

    /** An object was deleted. */
    public static Simulate objectDeleted(String bucket, String key) {
        return object(Change.DELETED, bucket, key);
    }

    /** An object's metadata changed: its tags, its access tier. */
    public static Simulate objectUpdated(String bucket, String key) {
        return object(Change.UPDATED, bucket, key);
    }

    private static Simulate object(Change change, String bucket, String key) {
        return like(new StoredObject(change, bucket, key, null, null, null, null, null));
    }

    /** A message with this text came. */
    public static Simulate message(String body) {
        return like(new Message(Bytes.utf8(body), null, Map.of(), null, null, null, null, null));
    }

    /** Messages with these texts came, in one batch where the source sends batches. */
    public static Simulate messages(String... bodies) {
        List<Message> messages = new ArrayList<>();
        for (String body : bodies) {
            messages.add(new Message(Bytes.utf8(body), null, Map.of(), null, null, null, null, null));
        }
        return new Simulate(List.copyOf(messages), Collections.nCopies(bodies.length, null), true, 1, 0);
    }

    /** A log got a record with this text. */
    public static Simulate streamRecord(String data) {
        return like(new StreamRecord(Bytes.utf8(data), null, null, null, null, null, List.of()));
    }

    /** A document is new. */
    public static Simulate documentInserted(String table, Map<String, ?> keys, Map<String, ?> after) {
        return like(new DocumentChange(Operation.INSERT, table, plain(keys), null, plain(after)));
    }

    /** A document has other content than before. */
    public static Simulate documentUpdated(
            String table, Map<String, ?> keys, Map<String, ?> before, Map<String, ?> after) {
        return like(new DocumentChange(Operation.UPDATE, table, plain(keys), plain(before), plain(after)));
    }

    /** A document is gone. */
    public static Simulate documentDeleted(String table, Map<String, ?> keys, Map<String, ?> before) {
        return like(new DocumentChange(Operation.DELETE, table, plain(keys), plain(before), null));
    }

    /** A schedule fired. */
    public static Simulate timer(String schedule) {
        return like(new TimerFired(schedule, null, null));
    }

    /** A request came for this path and query. */
    public static Simulate httpRequest(String method, String target) {
        return like(Defaults.request(method, target, Bytes.EMPTY));
    }

    /** A request came with this text as its body. */
    public static Simulate httpRequest(String method, String target, String contentType, String body) {
        HttpRequest bare = Defaults.request(method, target, Bytes.utf8(body));
        return like(Requests.with(bare, Map.of("Content-Type", List.of(contentType))));
    }

    /** Something like this happened: components that are null are made up. */
    public static Simulate like(TypedData record) {
        return new Simulate(List.of(record), Collections.singletonList(null), true, 1, 0);
    }

    /** Exactly this happened: a component that is null is told only if the source always tells it. */
    public static Simulate exactly(List<? extends TypedData> records) {
        return new Simulate(List.copyOf(records), Collections.nCopies(records.size(), null), false, 1, 0);
    }

    /** The same, at these times: one for each record. */
    public Simulate at(List<@Nullable Instant> times) {
        if (times.size() != records.size()) {
            throw new IllegalArgumentException(
                    "there are " + records.size() + " records and " + times.size() + " times");
        }
        return new Simulate(records, Collections.unmodifiableList(new ArrayList<>(times)), complete, count, seed);
    }

    /** The same this many times, each with an identity of its own. */
    public Simulate times(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("expected at least one, not " + count);
        }
        return new Simulate(records, times, complete, count, seed);
    }

    /** The same with other ids, times and whatever else is made up. */
    public Simulate seed(long seed) {
        return new Simulate(records, times, complete, count, seed);
    }

    /**
     * The bytes that this project's adapter reads: for AWS what Lambda hands over, for Google a raw HTTP/1.1 request, for
     * Azure the description of what the Functions worker hands over, or an Event Grid document.
     *
     * @param source such as {@code aws:s3}
     * @throws IllegalArgumentException if the source sends no such records, or only one at a time
     */
    public byte[] forSource(String source) {
        List<byte[]> payloads = eachForSource(source);
        if (payloads.size() != 1) {
            throw new IllegalArgumentException(source + " sends one record at a time, not " + payloads.size() + ".");
        }
        return payloads.get(0);
    }

    /**
     * As many payloads as the source needs: a single one if it sends batches.
     *
     * @throws IllegalArgumentException if the source sends no such records
     */
    public List<byte[]> eachForSource(String source) {
        if (records.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to send.");
        }
        return payloads(Formats.named(source, records.get(0).getClass()));
    }

    private <T extends TypedData> List<byte[]> payloads(Format<T> format) {
        List<Sent<T>> sent = new ArrayList<>();
        for (int i = 0; i < count * records.size(); i++) {
            Seed own = new Seed(seed, i, times.get(i % records.size()));
            TypedData record = records.get(i % records.size());
            if (!format.record.isInstance(record)) {
                throw new IllegalArgumentException(
                        format.source + " sends no " + record.getClass().getSimpleName() + ".");
            }
            sent.add(new Sent<>(format.record.cast(complete ? Defaults.complete(record, own) : record), own));
        }
        return format.payloads(sent);
    }

    /**
     * What the Functions worker hands to a method, for {@code AzureFunction.handle}.
     *
     * @param source such as {@code azure:queue}
     * @throws IllegalArgumentException if the source is none of Azure, sends no such records, or only one at a time
     */
    public AzurePayload azurePayload(String source) {
        if (!source.startsWith("azure:")) {
            throw new IllegalArgumentException(source + " is no source of Azure.");
        }
        return AzurePayloads.of(forSource(source));
    }

    /** The names of the sources that send such records. */
    public static List<String> sources(Class<? extends TypedData> record) {
        List<String> names = new ArrayList<>();
        Formats.of(record).forEach(format -> names.add(format.source));
        return names;
    }

    /** The names of all sources. */
    public static List<String> sources() {
        List<String> names = new ArrayList<>();
        Formats.ALL.forEach(format -> names.add(format.source));
        return names;
    }

    /**
     * What of a record the source would tell: what its payloads have no place for is missing.
     *
     * @throws IllegalArgumentException if the source sends no such record; the message says why
     */
    public static TypedData told(String source, TypedData record) {
        return told(source, record, new Seed(0, 0, null));
    }

    static TypedData told(String source, TypedData record, Seed seed) {
        return told(Formats.named(source, record.getClass()), record, seed);
    }

    private static <T extends TypedData> TypedData told(Format<T> format, TypedData record, Seed seed) {
        return format.told(format.record.cast(record), seed);
    }

    /**
     * The names of the components whose value the source would not tell, or would tell otherwise.
     *
     * @throws IllegalArgumentException if the source sends no such record; the message says why
     */
    public static List<String> lost(String source, TypedData record) {
        TypedData told = told(source, record);
        List<String> lost = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = value(component, record);
            if (value != null && !isHeld(value, value(component, told))) {
                lost.add(component.getName());
            }
        }
        return lost;
    }

    /** Whether nothing is missing: a map may hold more than before. */
    private static boolean isHeld(Object value, @Nullable Object told) {
        if (value instanceof Map<?, ?> map && told instanceof Map<?, ?> larger) {
            return map.entrySet().stream()
                    .allMatch(entry -> Objects.equals(entry.getValue(), larger.get(entry.getKey())));
        }
        return value.equals(told);
    }

    private static @Nullable Object value(RecordComponent component, TypedData record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Numbers as documents hold them. */
    private static Map<String, @Nullable Object> plain(Map<String, ?> document) {
        return Documents.members(Documents.plain(document));
    }
}
