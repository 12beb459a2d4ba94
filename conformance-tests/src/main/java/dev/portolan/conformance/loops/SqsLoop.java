package dev.portolan.conformance.loops;

import dev.portolan.Event;
import dev.portolan.conformance.simulate.Simulate;
import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A queue with a dead-letter queue.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with Amazon SQS</a>
 */
final class SqsLoop extends DeliveryLoop<byte[]> {

    private static final int LARGEST_BATCH = 10;

    private final boolean isFifo;
    private final List<Item> queue = new ArrayList<>();

    SqsLoop(Faults faults, boolean isFifo) {
        super(isFifo ? "SQS FIFO" : "SQS", faults);
        this.isFifo = isFifo;
    }

    @Override
    List<Item> send(Random random) {
        queue.clear();
        if (isFifo) {
            lanes(random, "group").values().forEach(queue::addAll);
        } else {
            int count = random.nextInt(30);
            for (int i = 0; i < count; i++) {
                queue.add(new Item("message-" + i, null, isLucky(random, faults.undecodable())));
            }
        }
        return List.copyOf(queue);
    }

    @Override
    List<Item> receive(Random random) {
        List<Item> visible = new ArrayList<>(queue);
        if (isFifo) {
            mixLanes(visible, random);
        } else {
            Collections.shuffle(visible, random);
        }
        List<Item> batch =
                new ArrayList<>(visible.subList(0, Math.min(visible.size(), 1 + random.nextInt(LARGEST_BATCH))));
        if (!batch.isEmpty() && isLucky(random, faults.duplicates())) {
            batch.add(batch.get(batch.size() - 1));
        }
        return batch;
    }

    /** Takes the first of a random group each time. */
    private static void mixLanes(List<Item> items, Random random) {
        List<Item> mixed = new ArrayList<>();
        while (!items.isEmpty()) {
            String lane = items.get(random.nextInt(items.size())).lane;
            for (Item item : items) {
                if (String.valueOf(item.lane).equals(lane)) {
                    mixed.add(item);
                    items.remove(item);
                    break;
                }
            }
        }
        items.addAll(mixed);
    }

    @Override
    byte[] payload(List<Item> items) {
        String name = isFifo ? "orders.fifo" : "orders";
        List<Message> messages = new ArrayList<>();
        for (Item item : items) {
            messages.add(new Message(
                    Bytes.utf8(body(item)),
                    null,
                    Map.of(),
                    item.key,
                    name,
                    item.lane,
                    item.attempts + 1,
                    Instant.EPOCH));
        }
        return changed(Simulate.exactly(messages).forSource("aws:sqs"), items, (item, record) -> {
            if (item.isUndecodable) {
                record.put("body", 0);
            }
        });
    }

    @Override
    void settle(Attempt attempt, History history) {
        Set<Item> items = new LinkedHashSet<>(attempt.items);
        Set<String> failures = attempt.isFailed ? null : failures(attempt.answer, keys(items));
        for (Item item : items) {
            item.attempts++;
            if (failures != null && !failures.contains(item.key)) {
                settleDone(item, attempt, history);
            } else if (item.attempts == MOST_ATTEMPTS) {
                queue.remove(item);
                putAside(item, history);
            }
        }
    }

    private void settleDone(Item item, Attempt attempt, History history) {
        Item first = first(item.lane);
        if (isFifo && first != null && !first.key.equals(item.key)) {
            history.violated(item.key + " was acknowledged before " + first.key);
        }
        queue.remove(item);
        acknowledge(item, attempt, history);
    }

    private @Nullable Item first(@Nullable String lane) {
        for (Item item : queue) {
            if (lane != null && lane.equals(item.lane)) {
                return item;
            }
        }
        return null;
    }

    private static Set<String> keys(Collection<Item> items) {
        Set<String> keys = new LinkedHashSet<>();
        items.forEach(item -> keys.add(item.key));
        return keys;
    }

    @Override
    String key(Event event) {
        return event.getId();
    }
}
