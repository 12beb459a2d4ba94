package dev.portolan.conformance.loops;

import dev.portolan.Event;
import dev.portolan.conformance.PlatformAnswer;
import dev.portolan.conformance.simulate.Simulate;
import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A push subscription with a dead-letter topic.
 *
 * @see <a href="https://cloud.google.com/pubsub/docs/push">Push subscriptions</a>
 */
final class PubSubLoop extends DeliveryLoop<Integer> {

    private final List<Item> outstanding = new ArrayList<>();

    PubSubLoop(Faults faults) {
        super("Pub/Sub push", faults);
    }

    @Override
    List<Item> send(Random random) {
        outstanding.clear();
        int count = random.nextInt(20);
        for (int i = 0; i < count; i++) {
            outstanding.add(new Item(Integer.toString(100 + i), null, isLucky(random, faults.undecodable())));
        }
        return List.copyOf(outstanding);
    }

    @Override
    List<Item> receive(Random random) {
        return outstanding.isEmpty() ? List.of() : List.of(outstanding.get(random.nextInt(outstanding.size())));
    }

    @Override
    byte[] payload(List<Item> items) {
        Item item = items.get(0);
        Message message = new Message(
                Bytes.utf8(body(item)), null, Map.of(), item.key, "orders", null, item.attempts + 1, Instant.EPOCH);
        String push = new String(Simulate.exactly(List.of(message)).forSource("gcp:pubsub"), StandardCharsets.UTF_8);
        String sent = item.isUndecodable ? push.replaceFirst("(\"data\":\").", "$1?") : push;
        return sent.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    void settle(Attempt attempt, History history) {
        Item item = attempt.items.get(0);
        item.attempts++;
        Integer status = attempt.answer;
        if (!attempt.isFailed && status != null && PlatformAnswer.acknowledges(status)) {
            outstanding.remove(item);
            acknowledge(item, attempt, history);
        } else if (item.attempts == MOST_ATTEMPTS) {
            outstanding.remove(item);
            putAside(item, history);
        }
    }

    @Override
    String key(Event event) {
        return event.getId();
    }
}
