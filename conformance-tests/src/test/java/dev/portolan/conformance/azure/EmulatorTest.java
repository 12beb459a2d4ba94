package dev.portolan.conformance.azure;

import static dev.portolan.conformance.azure.Arrival.utf8;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.microsoft.azure.functions.HttpStatus;
import dev.portolan.conformance.azure.Arrival.ServiceBusMessage;
import dev.portolan.data.Bytes;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The emulator does what the real host (H) and the real Java worker (W) were seen to do, rule by rule. */
class EmulatorTest {

    private final FunctionsHost host;

    EmulatorTest() throws ReflectiveOperationException {
        host = new FunctionsHost(WrongFunctions.class, HangingFunctions.class, Probes.class);
    }

    @BeforeEach
    void forget() {
        WrongFunctions.SEEN.clear();
        Probes.SEEN.clear();
    }

    @Test
    void H1_binding_data_ignores_case_and_keeps_the_first_spelling() {
        Map<String, @Nullable Object> data = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        data.put("Id", "real");
        FunctionsHost.overwrite(data, "{\"ID\":\"forged\"}");
        assertEquals("{Id=forged}", data.toString());
    }

    @Test
    void H2_what_is_sent_follows_data_type_and_cardinality() {
        host.deliver("oneAsBytes", Arrival.queue(utf8("é"), 1));
        host.deliver("manyAsBytes", Arrival.eventHubs(true, 17, utf8("a"), new byte[0], utf8("c")));
        host.deliver("manyAsText", Arrival.serviceBus(true, List.of(new ServiceBusMessage("a", 3))));
        host.deliver("kafkaAsText", Arrival.kafka(false, 53, utf8("a")));
        assertEquals(
                List.of(
                        "é 5f2c0f5a",
                        3,
                        "[a][lock-3]",
                        "{\"Offset\":53,\"Partition\":0,\"Topic\":\"clicks\",\"Timestamp\":\"2026-01-02T03:04:05.678Z\","
                                + "\"Key\":\"key-0\",\"Headers\":[{\"Key\":\"k\",\"Value\":\"dg==\"}],\"Value\":\"a\"}"),
                Probes.SEEN.stream().map(EmulatorTest::inOrder).toList());
    }

    /** The members of a header have no order. */
    private static Object inOrder(Object seen) {
        return seen instanceof String text
                ? text.replace("{\"Value\":\"dg==\",\"Key\":\"k\"}", "{\"Key\":\"k\",\"Value\":\"dg==\"}")
                : seen;
    }

    @Test
    void H3_bytes_batches_and_json_replace_nothing() {
        host.deliver("oneAsBytes", Arrival.queue(utf8("{\"Id\":\"forged\"}"), 1));
        host.deliver(
                "manyAsText",
                Arrival.serviceBus(true, List.of(new ServiceBusMessage("{\"LockTokenArray\":\"forged\"}", 3))));
        host.deliver("timer", Arrival.document("timerTrigger", "{\"IsPastDue\":false}"));
        assertEquals(
                List.of(
                        "{\"Id\":\"forged\"} 5f2c0f5a",
                        "[{\"LockTokenArray\":\"forged\"}][lock-3]",
                        "{\"IsPastDue\":false}",
                        "not sent"),
                Probes.SEEN);
    }

    @Test
    void H3_only_a_single_text_that_is_an_object_replaces_metadata() {
        assertEquals("{}", overwritten("[{\"a\":1}]"));
        assertEquals("{}", overwritten("{not json"));
        assertEquals("{}", overwritten("text {\"a\":1}"));
        assertEquals("{a=1}", overwritten(" \n{\"a\":1}\t"));
        assertEquals("{a=1}", overwritten("{'a':1,}"));
    }

    @Test
    void H3_members_become_text_and_arrays_and_nulls_are_left_out() {
        assertEquals(
                "{b=True, d=01/02/2026 03:04:05, n=1.5, o={\"x\":[1]}, s=text}",
                overwritten(
                        "{\"s\":\"text\",\"n\":1.5,\"b\":true,\"o\":{\"x\":[1]},\"a\":[1],\"z\":null,\"d\":\"2026-01-02T03:04:05Z\"}"));
    }

    private static String overwritten(String text) {
        Map<String, @Nullable Object> data = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        FunctionsHost.overwrite(data, text);
        return data.toString();
    }

