package dev.portolan.conformance.loops;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portolan.Event;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
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
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        if (kind == Kind.KAFKA) {
            addKafka(payload, items);
        } else {
            ArrayNode records = payload.putArray("Records");
            for (Item item : items) {
                if (kind == Kind.KINESIS) {
                    addKinesis(records.addObject(), item);
                } else {
                    addDynamoDb(records.addObject(), item);
                }
            }
        }
        return payload.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void addKinesis(ObjectNode record, Item item) {
        record.put("eventSource", "aws:kinesis")
                .put("eventID", item.lane + ":" + sequenceNumber(item))
                .put("eventName", "aws:kinesis:record")
                .put("eventSourceARN", "arn:aws:kinesis:eu-west-1:111122223333:stream/clicks")
                .putObject("kinesis")
                .put("partitionKey", "k")
                .put("sequenceNumber", sequenceNumber(item))
                .put("approximateArrivalTimestamp", 0)
                .put("data", data(item));
    }

    private static void addDynamoDb(ObjectNode record, Item item) {
        record.put("eventSource", "aws:dynamodb")
                .put("eventID", item.key)
                .put("awsRegion", "eu-west-1")
                .put("eventSourceARN", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders/stream/2026-01-01");
        if (item.isUndecodable) {
            record.put("eventName", 0);
        } else {
            record.put("eventName", "INSERT");
        }
        ObjectNode change = record.putObject("dynamodb").put("SequenceNumber", sequenceNumber(item));
        change.putObject("Keys").putObject("id").put("S", item.key);
    }

    private static void addKafka(ObjectNode payload, List<Item> items) {
        payload.put("eventSource", "aws:kafka")
                .put("eventSourceArn", "arn:aws:kafka:eu-west-1:111122223333:cluster/c/1")
                .put("bootstrapServers", "b-1:9092");
        ObjectNode records = payload.putObject("records");
        for (Item item : items) {
            String partition = lane(item).substring("shard".length());
            records.withArrayProperty("clicks-" + partition)
                    .addObject()
                    .put("topic", "clicks")
                    .put("partition", Integer.parseInt(partition))
                    .put("offset", position(item))
                    .put("timestamp", 0)
                    .put("timestampType", "CREATE_TIME")
                    .put("value", data(item))
                    .putArray("headers");
        }
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

    private static String data(Item item) {
        return item.isUndecodable ? "?" : Base64.getEncoder().encodeToString(item.key.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    void settle(Attempt attempt, History history) {
        if (kind == Kind.KAFKA) {
            settleBatch(attempt, history);
            return;
        }
        Map<String, Item> bySequence = new LinkedHashMap<>();
        attempt.items.forEach(item -> bySequence.put(sequenceNumber(item), item));
        Set<String> failures = attempt.isFailed ? null : LambdaAnswer.failures(attempt.answer, bySequence.keySet());
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

    private static void blame(Item head, List<Item> shard, History history) {
        head.attempts++;
        if (head.attempts == MOST_ATTEMPTS) {
            shard.remove(head);
            history.putAside(head.key);
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
                history.putAside(item.key);
            }
            Objects.requireNonNull(shards.get(item.lane)).remove(item);
        }
    }

    @Override
    String key(Event event) {
        if (kind == Kind.DYNAMODB) {
            return event.getId();
        }
        byte[] data = event.data();
        return data == null ? "" : new String(data, StandardCharsets.UTF_8);
    }
}
