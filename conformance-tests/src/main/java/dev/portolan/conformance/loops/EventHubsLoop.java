package dev.portolan.conformance.loops;

import dev.portolan.Event;
import dev.portolan.conformance.simulate.Simulate;
import dev.portolan.data.Bytes;
import dev.portolan.data.StreamRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Partitions whose pointer moves whether or not the function fails: what the function itself does not save is lost.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-reliable-event-processing">Reliable event
 *     processing</a>
 */
final class EventHubsLoop extends DeliveryLoop<Object> {

    private static final int LARGEST_BATCH = 8;

    private Map<String, List<Item>> partitions = new LinkedHashMap<>();

    EventHubsLoop(Faults faults) {
        super("Event Hubs", faults);
    }

    @Override
    List<Item> send(Random random) {
        partitions = lanes(random, "partition");
        List<Item> all = new ArrayList<>();
        partitions.values().forEach(all::addAll);
        return all;
    }

    @Override
    List<Item> receive(Random random) {
        partitions.values().removeIf(List::isEmpty);
        if (partitions.isEmpty()) {
            return List.of();
        }
        List<List<Item>> all = new ArrayList<>(partitions.values());
        List<Item> one = all.get(random.nextInt(all.size()));
        return List.copyOf(one.subList(0, 1 + random.nextInt(Math.min(one.size(), LARGEST_BATCH))));
    }

    @Override
    byte[] payload(List<Item> items) {
        List<StreamRecord> records = new ArrayList<>();
        for (Item item : items) {
            int number = item.key.lastIndexOf('-');
            String partition = item.key.substring("partition".length(), number);
            records.add(new StreamRecord(
                    Bytes.utf8(body(item)),
                    null,
                    partition,
                    item.key.substring(number + 1),
                    "clicks",
                    Instant.EPOCH,
                    List.of()));
        }
        return Simulate.exactly(records).forSource("azure:eventhubs");
    }

    @Override
    void settle(Attempt attempt, History history) {
        partitions.values().forEach(partition -> partition.removeAll(attempt.items));
        Set<String> aside = history.deadLettered();
        for (Item item : attempt.items) {
            if (!aside.contains(item.key) && attempt.succeeded.contains(item.key)) {
                acknowledge(item, attempt, history);
            }
        }
    }

    @Override
    boolean stopsAtFailures() {
        return false;
    }

    @Override
    String key(Event event) {
        byte[] data = event.data();
        return data == null ? "" : new String(data, StandardCharsets.UTF_8);
    }
}
