package dev.portolan.conformance.loops;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portolan.Event;
import java.nio.charset.StandardCharsets;
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
        ObjectNode description = JsonNodeFactory.instance.objectNode().put("trigger", "eventHubTrigger");
        ArrayNode payload = description.putArray("payload");
        ObjectNode metadata = description.putObject("metadata");
        ArrayNode numbers = metadata.putArray("SequenceNumberArray");
        ArrayNode offsets = metadata.putArray("OffsetArray");
        ArrayNode times = metadata.putArray("EnqueuedTimeUtcArray");
        for (Item item : items) {
            payload.add(item.key);
            String position = item.key.substring(item.key.lastIndexOf('-') + 1);
            numbers.add(Integer.parseInt(position));
            offsets.add(position);
            times.add("2026-01-02T03:04:05.678Z");
        }
        metadata.putObject("PartitionContext")
                .put("EventHubName", "clicks")
                .put("FullyQualifiedNamespace", "contoso.servicebus.windows.net")
                .put("PartitionId", items.get(0).key.substring("partition".length(), "partition".length() + 1));
        description.putObject("binding").put("cardinality", "many").put("eventHubName", "clicks");
        return description.toString().getBytes(StandardCharsets.UTF_8);
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
