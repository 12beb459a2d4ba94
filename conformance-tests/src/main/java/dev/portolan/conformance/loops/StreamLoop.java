package dev.portolan.conformance.loops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portolan.Event;
import dev.portolan.conformance.simulate.Simulate;
import dev.portolan.data.Bytes;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.DocumentChange.Operation;
import dev.portolan.data.StreamRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * Shards or partitions: a pointer moves over what is done, and at last over what was put aside.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html">Using Lambda with Kinesis Data Streams</a>
 */
final class StreamLoop extends DeliveryLoop<byte[]> {

    enum Kind {
        KINESIS,
        DYNAMODB,
        KAFKA
    }

    private static final int LARGEST_BATCH = 8;

    private final Kind kind;
    private Map<String, List<Item>> shards = new LinkedHashMap<>();
    /** What a shard's next batch may hold: half of one that has failed. */
    private final Map<String, Integer> largest = new HashMap<>();

    StreamLoop(Faults faults, Kind kind) {
        super(kind.name(), faults);
        this.kind = kind;
    }

    @Override
    List<Item> send(Random random) {
        shards = lanes(random, "shard");
        largest.clear();
        List<Item> all = new ArrayList<>();
        shards.values().forEach(all::addAll);
        return all;
    }

    @Override
    List<Item> receive(Random random) {
        shards.values().removeIf(List::isEmpty);
        List<Item> batch = new ArrayList<>();
        if (shards.isEmpty()) {
            return batch;
        }
        List<String> names = new ArrayList<>(shards.keySet());
        String one = names.get(random.nextInt(names.size()));
        for (String name : kind == Kind.KAFKA ? names : List.of(one)) {
            List<Item> shard = Objects.requireNonNull(shards.get(name));
            int most = Math.min(shard.size(), largest.getOrDefault(name, LARGEST_BATCH));
            batch.addAll(shard.subList(0, 1 + random.nextInt(most)));
        }
        return batch;
    }

    @Override
    byte[] payload(List<Item> items) {
        return switch (kind) {
            case KINESIS -> kinesis(items);
            case DYNAMODB -> dynamoDb(items);
            case KAFKA -> kafka(items);
        };
    }

    private byte[] kinesis(List<Item> items) {
        List<StreamRecord> records = new ArrayList<>();
        items.forEach(item -> records.add(record(item, lane(item), sequenceNumber(item))));
        return changed(Simulate.exactly(records).forSource("aws:kinesis"), items, (item, record) -> {
            if (item.isUndecodable) {
                spoil(record.path("kinesis"), "data");
            }
        });
    }

    private byte[] kafka(List<Item> items) {
        List<StreamRecord> records = new ArrayList<>();
        items.forEach(item -> records.add(record(item, partition(item), Integer.toString(position(item)))));
        return changed(Simulate.exactly(records).forSource("aws:kafka"), document -> {
            for (Item item : items) {
                for (JsonNode record : document.path("records").path("clicks-" + partition(item))) {
                    if (item.isUndecodable && record.path("offset").asInt() == position(item)) {
                        spoil(record, "value");
                    }
                }
            }
        });
    }

    private StreamRecord record(Item item, String partition, String position) {
        Bytes data = Bytes.utf8(body(item));
        return new StreamRecord(data, Bytes.utf8("k"), partition, position, "clicks", Instant.EPOCH, List.of());
    }

    private static void spoil(JsonNode record, String base64) {
        ((ObjectNode) record).put(base64, "?");
    }

    /** A change that is delivered again keeps its number, which a simulated one is only given by its place. */
    private static byte[] dynamoDb(List<Item> items) {
        List<DocumentChange> changes = new ArrayList<>();
        for (Item item : items) {
            changes.add(new DocumentChange(Operation.INSERT, "orders", Map.of("id", item.key), null, null));
        }
        return changed(Simulate.exactly(changes).forSource("aws:dynamodb"), items, (item, record) -> {
            ((ObjectNode) record.path("dynamodb")).put("SequenceNumber", sequenceNumber(item));
            if (item.isUndecodable) {
                record.put("eventName", 0);
            }
        });
    }

    private static String partition(Item item) {
        return lane(item).substring("shard".length());
    }

    private static String lane(Item item) {
        return Objects.requireNonNull(item.lane);
    }

    private static int position(Item item) {
        return Integer.parseInt(item.key.substring(item.key.lastIndexOf('-') + 1));
    }

    /** Longer as a stream grows older: 9, 10, … are in order by number, not as texts. */
    private static String sequenceNumber(Item item) {
        return Integer.toString(5 + position(item));
    }

    @Override
    void settle(Attempt attempt, History history) {
        if (kind == Kind.KAFKA) {
            settleBatch(attempt, history);
            return;
        }
        Map<String, Item> bySequence = new LinkedHashMap<>();
        attempt.items.forEach(item -> bySequence.put(sequenceNumber(item), item));
        Set<String> failures = attempt.isFailed ? null : failures(attempt.answer, bySequence.keySet());
        String name = lane(attempt.items.get(0));
        List<Item> shard = Objects.requireNonNull(shards.get(name));
        if (failures == null) {
            largest.put(name, Math.max(1, attempt.items.size() / 2));
        } else {
            largest.remove(name);
            for (Item item : attempt.items) {
                if (failures.contains(sequenceNumber(item))) {
                    break;
                }
                shard.remove(item);
                acknowledge(item, attempt, history);
            }
        }
        boolean isBlamed = failures != null || attempt.items.size() == 1;
        if (isBlamed && !shard.isEmpty() && attempt.items.contains(shard.get(0))) {
            blame(shard.get(0), shard, history);
        }
    }

    private void blame(Item head, List<Item> shard, History history) {
        head.attempts++;
        if (head.attempts == MOST_ATTEMPTS) {
            shard.remove(head);
            putAside(head, history);
        }
    }

    private void settleBatch(Attempt attempt, History history) {
        for (Item item : attempt.items) {
            item.attempts++;
            if (!attempt.isFailed) {
                acknowledge(item, attempt, history);
            } else if (item.attempts < MOST_ATTEMPTS) {
                continue;
            } else {
                putAside(item, history);
            }
            Objects.requireNonNull(shards.get(item.lane)).remove(item);
        }
    }

    @Override
    String key(Event event) {
        if (kind == Kind.DYNAMODB) {
            return event.typedData() instanceof DocumentChange change && change.keys() != null
                    ? String.valueOf(change.keys().get("id"))
                    : "";
        }
        byte[] data = event.data();
        return data == null ? "" : new String(data, StandardCharsets.UTF_8);
    }
}
