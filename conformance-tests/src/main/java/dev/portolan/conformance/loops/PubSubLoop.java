package dev.portolan.conformance.loops;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portolan.Event;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A push subscription with a dead-letter topic.
 *
 * @see <a href="https://cloud.google.com/pubsub/docs/push">Push subscriptions</a>
 */
final class PubSubLoop extends DeliveryLoop<Integer> {

    private static final Set<Integer> ACKNOWLEDGING = Set.of(102, 200, 201, 202, 204);

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
        ObjectNode push = JsonNodeFactory.instance
                .objectNode()
                .put("subscription", "projects/proj/subscriptions/orders")
                .put("deliveryAttempt", item.attempts + 1);
        push.putObject("message")
                .put("messageId", item.key)
                .put("publishTime", "2026-01-02T03:04:05.678Z")
                .put(
                        "data",
                        item.isUndecodable
                                ? "?"
                                : Base64.getEncoder().encodeToString(item.key.getBytes(StandardCharsets.UTF_8)));
        byte[] body = push.toString().getBytes(StandardCharsets.UTF_8);
        String head = "POST / HTTP/1.1\r\nHost: orders.example\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        return (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    void settle(Attempt attempt, History history) {
        Item item = attempt.items.get(0);
        item.attempts++;
        Integer status = attempt.answer;
        if (!attempt.isFailed && status != null && ACKNOWLEDGING.contains(status)) {
            outstanding.remove(item);
            acknowledge(item, attempt, history);
        } else if (item.attempts == MOST_ATTEMPTS) {
            outstanding.remove(item);
            history.putAside(item.key);
        }
    }

    @Override
    String key(Event event) {
        return event.getId();
    }
}
