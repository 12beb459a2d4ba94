package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Failures that an answer cannot tell of. */
class FailureLogTest {

    private final List<String> log = new ArrayList<>();
    private final Invocation invocation = Invocation.UNKNOWN.withFailureLog((kind, item, event, failure) ->
            log.add(kind + " " + item + " " + (event == null ? "no event" : event.getSource() + "#" + event.getId())
                    + ": " + failure.getMessage()));

    @Test
    void each_failed_item_is_told_of_once_and_no_other() {
        EventHandler handler = (event, call) -> {
            if (!event.getId().equals("a")) {
                throw new IllegalStateException("no " + event.getId());
            }
        };

        assertEquals(
                List.of(true, false, false, false),
                delivery(Source.Exchange.EVENTS, "[\"a\",\"b\",7,\"c\"]").handle(handler, invocation));
        assertEquals(
                List.of(
                        "test:texts 1 /texts#b: no b",
                        "test:texts 2 no event: test:texts [2]: expected text, found a number (byte 9)",
                        "test:texts 3 /texts#c: no c"),
                log);
    }

    @Test
    void each_event_of_an_opened_item_that_fails_is_told_of_by_itself() {
        EventHandler handler = (event, call) -> {
            if (!event.getId().equals("a")) {
                throw new RejectedEventException("no " + event.getId());
            }
        };
        List<Event> carried =
                delivery(Source.Exchange.EVENTS, "[\"a\",\"b\",\"c\"]").events();
        Delivery.Builder<List<Boolean>> opened =
                new Delivery.Builder<>(new Texts(Source.Exchange.EVENTS), Limits.STANDARD);
        try (Json json = Json.read("\"carrier\"".getBytes(StandardCharsets.UTF_8))) {
            opened.addOpened(json.root(), carried);
        }

        assertEquals(List.of(false), opened.build().handle(handler, invocation));
        assertEquals(List.of("test:texts 0 /texts#b: no b", "test:texts 0 /texts#c: no c"), log);
    }

    @Test
    void a_log_that_fails_itself_changes_nothing() {
        Invocation failing = Invocation.UNKNOWN.withFailureLog((kind, item, event, failure) -> {
            throw new AssertionError("broken log");
        });
        EventHandler handler = (event, call) -> {
            if (event.getId().equals("a")) {
                throw new IllegalStateException("no");
            }
        };

        assertEquals(
                List.of(false, true),
                delivery(Source.Exchange.EVENTS, "[\"a\",\"b\"]").handle(handler, failing));
    }

    @Test
    void a_log_that_throws_what_it_was_told_of_changes_nothing() {
        Invocation failing = Invocation.UNKNOWN.withFailureLog((kind, item, event, failure) -> {
            throw (RuntimeException) failure;
        });
        EventHandler handler = (event, call) -> {
            throw new IllegalStateException("no");
        };

        assertEquals(
                List.of(false, false),
                delivery(Source.Exchange.EVENTS, "[\"a\",\"b\"]").handle(handler, failing));
    }

    @Test
    void a_failed_request_is_told_of() {
        HttpHandler handler = (request, call) -> {
            throw new IllegalStateException("no");
        };

        assertEquals(List.of(false), delivery(Source.Exchange.HTTP, "[\"a\"]").handle(handler, invocation));
        assertEquals(List.of("test:texts 0 /texts#a: no"), log);
    }

    @Test
    @SuppressWarnings("NullAway") // a handler outside null-marked code can do so
    void no_response_is_a_failure_and_not_a_success() {
        HttpHandler handler = (request, call) -> null;

        assertEquals(List.of(false), delivery(Source.Exchange.HTTP, "[\"a\"]").handle(handler, invocation));
        assertEquals(List.of("test:texts 0 /texts#a: the handler returned no response"), log);
    }

    @Test
    @SuppressWarnings("NullAway") // a handler outside null-marked code can do so
    void no_reply_is_a_failure_and_not_a_success() {
        CallHandler handler = (event, call) -> null;

        assertEquals(List.of(false), delivery(Source.Exchange.CALL, "[\"a\"]").handle(handler, invocation));
        assertEquals(List.of("test:texts 0 /texts#a: the handler returned no reply"), log);
    }

    private static Delivery<List<Boolean>> delivery(Source.Exchange exchange, String records) {
        Delivery.Builder<List<Boolean>> delivery = new Delivery.Builder<>(new Texts(exchange), Limits.STANDARD);
        try (Json json = Json.read(records.getBytes(StandardCharsets.UTF_8))) {
            for (JsonNode record : json.root()) {
                delivery.add(record);
            }
        }
        return delivery.build();
    }

    /** Answers with what is done. */
    private static final class Texts extends Source<List<Boolean>> {

        private final Exchange exchange;

        Texts(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public String kind() {
            return "test:texts";
        }

        @Override
        public Exchange exchange() {
            return exchange;
        }

        @Override
        public void map(JsonNode record, Draft event) {
            event.id(record.string()).source("/texts").type("text");
        }

        @Override
        public TypedData typedData(JsonNode record, Event event) {
            return new HttpRequest("GET", "/", null, Map.of(), Map.of(), List.of(), null, null, null, null);
        }

        @Override
        public List<Boolean> respond(HttpResponse response) {
            return List.of();
        }

        @Override
        public List<Boolean> reply(byte[] reply) {
            return List.of();
        }

        @Override
        public List<Boolean> answer(Outcomes outcomes) {
            List<Boolean> done = new ArrayList<>();
            for (int i = 0; i < outcomes.size(); i++) {
                done.add(outcomes.isDone(i));
            }
            return done;
        }
    }
}
