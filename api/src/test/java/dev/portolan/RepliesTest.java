package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sources that answer each record with a reply of its own. */
class RepliesTest {

    @Test
    void each_item_has_its_own_reply_and_a_failed_one_has_none() {
        CallHandler handler = (event, invocation) -> {
            if (event.getId().equals("b")) {
                throw new IllegalStateException("no");
            }
            return (event.getId() + "!").getBytes(StandardCharsets.UTF_8);
        };

        assertEquals(List.of("a!", "not done", "c!"), delivery().handle(handler, Invocation.UNKNOWN));
    }

    @Test
    void an_event_handler_gives_no_replies() {
        List<String> handled = new ArrayList<>();
        EventHandler handler = (event, invocation) -> handled.add(event.getId());

        assertEquals(List.of("done", "done", "done"), delivery().handle(handler, Invocation.UNKNOWN));
        assertEquals(List.of("a", "b", "c"), handled);
    }

    private static Delivery<List<String>> delivery() {
        Delivery.Builder<List<String>> delivery = new Delivery.Builder<>(new Letters(), Limits.STANDARD);
        try (Json json = Json.read("[\"a\",\"b\",\"c\"]".getBytes(StandardCharsets.UTF_8))) {
            for (JsonNode record : json.root()) {
                delivery.add(record);
            }
        }
        return delivery.build();
    }

    private static final class Letters extends Source<List<String>> {

        @Override
        public String kind() {
            return "test:letters";
        }

        @Override
        public Exchange exchange() {
            return Exchange.EACH;
        }

        @Override
        public void map(JsonNode record, Draft event) {
            event.id(record.string()).source("/letters").type("letter");
        }

        @Override
        public List<String> answer(Outcomes outcomes) {
            List<String> answer = new ArrayList<>();
            for (int i = 0; i < outcomes.size(); i++) {
                byte[] reply = outcomes.reply(i);
                answer.add(
                        reply != null
                                ? new String(reply, StandardCharsets.UTF_8)
                                : outcomes.isDone(i) ? "done" : "not done");
            }
            return answer;
        }
    }
}