    @Test
    void H5_nulls_are_not_sent() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("CorrelationId", null);
        data.put("MessageId", "m");
        data.put("sys", "x");
        assertEquals(
                List.of("MessageId"), new ArrayList<>(FunctionsHost.sent(data).keySet()));
    }

    @Test
    void H6_numbers_times_and_addresses_are_json_text_with_their_quotes() {
        assertEquals(new Wire.JsonText("1"), DotNet.wire(1));
        assertEquals(new Wire.JsonText("false"), DotNet.wire(false));
        assertEquals(new Wire.JsonText("\"https://h/a\""), DotNet.wire(URI.create("https://h/a")));
        assertEquals(
                new Wire.JsonText("\"2026-01-02T03:04:05.678\""),
                DotNet.wire(LocalDateTime.parse("2026-01-02T03:04:05.678")));
        assertEquals(new Wire.JsonText("\"2026-01-02T03:04:05Z\""), DotNet.wire(Instant.parse("2026-01-02T03:04:05Z")));
        assertEquals(
                new Wire.JsonText("\"2026-01-02T03:04:05+00:00\""),
                DotNet.wire(OffsetDateTime.parse("2026-01-02T03:04:05Z")));
        assertEquals(new Wire.Text("text"), DotNet.wire("text"));
        assertEquals(new Wire.Empty(), DotNet.wire(null));
    }

    @Test
    void H6_collections_of_text_lose_null_and_empty_entries_and_those_of_bytes_keep_empty_ones() {
        assertEquals(new Wire.Texts(List.of("a", "b")), DotNet.wire(new String[] {"a", null, "", "b"}));
        assertEquals(new Wire.Longs(List.of(9007199254740993L)), DotNet.wire(new long[] {9007199254740993L}));
        Wire.Binaries parts =
                assertInstanceOf(Wire.Binaries.class, DotNet.wire(new byte[][] {{1}, new byte[0], null, {2}}));
        assertEquals(3, parts.values().size());
    }

    @Test
    void H8_an_etag_is_printed_as_an_empty_object() {
        assertEquals("{\"ETag\":{}}", DotNet.json(Map.of("ETag", DotNet.UNPRINTABLE)));
    }

    @Test
    void H4_headers_are_lower_case_and_joined_and_a_body_may_forge_their_metadata()
            throws ReflectiveOperationException {
        FunctionsHost http = new FunctionsHost(HttpProbe.class);
        Invoked invoked = http.request(
                "probe",
                "POST",
                "https://h/a?q=1&q=2&empty=",
                Map.of("X-A", List.of("1", "2"), "Content-Length", List.of("9")),
                utf8("{\"Headers\":\"forged\"}"));
        assertEquals(
                "x-a=1,2 q={q=1,2} metadata=forged",
                assertInstanceOf(Invoked.Returned.class, invoked).value());
    }

    @Test
    void H4_a_body_is_text_in_utf8_whatever_its_charset_and_bytes_for_two_media_types() {
        byte[] latin1 = "é".getBytes(ISO_8859_1);
        assertEquals(new Wire.Text("\uFFFD"), body("text/plain; charset=iso-8859-1", latin1));
        assertEquals(new Wire.Text("a"), body("application/json", utf8("\uFEFFa")));
        assertEquals(DotNet.wire(latin1), body("application/octet-stream", latin1));
        assertEquals(DotNet.wire(latin1), body("multipart/form-data; boundary=b", latin1));
        assertEquals(null, FunctionsHost.body(Map.of("content-type", "text/plain"), utf8("chunked")));
        assertEquals(null, body("text/plain", new byte[0]));
    }

    private static @Nullable Wire body(String contentType, byte[] body) {
        return FunctionsHost.body(Map.of("content-type", contentType, "content-length", "1"), body);
    }

    @Test
    void H7_documents_are_printed_anew() {
        assertEquals(
                "{\"t\":\"2026-01-02T03:04:05.678Z\",\"o\":\"2026-01-02T02:04:05+00:00\",\"n\":[1.5,9007199254740993],\"s\":\"1.50\"}",
                DotNet.reprinted(
                        "{ \"t\": \"2026-01-02T03:04:05.6780000Z\", \"o\": \"2026-01-02T03:04:05.000+01:00\","
                                + " \"n\": [1.50, 9007199254740993], \"s\": \"first\", \"s\": \"1.50\" }",
                        false));
        host.deliver("eventGrid", Arrival.document("eventGridTrigger", "{\"id\":\"1\"}"));
        assertEquals(3, String.valueOf(Probes.SEEN.get(0)).lines().count());
        assertEquals("no document", DotNet.reprinted("no document", true));
    }

    @Test
    void H9_the_retry_context_is_filled_from_the_first_attempt_and_zero_without_a_policy() {
        host.untilMovedOn("failingLogWithPolicy", Arrival.eventHubs(true, 17, utf8("a")));
        host.untilMovedOn("failingLog", Arrival.eventHubs(true, 17, utf8("a")));
        assertEquals(List.of("0/2", "1/2", "2/2", "0/0"), Probes.SEEN);
    }

    @Test
    void H10_a_log_moves_on_although_the_function_failed() {
        assertInstanceOf(Invoked.Failed.class, host.untilMovedOn("failingLog", Arrival.eventHubs(true, 17, utf8("a"))));
        assertEquals(1, Probes.SEEN.size());
    }

    @Test
    void H10_event_grid_is_told_the_message_of_the_exception() {
        Invoked.Failed failed = assertInstanceOf(
                Invoked.Failed.class, host.deliver("eventGrid", Arrival.document("eventGridTrigger", "{}")));
        assertEquals("IllegalArgumentException: told to Event Grid", failed.message());
    }

    @Test
    void H10_a_poison_message_is_delivered_as_often_as_the_limit_says() {
        assertEquals(
                false,
                host.untilDone(
                        "declaring", List.of(Arrival.serviceBus(false, List.of(new ServiceBusMessage("a", 3)))), 10));
        assertEquals(true, host.untilDone("trusting", List.of(Arrival.queue(utf8("a"), 1)), 5));
        assertEquals(List.of("5f2c0f5a"), WrongFunctions.SEEN);
    }

    @Test
    void W2_missing_metadata_fails_the_call_even_where_it_is_optional() {
        Invoked invoked = host.deliver("declaring", Arrival.serviceBus(false, List.of(new ServiceBusMessage("a", 3))));
        assertInstanceOf(Invoked.Failed.class, invoked);
        assertEquals(List.of(), WrongFunctions.SEEN);
    }

    @Test
    void W1_names_of_metadata_are_exact() {
        DataStore store = new DataStore(Map.of(), Map.of("Id", new Wire.Text("1")), UTF_8);
        assertEquals(
                "1",
                store.getTriggerMetatDataByName("Id", String.class)
                        .orElseThrow()
                        .getValue());
        assertThrows(RuntimeException.class, () -> store.getTriggerMetatDataByName("id", String.class));
    }

    @Test
    void W3_text_binds_as_it_is_and_json_keeps_its_quotes() throws Exception {
        assertEquals("\"x\"", JavaWorker.convert(new Wire.JsonText("\"x\""), String.class, UTF_8));
        assertEquals("[1]", JavaWorker.convert(new Wire.Text("[1]"), String.class, UTF_8));
        assertArrayEquals(new String[] {"\"a\"", "1"}, (String[])
                JavaWorker.convert(new Wire.Text("[\"a\",1]"), String[].class, UTF_8));
    }

    @Test
    void W2_what_middleware_puts_in_a_parameters_place_is_passed_unchecked() throws ReflectiveOperationException {
        Thread value = new Thread();
        FunctionsHost with = new FunctionsHost(Probes.class).with((context, chain) -> {
            context.updateParameterValue("event", value);
            chain.doNext(context);
        });
        assertInstanceOf(Invoked.Returned.class, with.deliver("unconvertible", Arrival.queue(utf8("a"), 1)));
        assertEquals(List.of(value), Probes.SEEN);
        assertInstanceOf(Invoked.Failed.class, host.deliver("unconvertible", Arrival.queue(utf8("a"), 1)));
    }

    @Test
    void W2_middleware_is_shown_payloads_of_text_only() throws ReflectiveOperationException {
        List<@Nullable Object> shown = new ArrayList<>();
        FunctionsHost with = new FunctionsHost(Probes.class, WrongFunctions.class).with((context, chain) -> {
            shown.add(context.getParameterValue("event"));
            shown.add(context.getParameterName("QueueTrigger"));
        });
        with.deliver("oneAsBytes", Arrival.queue(utf8("a"), 1));
        with.deliver("trusting", Arrival.queue(utf8("a"), 1));
        assertEquals(Arrays.asList(null, "event", "a", "event"), shown);
    }

    @Test
    void W4_middleware_runs_in_its_order_and_the_method_last() throws ReflectiveOperationException {
        FunctionsHost with = new FunctionsHost(Probes.class)
                .with((context, chain) -> {
                    Probes.SEEN.add("first");
                    chain.doNext(context);
                })
                .with((context, chain) -> {
                    Probes.SEEN.add("second");
                    chain.doNext(context);
                });
        with.deliver("oneAsBytes", Arrival.queue(utf8("a"), 1));
        assertEquals(List.of("first", "second", "a 5f2c0f5a"), Probes.SEEN);
    }

    @Test
    void W3_bytes_bind_exactly_as_bytes_and_by_the_default_charset_as_text() throws Exception {
        byte[] bytes = {(byte) 0xC3, (byte) 0xA9};
        assertArrayEquals(bytes, (byte[]) JavaWorker.convert(DotNet.wire(bytes), byte[].class, US_ASCII));
        assertEquals("é", JavaWorker.convert(DotNet.wire(bytes), String.class, UTF_8));
        assertEquals("\uFFFD\uFFFD", JavaWorker.convert(DotNet.wire(bytes), String.class, US_ASCII));
    }

    @Test
    void W3_text_bound_as_bytes_fails_unless_it_happens_to_be_numbers() {
        assertInstanceOf(Invoked.Failed.class, host.deliver("parsing", Arrival.queue(utf8("hello"), 1)));
        assertInstanceOf(Invoked.Returned.class, host.deliver("parsing", Arrival.queue(utf8("[1,2]"), 1)));
        assertEquals(List.of("[1, 2]"), WrongFunctions.SEEN);
    }

    @Test
    void W3_collections_bind_as_lists_and_arrays_and_as_themselves_where_text_is_wanted() throws Exception {
        Type listOfLong = EmulatorTest.class.getDeclaredMethod("listOfLong").getGenericReturnType();
        Wire longs = new Wire.Longs(List.of(1L, 9007199254740993L));
        assertEquals(List.of(1L, 9007199254740993L), JavaWorker.convert(longs, listOfLong, UTF_8));
        assertArrayEquals(new long[] {1, 9007199254740993L}, (long[]) JavaWorker.convert(longs, long[].class, UTF_8));
        assertEquals(List.of(1L, 9007199254740993L), JavaWorker.convert(longs, String.class, UTF_8));
        assertEquals(List.of("a"), JavaWorker.convert(new Wire.Texts(List.of("a")), String.class, UTF_8));
        assertThrows(UnsupportedOperationException.class, () -> JavaWorker.convert(longs, int[].class, UTF_8));
    }

    @SuppressWarnings("UnusedMethod") // only its type is read
    private static List<Long> listOfLong() {
        return List.of();
    }

    @Test
    void W3_nothing_binds_as_null_or_as_an_empty_optional() throws Exception {
        Type optional = EmulatorTest.class.getDeclaredMethod("optionalText").getGenericReturnType();
        assertEquals(null, JavaWorker.convert(new Wire.Empty(), String.class, UTF_8));
        assertEquals(Optional.empty(), JavaWorker.convert(new Wire.Empty(), optional, UTF_8));
        assertEquals(Optional.of("a"), JavaWorker.convert(new Wire.Text("a"), optional, UTF_8));
    }

    @SuppressWarnings("UnusedMethod") // only its type is read
    private static Optional<String> optionalText() {
        return Optional.empty();
    }

    @Test
    void W4_methods_are_looked_up_by_name_in_exactly_their_class() throws ReflectiveOperationException {
        assertThrows(UnsupportedOperationException.class, () -> JavaWorker.load(Overloaded.class, "run"));
        assertThrows(ClassNotFoundException.class, () -> JavaWorker.load(Nested.class, "run"));
        assertThrows(NoSuchMethodException.class, () -> JavaWorker.load(WrongFunctions.class, "toString"));
        assertEquals(
                "trusting", JavaWorker.load(WrongFunctions.class, "trusting").getName());
    }

    /** A nested class: its canonical name is not the name it can be loaded by. */
    public static final class Nested {
        public void run() {}
    }

    @Test
    void W4_every_call_gets_an_instance_of_its_own() throws ReflectiveOperationException {
        FunctionsHost counting = new FunctionsHost(CountingFunctions.class);
        counting.deliver("counting", Arrival.queue(utf8("a"), 1));
        counting.deliver("counting", Arrival.queue(utf8("b"), 1));
        assertNotSame(CountingFunctions.INSTANCES.get(0), CountingFunctions.INSTANCES.get(1));
    }

    @Test
    void W5_an_error_outside_the_method_is_never_answered() {
        assertInstanceOf(Invoked.Hung.class, host.deliver("hanging", Arrival.queue(utf8("a"), 1)));
    }

    @Test
    void W5_an_error_of_a_static_initialiser_or_of_middleware_is_never_answered() throws ReflectiveOperationException {
        FunctionsHost broken = new FunctionsHost(BrokenAtStart.class);
        assertInstanceOf(Invoked.Hung.class, broken.deliver("brokenAtStart", Arrival.queue(utf8("a"), 1)));
        FunctionsHost with = new FunctionsHost(Probes.class).with((context, chain) -> {
            throw new NoClassDefFoundError("com/example/Missing");
        });
        assertInstanceOf(Invoked.Hung.class, with.deliver("oneAsBytes", Arrival.queue(utf8("a"), 1)));
    }

    @Test
    void W5_an_error_of_the_method_itself_is_a_failure() {
        Invoked.Failed failed =
                assertInstanceOf(Invoked.Failed.class, host.deliver("throwingError", Arrival.queue(utf8("a"), 1)));
        assertInstanceOf(StackOverflowError.class, failed.cause());
    }

    @Test
    void W5_a_failure_is_told_by_its_root_cause() throws ReflectiveOperationException {
        FunctionsHost counting = new FunctionsHost(CountingFunctions.class);
        Invoked.Failed failed =
                assertInstanceOf(Invoked.Failed.class, counting.deliver("counting", Arrival.queue(utf8("fail"), 1)));
        assertEquals("IllegalArgumentException: root", failed.message());
    }

    @Test
    void W6_the_class_loader_is_the_functions_during_the_method_alone_and_each_call_has_its_thread() {
        host.deliver("surroundings", Arrival.queue(utf8("a"), 1));
        host.deliver("surroundings", Arrival.queue(utf8("b"), 1));
        assertEquals(JavaWorker.OUTSIDE, Probes.SEEN.get(0));
        assertEquals(Probes.class.getClassLoader(), Probes.SEEN.get(1));
        assertNotSame(Probes.SEEN.get(1), Probes.SEEN.get(0));
        assertNotSame(Probes.SEEN.get(2), Probes.SEEN.get(5));
    }

    @Test
    void W6_the_logger_has_no_name() throws ReflectiveOperationException {
        FunctionsHost counting = new FunctionsHost(CountingFunctions.class);
        CountingFunctions.loggerName = "not called";
        counting.deliver("counting", Arrival.queue(utf8("a"), 1));
        assertEquals(null, CountingFunctions.loggerName);
    }

    @Test
    void W7_a_response_has_one_value_per_name_in_its_exact_case() {
        EmulatedRequest request =
                new EmulatedRequest(new Wire.Request("GET", "https://h/", Map.of(), Map.of(), null), null);
        var response = request.createResponseBuilder(HttpStatus.OK)
                .header("a", "1")
                .header("a", "2")
                .header("A", "3")
                .build();
        assertEquals("2", response.getHeader("a"));
        assertEquals("3", response.getHeader("A"));
    }

    @Test
    void addresses_and_methods_without_a_form_in_java_throw() {
        EmulatedRequest request =
                new EmulatedRequest(new Wire.Request("PURGE", "https://h/?q=a|b", Map.of(), Map.of(), null), null);
        assertThrows(IllegalArgumentException.class, request::getUri);
        assertThrows(IllegalArgumentException.class, request::getHttpMethod);
    }

    @Test
    void a_function_that_trusts_metadata_of_a_text_is_fooled() {
        host.deliver("trusting", Arrival.queue(utf8("{\"id\":\"forged\"}"), 1));
        assertEquals(List.of("forged"), WrongFunctions.SEEN);
    }

    @Test
    void a_function_that_counts_on_aligned_arrays_gives_a_message_its_neighbours_id() {
        ServiceBusMessage without = new ServiceBusMessage("a", 3);
        ServiceBusMessage with = new ServiceBusMessage(Bytes.utf8("b"), 4, "id-of-b", null, null, null, 1, Map.of());
        host.deliver("misaligned", Arrival.serviceBus(true, List.of(without, with)));
        assertEquals(List.of("a=id-of-b", "b=none"), WrongFunctions.SEEN);
    }

    @Test
    void a_function_that_binds_bytes_as_text_destroys_them() {
        host.withJvmCharset(UTF_8).deliver("binding", Arrival.queue(new byte[] {(byte) 0xFF}, 1));
        host.withJvmCharset(US_ASCII).deliver("binding", Arrival.queue(utf8("é"), 1));
        assertEquals(List.of("\uFFFD", "\uFFFD\uFFFD"), WrongFunctions.SEEN);
    }
}
