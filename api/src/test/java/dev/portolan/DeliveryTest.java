package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import dev.portolan.spi.Source.Exchange;
import dev.portolan.spi.Source.Order;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a delivery tells and answers, whatever the platform; how items are worked off is told by the batches of AWS. */
class DeliveryTest {

    /**
     * Records are texts, grouped by their first letter; a number is a record that cannot be decoded, and {@code true} one
     * that nobody could tell of.
     */
    private static final class Texts extends Source<String> {

        private final Exchange exchange;
        private final Order order;

        Texts(Exchange exchange, Order order) {
            this.exchange = exchange;
            this.order = order;
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
        public Order order() {
            return order;
        }

        @Override
        public @Nullable String group(JsonNode record) {
            String text = record.isNumber() ? record.literal() : record.string();
            return text.startsWith("-") ? null : text.substring(0, 1);
        }

        @Override
        public void map(JsonNode record, Draft event) {
            event.id(record.string()).source("/texts").type("text");
        }

        @Override
        public String acknowledgement(JsonNode record) {
            return record.isNumber() ? record.literal() : record.string();
        }

        @Override
        public TypedData typedData(JsonNode record, Event event) {
            return new HttpRequest(
                    "GET", "/" + record.string(), null, Map.of(), Map.of(), List.of(), null, null, null, null);
        }

        /** Each item's text after {@code +} if it is done, {@code !} if it failed, {@code ?} if it was not attempted. */
        @Override
        public String answer(Outcomes outcomes) {
            StringBuilder answer = new StringBuilder(outcomes.allDone() ? "all: " : "");
            for (int i = 0; i < outcomes.size(); i++) {
                byte[] reply = outcomes.reply(i);
                answer.append(i == 0 ? "" : " ")
                        .append(outcomes.isDone(i) ? '+' : outcomes.failure(i) == null ? '?' : '!')
                        .append(outcomes.acknowledgement(i))
                        .append(reply == null ? "" : "=" + new String(reply, StandardCharsets.UTF_8));
            }
            return answer + (outcomes.isReplied() ? " replied" : "");
        }

        @Override
        public String respond(HttpResponse response) {
            return "response " + response.status();
        }

        @Override
        public String reply(byte[] reply) {
            return "reply " + new String(reply, StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_delivery_keeps_what_it_has_whatever_is_added_behind_it() {
        try (Json json = Json.read(array("a", "b", "c"))) {
            Delivery.Builder<String> builder =
                    new Delivery.Builder<>(new Texts(Exchange.EVENTS, Order.NONE), Limits.STANDARD);
            Iterator<JsonNode> records = json.root().iterator();
            Delivery<String> two =
                    builder.add(records.next()).add(records.next()).build();
            List<Event> events = two.events();
            Delivery<String> one = builder.add(records.next()).build();
            assertEquals(2, two.size());
            assertEquals(2, events.size());
            assertEquals(1, one.size());
            assertEquals(0, builder.build().size());
        }
    }

    private static Delivery<String> delivery(Exchange exchange, Order order, String... records) {
        Delivery.Builder<String> delivery = new Delivery.Builder<>(new Texts(exchange, order), Limits.STANDARD);
        try (Json json = Json.read(array(records))) {
            for (JsonNode record : json.root()) {
                assertSame(delivery, delivery.add(record));
            }
        }
        return delivery.build();
    }

    /** Texts as JSON strings, what is a number or {@code true} as it is. */
    private static byte[] array(String... records) {
        List<String> values = new ArrayList<>();
        for (String record : records) {
            values.add(record.matches("\\d+|true") ? record : '"' + record + '"');
        }
        return values.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Delivery<String> texts(Order order, String... records) {
        return delivery(Exchange.EVENTS, order, records);
    }

    private static Event text(String id) {
        return new Draft(new byte[0], 0, 0).id(id).source("/texts").type("text").event();
    }

    private static List<String> ids(List<Event> events) {
        return events.stream().map(Event::getId).toList();
    }

    /** Fails every text that ends in {@code x}. */
    private static final EventHandler FAILING_X = (event, invocation) -> {
        if (event.getId().endsWith("x")) {
            throw new IllegalStateException(event.getId());
        }
    };

    // What was delivered.

    /** Two texts around a record that holds two events, and one that holds none. */
    private static Delivery<String> opened() {
        Delivery.Builder<String> delivery =
                new Delivery.Builder<>(new Texts(Exchange.EVENTS, Order.NONE), Limits.STANDARD);
        try (Json json = Json.read(array("a", "b", "c", "d"))) {
            List<JsonNode> records = new ArrayList<>();
            json.root().forEach(records::add);
            delivery.add(records.get(0))
                    .addOpened(records.get(1), List.of(text("b1"), text("b2")))
                    .addOpened(records.get(2), List.of())
                    .add(records.get(3));
        }
        return delivery.build();
    }

    @Test
    void an_opened_record_is_one_item_of_any_number_of_events() {
        Delivery<String> delivery = opened();

        assertEquals("test:texts", delivery.kind());
        assertEquals(4, delivery.size());
        assertEquals(List.of("a", "b1", "b2", "d"), ids(delivery.events()));
        assertEquals(List.of("a"), ids(delivery.events(0)));
        assertEquals(List.of("b1", "b2"), ids(delivery.events(1)));
        assertEquals(List.of(), ids(delivery.events(2)));
    }

    @Test
    void a_record_that_cannot_be_decoded_is_not_overlooked() {
        Delivery<String> delivery = texts(Order.NONE, "a", "7");

        assertEquals(2, delivery.size());
        assertEquals(
                "[1]",
                assertThrows(MalformedPayloadException.class, delivery::events).path());
        assertEquals(
                "test:texts",
                assertThrows(MalformedPayloadException.class, () -> delivery.events(1))
                        .kind());
        assertEquals("a", delivery.events(0).get(0).getId());
    }

    @Test
    void a_record_that_nobody_could_tell_of_refuses_the_payload() {
        assertEquals(
                "[1]",
                assertThrows(MalformedPayloadException.class, () -> texts(Order.NONE, "a", "true"))
                        .path());
    }

    @Test
    void an_event_that_was_mapped_elsewhere_is_an_item_without_a_record() {
        Delivery.Builder<String> builder =
                new Delivery.Builder<>(new Texts(Exchange.EVENTS, Order.NONE), Limits.STANDARD);
        Event event = text("a");

        assertSame(builder, builder.add(event));
        assertEquals(List.of(event), builder.build().events());
    }

    @Test
    void a_payload_has_as_many_records_as_the_limit_says() {
        Delivery.Builder<String> delivery =
                new Delivery.Builder<>(new Texts(Exchange.EVENTS, Order.NONE), Limits.STANDARD.withItems(2));
        try (Json json = Json.read(array("a", "b", "c"))) {
            List<JsonNode> records = new ArrayList<>();
            json.root().forEach(records::add);
            delivery.add(records.get(0))
                    .addMalformed(records.get(1), records.get(1).malformed("no"));

            JsonNode third = records.get(2);
            List<Executable> ways = List.of(
                    () -> delivery.add(third),
                    () -> delivery.addOpened(third, List.of(text("c"))),
                    () -> delivery.addMalformed(third, third.malformed("no")));
            for (Executable way : ways) {
                assertEquals(
                        "test:texts [2]: more records than Limits.items allows, which is 2 (byte 11)",
                        assertThrows(MalformedPayloadException.class, way).getMessage());
            }
        }
    }

    @Test
    void a_record_opens_to_as_many_events_as_the_limit_says() {
        Delivery.Builder<String> delivery =
                new Delivery.Builder<>(new Texts(Exchange.EVENTS, Order.NONE), Limits.STANDARD.withItems(2));
        try (Json json = Json.read(array("a"))) {
            JsonNode record = json.root().iterator().next();
            assertThrows(
                    MalformedPayloadException.class,
                    () -> delivery.addOpened(record, List.of(text("1"), text("2"), text("3"))));
            delivery.addOpened(record, List.of(text("1"), text("2")));
        }
        assertEquals(2, delivery.build().events().size());
    }

    // How it is worked off.

    @Test
    void nothing_of_an_opened_record_is_started_when_nothing_may_start_any_more() {
        List<String> handled = new ArrayList<>();
        EventHandler interrupted = (event, invocation) -> {
            handled.add(event.getId());
            if (event.getId().equals("b1")) {
                Thread.currentThread().interrupt();
            }
        };
        try {
            assertEquals("+a !b ?c ?d", opened().handle(interrupted, Invocation.UNKNOWN));
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals(List.of("a", "b1"), handled);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,     a1 a2x a3 b1,       +a1 !a2x +a3 +b1",
        "NONE,     a1 7 a2,            +a1 !7 +a2",
        "BY_GROUP, a1 b1x a2x b2 a3,   +a1 !b1x !a2x ?b2 ?a3",
        "BY_GROUP, -1x a1 -2 a2,       !-1x +a1 ?-2 +a2",
        "BY_GROUP, a1 7 a2 70,         +a1 !7 +a2 ?70",
        "ALL,      a1 b1x c1,          +a1 !b1x ?c1",
        "ALL,      a1 7 c1,            +a1 !7 ?c1",
        "ALL,      a1 b1,              'all: +a1 +b1'",
    })
    void after_a_failure_goes_on_what_does_not_depend_on_it(Order order, String records, String answer) {
        AtomicInteger lanes = new AtomicInteger();
        Executor executor = lane -> {
            lanes.incrementAndGet();
            lane.run();
        };

        String[] all = records.split(" ", -1);
        assertEquals(answer, texts(order, all).handle(FAILING_X, Invocation.UNKNOWN));
        assertEquals(answer, texts(order, all).handle(FAILING_X, Invocation.UNKNOWN, executor));
        long groups = Arrays.stream(all)
                .map(record -> record.substring(0, 1))
                .distinct()
                .count();
        assertEquals(order == Order.ALL ? 0 : order == Order.NONE ? all.length : groups, lanes.get());
    }

    @Test
    void one_item_needs_no_executor() {
        assertEquals("all: +a", texts(Order.NONE, "a").handle(FAILING_X, Invocation.UNKNOWN, lane -> {
            throw new AssertionError("asked");
        }));
    }

    @Test
    void an_opened_record_is_done_when_all_its_events_are() {
        List<String> handled = new ArrayList<>();

        assertEquals(
                "all: +a +b +c +d",
                opened().handle((EventHandler) (event, call) -> handled.add(event.getId()), Invocation.UNKNOWN));
        assertEquals(List.of("a", "b1", "b2", "d"), handled);
        assertEquals(
                "+a !b +c +d",
                opened().handle(
                                (EventHandler) (event, call) -> {
                                    if (event.getId().equals("b1")) {
                                        throw new IllegalStateException();
                                    }
                                },
                                Invocation.UNKNOWN));
    }

    // Who works through the events alone tells what failed.

    @Test
    void what_failed_is_told_and_all_else_is_done() {
        Delivery<String> delivery = opened();
        List<Event> events = delivery.events();

        assertEquals("all: +a +b +c +d", delivery.answer(List.of()));
        assertEquals("!a +b +c +d", delivery.answer(List.of(events.get(0))));
        assertEquals("+a !b +c !d", delivery.answer(List.of(events.get(3), events.get(2))));
        assertEquals("+a !b +c +d", delivery.answer(List.of(events.get(1), events.get(2))));
        assertEquals("+a !7", texts(Order.NONE, "a", "7").answer(List.of()));
    }

    @Test
    void an_event_of_another_delivery_cannot_have_failed() {
        assertEquals(
                "1 of the failed events are none of this delivery",
                assertThrows(IllegalArgumentException.class, () -> opened().answer(List.of(text("a"))))
                        .getMessage());
    }

    // Requests and calls.

    private static final HttpHandler HTTP =
            (request, invocation) -> HttpResponse.status(request.path().length() + 200);
    private static final CallHandler CALL =
            (event, invocation) -> (event.getId() + "!").getBytes(StandardCharsets.UTF_8);

    @Test
    void one_request_has_one_response_and_one_call_one_reply() {
        assertEquals("response 203", delivery(Exchange.HTTP, Order.NONE, "ab").handle(HTTP, Invocation.UNKNOWN));
        assertEquals("reply ab!", delivery(Exchange.CALL, Order.NONE, "ab").handle(CALL, Invocation.UNKNOWN));
        assertEquals(
                "all: +a=a! +b=b! replied",
                delivery(Exchange.EACH, Order.NONE, "a", "b").handle(CALL, Invocation.UNKNOWN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b | test:texts: expected one event, found 2",
                "7   | test:texts [0]: expected text, found a number (byte 1)",
            })
    void anything_but_one_is_a_failure(String records, String problem) {
        List<String> log = new ArrayList<>();
        Invocation invocation = Invocation.UNKNOWN.withFailureLog(
                (kind, item, event, failure) -> log.add(Objects.requireNonNull(failure.getMessage())));
        String[] all = records.split(" ", -1);

        assertTrue(delivery(Exchange.CALL, Order.NONE, all)
                .handle(CALL, invocation)
                .startsWith("!"));
        assertTrue(delivery(Exchange.HTTP, Order.NONE, all)
                .handle(HTTP, invocation)
                .startsWith("!"));
        assertEquals(List.of(problem, problem), log);
    }

    @Test
    void a_handler_for_events_takes_requests_and_calls_as_events() {
        for (Exchange exchange : Exchange.values()) {
            assertEquals("!ax +b", delivery(exchange, Order.NONE, "ax", "b").handle(FAILING_X, Invocation.UNKNOWN));
        }
    }

    @Test
    void a_handler_of_another_kind_is_refused_before_anything_is_done() {
        for (Handler other : List.of(HTTP, CALL)) {
            DeliveryFailedException error = assertThrows(
                    DeliveryFailedException.class, () -> texts(Order.NONE, "a").handle(other, Invocation.UNKNOWN));
            assertEquals(
                    "test:texts: the handler is none for events; implement dev.portolan.EventHandler",
                    error.getMessage());
        }
        assertThrows(
                DeliveryFailedException.class,
                () -> delivery(Exchange.EACH, Order.NONE, "a").handle(HTTP, Invocation.UNKNOWN));
    }

    @Test
    void events_that_were_mapped_elsewhere_are_limited_too() {
        Delivery.Builder<String> delivery =
                new Delivery.Builder<>(new Texts(Exchange.EVENTS, Order.NONE), Limits.STANDARD.withItems(2));
        delivery.add(text("a")).add(text("b"));

        assertEquals(
                "test:texts: more records than Limits.items allows, which is 2",
                assertThrows(MalformedPayloadException.class, () -> delivery.add(text("c")))
                        .getMessage());
    }

    // The answer in another form.

    @Test
    void an_answer_in_another_form_says_the_same() {
        Delivery<List<String>> listed = texts(Order.BY_GROUP, "ax", "a2", "b").withAnswer(List::of);

        assertEquals("test:texts", listed.kind());
        assertEquals(List.of("!ax ?a2 +b"), listed.handle(FAILING_X, Invocation.UNKNOWN));
        assertEquals(List.of("ax", "a2", "b"), ids(listed.events()));
        assertEquals(
                List.of("!ax ?b"),
                texts(Order.ALL, "ax", "b").<List<String>>withAnswer(List::of).handle(FAILING_X, Invocation.UNKNOWN));
        assertEquals(
                List.of("response 203"),
                delivery(Exchange.HTTP, Order.NONE, "ab")
                        .<List<String>>withAnswer(List::of)
                        .handle(HTTP, Invocation.UNKNOWN));
        assertEquals(
                List.of("reply a!"),
                delivery(Exchange.CALL, Order.NONE, "a")
                        .<List<String>>withAnswer(List::of)
                        .handle(CALL, Invocation.UNKNOWN));
    }

    // The failure of a whole delivery.

    /** Fails the invocation unless everything is done, and knows neither requests nor calls. */
    private static final class Whole extends Source<String> {

        @Override
        public String kind() {
            return "test:whole";
        }

        @Override
        public void map(JsonNode record, Draft event) {
            event.id(record.string()).source("/texts").type("text");
        }

        @Override
        public String answer(Outcomes outcomes) {
            if (outcomes.allDone()) {
                return String.valueOf(outcomes.acknowledgement(0));
            }
            throw outcomes.deliveryFailed();
        }
    }

    private static Delivery<String> whole(int items) {
        Delivery.Builder<String> delivery = new Delivery.Builder<>(new Whole(), Limits.STANDARD);
        String[] records = new String[items];
        for (int i = 0; i < items; i++) {
            records[i] = "n" + i + (i % 2 == 0 ? "" : "x");
        }
        try (Json json = Json.read(array(records))) {
            json.root().forEach(delivery::add);
        }
        return delivery.build();
    }

    @Test
    void the_first_failure_is_the_cause_and_ten_more_are_suppressed() {
        for (int items = 2; items < 30; items++) {
            Delivery<String> delivery = whole(items);
            DeliveryFailedException error =
                    assertThrows(DeliveryFailedException.class, () -> delivery.handle(FAILING_X, Invocation.UNKNOWN));

            assertEquals("test:whole: " + items / 2 + " of " + items + " items are not done", error.getMessage());
            assertEquals("n1x", Objects.requireNonNull(error.getCause()).getMessage());
            assertEquals(Math.min(10, items / 2 - 1), error.getSuppressed().length);
            for (int i = 0; i < error.getSuppressed().length; i++) {
                assertEquals("n" + (2 * i + 3) + "x", error.getSuppressed()[i].getMessage());
            }
        }
        assertEquals("null", whole(1).handle(FAILING_X, Invocation.UNKNOWN));
    }

    @Test
    void a_source_is_what_its_row_says_and_no_more() {
        Whole source = new Whole();
        try (Json json = Json.read(array("a"))) {
            assertNull(source.group(json.root()));
        }
        assertEquals(Exchange.EVENTS, source.exchange());
        assertEquals(Order.NONE, source.order());
        assertThrows(IllegalStateException.class, () -> source.respond(HttpResponse.status(200)));
        assertThrows(IllegalStateException.class, () -> source.reply(new byte[0]));
        assertFalse(whole(1).events().get(0).typedData() instanceof HttpRequest);
    }
}
