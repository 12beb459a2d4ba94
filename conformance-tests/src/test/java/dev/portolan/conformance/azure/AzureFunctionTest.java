package dev.portolan.conformance.azure;

import static dev.portolan.conformance.azure.Arrival.utf8;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.azure.functions.HttpResponseMessage;
import dev.portolan.DeliveryFailedException;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.RejectedEventException;
import dev.portolan.azure.AzureAdapter;
import dev.portolan.azure.AzureFunction;
import dev.portolan.azure.AzurePayload;
import dev.portolan.azure.EventGridEndpoint;
import dev.portolan.azure.FailurePolicy;
import dev.portolan.azure.Hop;
import dev.portolan.conformance.azure.Arrival.ServiceBusMessage;
import dev.portolan.data.Bytes;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.Message;
import dev.portolan.data.StoredObject;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.TimerFired;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every trigger through the emulated host and worker, by its real annotations. */
@Timeout(60)
class AzureFunctionTest {

    private static final String TOPIC = "/subscriptions/s1/resourceGroups/g/providers/p/topics/t";
    private static final String EVENT =
            "{\"id\":\"1\",\"topic\":\"" + TOPIC + "\",\"subject\":\"s\",\"eventType\":\"Contoso.A\","
                    + "\"eventTime\":\"2026-01-02T03:04:05Z\",\"data\":{\"n\":1},\"dataVersion\":\"1\"}";
    private static final String VALIDATION = "[{\"id\":\"1\",\"topic\":\"" + TOPIC
            + "\",\"subject\":\"\",\"eventType\":\"Microsoft.EventGrid.SubscriptionValidationEvent\","
            + "\"eventTime\":\"2026-01-02T03:04:05Z\",\"data\":{\"validationCode\":\"512d-\\\"38\"},\"dataVersion\":\"1\"}]";

    private final FunctionsHost host;

    AzureFunctionTest() throws ReflectiveOperationException {
        host = new FunctionsHost(Functions.class);
    }

    @BeforeEach
    void forget() {
        Functions.RECORDER.clear();
        Functions.DEAD_LETTERS.clear();
    }

    @Test
    void a_queue_message_is_a_message_with_the_brokers_identity() {
        returned(host.deliver("queue", Arrival.queue(utf8("hello"), 1)));
        Event event = only();
        assertEquals("5f2c0f5a", event.getId());
        assertEquals("/queues/orders", event.getSource().toString());
        Message message = assertInstanceOf(Message.class, event.typedData());
        assertEquals(1, message.deliveryCount());
        assertEquals("2026-01-02T03:04:05.678Z", String.valueOf(message.sentAt()));
    }

    @Test
    void a_body_that_names_metadata_changes_nothing_when_bound_as_bytes() {
        byte[] forged = utf8("{\"id\":\"forged\",\"DequeueCount\":99,\"popReceipt\":\"x\"}");
        returned(host.deliver("queue", Arrival.queue(forged, 1)));
        assertEquals("5f2c0f5a", only().getId());
        assertEquals(1, ((Message) only().typedData()).deliveryCount());
    }

    @Test
    void a_body_that_names_metadata_is_refused_or_harmless_when_bound_as_text() {
        for (String forged :
                List.of("{\"id\":\"forged\"}", " {'ID': 'forged'} ", "{\"\\u0049d\":\"forged\"}", "{iD:'forged',}")) {
            String message = failed(host.deliver("queueAsText", Arrival.queue(utf8(forged), 1)));
            assertTrue(message.contains("dataType = \"binary\""), message);
            assertFalse(message.contains("forged"), message);
        }
        assertEquals(List.of(), Functions.RECORDER.events);
        returned(host.deliver("queueAsText", Arrival.queue(utf8("{\"dequeuecount\":99}"), 1)));
        assertEquals("5f2c0f5a", only().getId());
        assertNull(((Message) only().typedData()).deliveryCount());
    }

    @Test
    void bytes_survive_a_parameter_of_text_in_a_jvm_of_another_charset() throws ReflectiveOperationException {
        FunctionsHost ascii = new FunctionsHost(Functions.class).withJvmCharset(US_ASCII);
        byte[] bytes = {(byte) 0xC3, (byte) 0xA9, (byte) 0xFF, 0};
        returned(ascii.deliver("queueOfBytesAsText", Arrival.queue(bytes, 1)));
        returned(ascii.deliver("queue", Arrival.queue(bytes, 1)));
        assertArrayEquals(bytes, Functions.RECORDER.events.get(0).data());
        assertArrayEquals(bytes, Functions.RECORDER.events.get(1).data());
    }

    @Test
    void bytes_that_name_metadata_change_nothing_where_the_parameter_is_text() {
        returned(host.deliver("queueOfBytesAsText", Arrival.queue(utf8("{\"id\":\"forged\"}"), 1)));
        assertEquals("5f2c0f5a", only().getId());
    }

    @Test
    void a_redelivery_keeps_the_identity() {
        assertTrue(host.untilDone(
                "queue", List.of(Arrival.queue(utf8("fail twice"), 1), Arrival.queue(utf8("fail twice"), 2)), 5));
        assertEquals(3, Functions.RECORDER.events.size());
        assertEquals(
                Functions.RECORDER.events.get(0).getId(),
                Functions.RECORDER.events.get(2).getId());
    }

    @Test
    void what_keeps_failing_or_is_rejected_ends_in_the_poison_queue() {
        assertFalse(host.untilDone("queue", List.of(Arrival.queue(utf8("fail"), 1)), 5));
        assertEquals(5, Functions.RECORDER.events.size());
        assertFalse(host.untilDone("queue", List.of(Arrival.queue(utf8("reject"), 1)), 5));
    }

    @Test
    void no_error_leaves_the_method() {
        Invoked.Failed error = assertInstanceOf(
                Invoked.Failed.class, host.deliver("queue", Arrival.queue(utf8("fail with an error"), 1)));
        assertInstanceOf(Exception.class, error.cause());
        Invoked.Failed broken =
                assertInstanceOf(Invoked.Failed.class, host.deliver("broken", Arrival.queue(utf8("x"), 1)));
        assertInstanceOf(Exception.class, broken.cause());
        assertInstanceOf(Invoked.Failed.class, host.deliver("broken", Arrival.queue(utf8("x"), 1)));
    }

    @Test
    void a_blob_is_a_stored_object_whose_etag_the_host_cannot_print() {
        returned(host.deliver("blob", Arrival.blob("notes/a.txt", utf8("hello"))));
        StoredObject object = assertInstanceOf(StoredObject.class, only().typedData());
        assertEquals("notes", object.bucket());
        assertEquals("a.txt", object.key());
        assertNull(object.etag());
        assertEquals("notes/a.txt@2026-01-02T03:04:05Z.rL0Y20zC+Fzt72VPzMSk2A==", only().getId());
    }

    @Test
    void a_message_from_service_bus_is_identified_by_its_sequence_number() {
        ServiceBusMessage message = new ServiceBusMessage(
                Bytes.utf8("hello"),
                9007199254740993L,
                "m-1",
                "text/plain",
                "greeting",
                "group-1",
                3,
                Map.of("k", "v"));
        returned(host.deliver("serviceBus", Arrival.serviceBus(false, List.of(message))));
        assertEquals("9007199254740993", only().getId());
        assertEquals("greeting", only().getSubject());
        Message typed = assertInstanceOf(Message.class, only().typedData());
        assertEquals("m-1", typed.id());
        assertEquals("group-1", typed.group());
        assertEquals("v", typed.attribute("k"));
    }

    @Test
    void metadata_that_some_message_of_a_batch_lacks_is_given_to_none() {
        ServiceBusMessage first = new ServiceBusMessage("a", 3);
        ServiceBusMessage second = new ServiceBusMessage(
                Bytes.utf8("b"), 4, "m-2", "application/json", "two", "group-2", 1, Map.of("k", "v2"));
        returned(host.deliver("serviceBusBatch", Arrival.serviceBus(true, List.of(first, second))));
        Event a = Functions.RECORDER.events.get(0);
        Event b = Functions.RECORDER.events.get(1);
        assertEquals(List.of("3", "4"), List.of(a.getId(), b.getId()));
        assertEquals("/servicebus/orders/subscriptions/billing", a.getSource().toString());
        assertNull(a.getSubject());
        assertNull(b.getSubject());
        assertEquals("3", ((Message) a.typedData()).id());
        assertEquals("4", ((Message) b.typedData()).id());
        assertNull(((Message) a.typedData()).attribute("k"));
        assertEquals("v2", ((Message) b.typedData()).attribute("k"));
    }

    @Test
    void the_identity_of_a_message_does_not_depend_on_its_neighbours() {
        ServiceBusMessage one = new ServiceBusMessage(Bytes.utf8("a"), 3, "m-1", null, null, null, 1, Map.of());
        ServiceBusMessage other = new ServiceBusMessage("b", 4);
        returned(host.deliver("serviceBusBatch", Arrival.serviceBus(true, List.of(one))));
        returned(host.deliver("serviceBusBatch", Arrival.serviceBus(true, List.of(one, other))));
        assertEquals(
                Functions.RECORDER.events.get(0).getId(),
                Functions.RECORDER.events.get(1).getId());
    }

    @Test
    void an_empty_message_keeps_its_place_as_bytes_and_is_never_mistaken_as_text() {
        List<ServiceBusMessage> messages =
                List.of(new ServiceBusMessage("a", 3), new ServiceBusMessage("", 4), new ServiceBusMessage("c", 5));
        returned(host.deliver("serviceBusBatch", Arrival.serviceBus(true, messages)));
        assertEquals(List.of("a", "", "c"), Functions.RECORDER.texts());
        forget();
        String message = failed(host.deliver("serviceBusBatchAsText", Arrival.serviceBus(true, messages)));
        assertTrue(message.contains("SequenceNumberArray"), message);
        assertEquals(List.of(), Functions.RECORDER.texts());
    }

    @Test
    void a_batch_that_comes_again_is_worked_off_behind_a_failure() {
        List<ServiceBusMessage> messages =
                List.of(new ServiceBusMessage("a", 3), new ServiceBusMessage("fail", 4), new ServiceBusMessage("c", 5));
        failed(host.deliver("serviceBusBatch", Arrival.serviceBus(true, messages)));
        assertEquals(List.of("a", "fail", "c"), Functions.RECORDER.texts());
    }

    @Test
    void a_log_stops_at_a_failure_while_the_host_retries_and_runs_the_rest_in_the_last_attempt() {
        failed(host.untilMovedOn("eventHubs", Arrival.eventHubs(true, 17, utf8("a"), utf8("fail"), utf8("c"))));
        assertEquals(List.of("a", "fail", "a", "fail", "a", "fail", "c"), Functions.RECORDER.texts());
    }

    @Test
    void a_log_without_a_policy_is_refused_with_a_sentence() {
        String message = failed(host.untilMovedOn("eventHubsWithoutPolicy", Arrival.eventHubs(true, 17, utf8("a"))));
        assertTrue(message.contains("moves on") && message.contains("onFailure"), message);
        assertEquals(List.of(), Functions.RECORDER.texts());
    }

    @Test
    void a_retry_policy_that_only_the_host_knows_of_counts_in_the_last_attempt_too() {
        Arrival batch = Arrival.eventHubs(true, 17, utf8("fail"), utf8("b"));
        failed(host.deliver("eventHubsWithoutPolicy", batch, 0, 1));
        failed(host.deliver("eventHubsWithoutPolicy", batch, 1, 1));
        assertEquals(List.of("fail", "fail", "b"), Functions.RECORDER.texts());
    }

    @Test
    void a_log_with_a_dead_letter_sink_loses_nothing_and_goes_on() {
        Arrival batch = Arrival.eventHubs(true, 17, utf8("fail"), utf8("b"), utf8("reject"), utf8("fail checked"));
        returned(host.untilMovedOn("eventHubsPutAside", batch));
        assertEquals(List.of("1:17", "1:19", "1:20"), Functions.DEAD_LETTERS);
        assertEquals(List.of("fail", "b", "reject", "fail checked"), Functions.RECORDER.texts());
    }

    @Test
    void a_log_retried_in_place_succeeds_or_fails_and_a_rejected_event_lets_it_go_on() {
        returned(host.untilMovedOn("eventHubsInPlace", Arrival.eventHubs(true, 17, utf8("fail twice"))));
        assertEquals(3, Functions.RECORDER.events.size());
        forget();
        failed(host.untilMovedOn("eventHubsInPlace", Arrival.eventHubs(true, 17, utf8("fail"), utf8("b"))));
        assertTrue(Functions.RECORDER.texts().size() > 3);
        assertEquals(
                "b", Functions.RECORDER.texts().get(Functions.RECORDER.texts().size() - 1));
        forget();
        returned(host.untilMovedOn("eventHubsInPlace", Arrival.eventHubs(true, 17, utf8("reject"), utf8("b"))));
        assertEquals(List.of("reject", "b"), Functions.RECORDER.texts());
        assertTrue(host.log.stream().anyMatch(record -> record.getMessage().contains("rejected")));
    }

    @Test
    void an_event_of_event_hubs_is_a_record_with_its_own_key() {
        returned(host.deliver("eventHubsPutAside", Arrival.eventHubs(true, 17, utf8("a"), utf8("b"))));
        StreamRecord first = (StreamRecord) Functions.RECORDER.events.get(0).typedData();
        StreamRecord second = (StreamRecord) Functions.RECORDER.events.get(1).typedData();
        assertEquals("key-0", first.key() == null ? null : first.key().utf8());
        assertNull(second.key());
        assertEquals("18", second.position());
        assertEquals(
                "sb://contoso.servicebus.windows.net/clicks",
                Functions.RECORDER.events.get(0).getSource().toString());
    }

    @Test
    void a_kafka_record_is_the_same_bound_as_bytes_and_as_text() {
        returned(host.deliver("kafka", Arrival.kafka(true, 53, utf8("a"))));
        returned(host.deliver("kafkaAsText", Arrival.kafka(false, 53, utf8("a"))));
        Event bytes = Functions.RECORDER.events.get(0);
        Event text = Functions.RECORDER.events.get(1);
        assertEquals("kafka://b-1.example.com:9092/clicks", bytes.getSource().toString());
        assertEquals(bytes, text);
        assertEquals(bytes.typedData(), text.typedData());
    }

    @Test
    void documents_timers_and_events_come_as_text() {
        returned(host.deliver(
                "cosmosDb",
                Arrival.document(
                        "cosmosDBTrigger",
                        "[{\"id\":\"o-1\",\"_rid\":\"r\",\"_etag\":\"\\\"e\\\"\",\"_ts\":1767323045}]")));
        assertEquals("r.e", only().getId());
        assertInstanceOf(DocumentChange.class, only().typedData());
        forget();
        returned(
                host.deliver(
                        "timer",
                        Arrival.document(
                                "timerTrigger",
                                "{\"ScheduleStatus\":{\"Last\":\"2026-01-02T03:00:00+00:00\",\"Next\":\"2026-01-02T03:05:00+00:00\"},\"IsPastDue\":false}")));
        TimerFired fired = assertInstanceOf(TimerFired.class, only().typedData());
        assertEquals("0 */5 * * * *", fired.schedule());
        assertEquals("/timers/timer", only().getSource().toString());
        forget();
        returned(host.deliver("eventGrid", Arrival.document("eventGridTrigger", EVENT)));
        assertEquals(TOPIC, only().getSource().toString());
    }

    @Test
    void a_failure_tells_event_grid_nothing() {
        String failing = EVENT.replace("{\"n\":1}", "\"x\"").replace("\"eventType\"", "\"eventTipe\"");
        String message = failed(host.deliver("eventGrid", Arrival.document("eventGridTrigger", failing)));
        assertEquals("DeliveryFailedException: azure:eventgrid: not everything is done; the log says why", message);
        assertTrue(host.log.stream().anyMatch(record -> record.getThrown() != null));
    }

    @Test
    void custom_bindings_tell_their_trigger() {
        returned(host.deliver("rabbitMq", Arrival.rabbitMq(utf8("hello"))));
        assertEquals("m-1", only().getId());
        assertEquals("shop", ((Message) only().typedData()).attribute("origin"));
        forget();
        returned(host.deliver(
                "dapr",
                Arrival.document(
                        "daprTopicTrigger",
                        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data\":1}")));
        assertEquals("1", only().getId());
    }

    @Test
    void a_request_is_answered_with_the_handlers_response() {
        HttpResponseMessage response = post("http", "https://h/api/a?x=1&y=&z=|", "text/plain", utf8("héllo"));
        assertEquals(201, response.getStatusCode());
        assertEquals("/api/a", response.getHeader("x-path"));
        assertEquals("x=1&y=&z=|", response.getHeader("x-query"));
        assertArrayEquals(utf8("héllo"), (byte[]) response.getBody());
    }

    @Test
    void a_request_that_looks_like_an_event_is_plain_where_nobody_handles_events() {
        for (String type : List.of(
                "application/cloudevents+json", "application/cloudevents-batch+json", "application/cloudevents+avro")) {
            HttpResponseMessage response = post("http", "https://h/api/a", type, utf8("{}"));
            assertEquals(201, response.getStatusCode(), type);
            assertArrayEquals(utf8("{}"), (byte[]) response.getBody());
        }
    }

    @Test
    void bytes_of_a_request_survive_a_parameter_that_binds_text() {
        byte[] bytes = {(byte) 0xFF, 0, (byte) 0xFE};
        HttpResponseMessage response = post("http", "https://h/api/a", "application/octet-stream", bytes);
        assertArrayEquals(bytes, (byte[]) response.getBody());
    }

    @Test
    void code_that_calls_the_adapter_itself_knows_the_call_and_writes_into_its_log() {
        List<LogRecord> log = new ArrayList<>();
        Logger logger = Logger.getAnonymousLogger();
        logger.setUseParentHandlers(false);
        logger.setFilter(record -> !log.add(record));
        Invocation invocation = AzureFunction.invocation(FunctionContext.logging(logger));

        assertEquals("invocation", invocation.id());
        assertEquals("function", invocation.function());
        assertNull(invocation.deadline());
        IllegalStateException failure = new IllegalStateException("on purpose");
        EventHandler failing = (event, call) -> {
            throw failure;
        };
        AzurePayload payload = AzurePayload.of("cosmosDBTrigger", "[{\"id\":\"1\",\"_lsn\":7}]");
        assertThrows(
                DeliveryFailedException.class, () -> AzureAdapter.read(payload).handle(failing, invocation));
        assertEquals(1, log.size());
        assertEquals(failure, log.get(0).getThrown());
    }

    @Test
    void a_message_that_carries_something_malformed_is_put_aside_unopened_and_never_handled() throws Exception {
        List<String> handled = new ArrayList<>();
        List<String> aside = new ArrayList<>();
        String event = "{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"/s\",\"type\":\"t\"}";
        String properties = "{\"content-type\":\"application/cloudevents+json\"}";
        AzurePayload batch = AzurePayload.ofBatch("eventHubTrigger", "garbage", event)
                .withMetadata(Map.of(
                        "PartitionContext",
                        "{\"PartitionId\":\"0\"}",
                        "SequenceNumberArray",
                        List.of(1, 2),
                        "SystemPropertiesArray",
                        "[" + properties + "," + properties + "]"));
        EventHandler handler = (each, invocation) -> handled.add(each.getId());
        AzureFunction function = AzureFunction.of(() -> handler)
                .reading(AzureAdapter.standard().opening(Hop.CLOUDEVENTS))
                .onFailure(FailurePolicy.deadLetter((each, failure) ->
                        aside.add(each.kind() + " " + Bytes.wrap(each.data()).utf8() + " " + failure.getMessage())));

        function.handle(batch, FunctionContext.logging(Logger.getAnonymousLogger()));

        assertEquals(List.of("e"), handled);
        assertEquals(1, aside.size());
        assertTrue(aside.get(0).startsWith("azure:eventhubs garbage azure:eventhubs payload: "), aside.get(0));
        AzureFunction failing = AzureFunction.of(() -> handler)
                .reading(AzureAdapter.standard().opening(Hop.CLOUDEVENTS))
                .onFailure(FailurePolicy.fail());
        assertThrows(
                DeliveryFailedException.class,
                () -> failing.handle(batch, FunctionContext.logging(Logger.getAnonymousLogger())));
    }

    @Test
    void what_an_error_keeps_from_being_handled_in_a_log_is_put_aside() {
        AzurePayload batch = AzurePayload.ofBatch("eventHubTrigger", "a", "b", "c")
                .withMetadata(
                        Map.of("PartitionContext", "{\"PartitionId\":\"0\"}", "SequenceNumberArray", List.of(1, 2, 3)));
        List<String> handled = new ArrayList<>();
        List<String> aside = new ArrayList<>();
        EventHandler handler = (each, invocation) -> {
            String body = Bytes.wrap(each.data()).utf8();
            if (body.equals("b")) {
                throw new NoClassDefFoundError("com/example/Missing");
            }
            handled.add(body);
        };
        AzureFunction function = AzureFunction.of(() -> handler).onFailure(FailurePolicy.deadLetter((each, failure) -> {
            assertInstanceOf(DeliveryFailedException.class, failure);
            aside.add(Bytes.wrap(each.data()).utf8());
        }));
        FunctionContext context = FunctionContext.logging(Logger.getAnonymousLogger());

        assertThrows(DeliveryFailedException.class, () -> function.handle(batch, context));
        assertEquals(List.of("a"), handled);
        assertEquals(List.of("b", "c"), aside);
    }

    @Test
    void what_cannot_be_put_aside_fails_with_what_failed_before() {
        AzurePayload batch = AzurePayload.ofBatch("eventHubTrigger", "a")
                .withMetadata(Map.of("PartitionContext", "{\"PartitionId\":\"0\"}", "SequenceNumberArray", List.of(1)));
        IllegalStateException failure = new IllegalStateException("no");
        EventHandler handler = (each, invocation) -> {
            throw failure;
        };
        List<Throwable> given = new ArrayList<>();
        AzureFunction function = AzureFunction.of(() -> handler).onFailure(FailurePolicy.deadLetter((each, reason) -> {
            given.add(reason);
            throw new IOException("full");
        }));
        FunctionContext context = FunctionContext.logging(Logger.getAnonymousLogger());

        Throwable full = assertThrows(DeliveryFailedException.class, () -> function.handle(batch, context))
                .getCause();
        assertEquals("full", full.getMessage());
        assertEquals(List.of(failure), List.of(full.getSuppressed()));
        assertEquals(List.of(failure), given);
    }

    @Test
    void bytes_that_the_host_has_read_as_text_are_refused_and_not_handled() {
        assertEquals(
                400,
                post("http", "https://h/api/echo", "image/png", new byte[] {(byte) 0x89, 'P'})
                        .getStatusCode());
        assertEquals(
                201,
                post("http", "https://h/api/echo", "image/svg+xml", utf8("<svg/>"))
                        .getStatusCode());
    }

    @Test
    void a_compressed_body_that_the_host_has_read_as_text_is_refused_and_the_log_says_why() {
        byte[] gzip = {0x1F, (byte) 0x8B, 8, 0};
        assertEquals(400, encoded("gzip", "application/json", gzip));
        assertTrue(String.valueOf(host.log.get(0).getThrown().getMessage()).contains("content-encoding"));
        assertEquals(201, encoded("identity", "text/plain", utf8("\uFFFD")));
        assertEquals(201, encoded("", "text/plain", utf8("\uFFFD")));
        assertEquals(201, encoded("gzip", "application/octet-stream", gzip));
    }

    private int encoded(String encoding, String contentType, byte[] body) {
        Map<String, List<String>> headers = Map.of(
                "Content-Type", List.of(contentType),
                "Content-Encoding", List.of(encoding),
                "Content-Length", List.of(Integer.toString(body.length)));
        return response(host.request("http", "POST", "https://h/api/echo", headers, body))
                .getStatusCode();
    }

    @Test
    void a_request_that_fails_tells_its_caller_nothing() {
        HttpResponseMessage response = post("http", "https://h/api/fail", "text/plain", utf8("x"));
        assertEquals(500, response.getStatusCode());
        assertNull(response.getBody());
    }

    @Test
    void one_cookie_is_sent_and_two_are_refused() {
        assertEquals(
                "a=1", post("http", "https://h/cookie", "text/plain", utf8("x")).getHeader("set-cookie"));
        assertEquals(
                500, post("http", "https://h/cookies", "text/plain", utf8("x")).getStatusCode());
        assertTrue(host.log.stream().anyMatch(record -> record.getMessage().contains("2 cookies")));
    }

    @Test
    void a_method_without_a_name_in_the_library_is_not_implemented() {
        Invoked.Returned purged = assertInstanceOf(
                Invoked.Returned.class, host.request("http", "PURGE", "https://h/api/a", Map.of(), null));
        assertEquals(501, purged.response().getStatusCode());
    }

    @Test
    void both_handshakes_are_answered_for_known_origins_and_topics_only() {
        HttpResponseMessage validated = eventGrid("SubscriptionValidation", VALIDATION);
        assertEquals(200, validated.getStatusCode());
        assertEquals("application/json", validated.getHeader("content-type"));
        assertArrayEquals(utf8("{\"validationResponse\":\"512d-\\\"38\"}"), (byte[]) validated.getBody());
        assertEquals(
                403,
                eventGrid("SubscriptionValidation", VALIDATION.replace("/topics/t", "/topics/u"))
                        .getStatusCode());
        assertEquals(
                400,
                eventGrid("SubscriptionValidation", VALIDATION.replace("512d", "512d\\u0007"))
                        .getStatusCode());
        assertEquals(
                400,
                eventGrid("SubscriptionValidation", "[" + EVENT + "," + EVENT + "]")
                        .getStatusCode());
        HttpResponseMessage allowed = options("eventgrid.azure.net");
        assertEquals(200, allowed.getStatusCode());
        assertEquals("eventgrid.azure.net", allowed.getHeader("webhook-allowed-origin"));
        assertEquals("120", allowed.getHeader("webhook-allowed-rate"));
        HttpResponseMessage refused = options("evil.example");
        assertEquals(405, refused.getStatusCode());
        assertNull(refused.getHeader("webhook-allowed-origin"));
        assertEquals(List.of(), Functions.RECORDER.events);
    }

    @Test
    void events_over_http_come_again_as_one_if_any_fails() {
        assertEquals(204, eventGrid("Notification", "[" + EVENT + "]").getStatusCode());
        assertEquals(TOPIC, only().getSource().toString());
        String failing = EVENT.replace("{\"n\":1}", "\"x\"");
        assertEquals(204, eventGrid("Notification", "[" + failing + "]").getStatusCode());
        assertEquals(
                400,
                eventGrid("Notification", "[" + EVENT.replace("\"id\":\"1\"", "\"id\":7") + "]")
                        .getStatusCode());
        assertEquals(400, eventGrid("Surprise", "[" + EVENT + "]").getStatusCode());
        assertEquals(
                403,
                eventGrid("Notification", "[" + EVENT.replace("topics/t", "topics/u") + "]")
                        .getStatusCode());
    }

    @Test
    void an_event_of_another_topic_is_rejected_and_takes_no_other_with_it() {
        String foreign = EVENT.replace("topics/t", "topics/u").replace("\"id\":\"1\"", "\"id\":\"foreign\"");
        String second = EVENT.replace("\"id\":\"1\"", "\"id\":\"2\"");
        assertEquals(
                400,
                eventGrid("Notification", "[" + EVENT + "," + foreign + "," + second + "]")
                        .getStatusCode());
        assertEquals(
                List.of("1", "2"),
                Functions.RECORDER.events.stream().map(Event::getId).toList());
        assertEquals(1, host.log.size());
        assertEquals("azure:eventgrid: item 1 failed", host.log.get(0).getMessage());
        assertInstanceOf(RejectedEventException.class, host.log.get(0).getThrown());
    }

    @Test
    void an_event_that_fails_beside_one_of_another_topic_comes_again() {
        String foreign = EVENT.replace("topics/t", "topics/u");
        EventHandler failing = (event, invocation) -> {
            throw new IllegalStateException("no");
        };
        Wire.Request request =
                new Wire.Request("POST", "https://h/", Map.of("aeg-event-type", "Notification"), Map.of(), null);
        assertEquals(
                500,
                AzureFunction.of(() -> failing)
                        .accepting(EventGridEndpoint.forTopics(TOPIC))
                        .handle(
                                new EmulatedRequest(request, "[" + EVENT + "," + foreign + "]"),
                                FunctionContext.quiet(false))
                        .getStatusCode());
    }

    @Test
    void a_request_of_other_topics_alone_is_refused_and_the_log_says_so() {
        String foreign = EVENT.replace("topics/t", "topics/u");
        assertEquals(403, eventGrid("Notification", "[" + foreign + "]").getStatusCode());
        assertEquals(1, host.log.size());
        assertEquals(
                "azure:eventgrid: refused, none of its topics is one that the endpoint accepts",
                host.log.get(0).getMessage());
    }

    @Test
    void a_cloudevent_over_http_is_an_event_if_its_source_is_listed() {
        String event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"" + TOPIC + "\",\"type\":\"t\",\"data\":1}";
        assertEquals(204, cloudEvent("application/cloudevents+json", event));
        assertEquals(204, cloudEvent("application/cloudevents-batch+json", "[" + event + "]"));
        assertEquals(TOPIC, Functions.RECORDER.events.get(1).getSource().toString());
        forget();
        assertEquals(403, cloudEvent("application/cloudevents+json", event.replace("topics/t", "topics/u")));
        assertEquals(
                403,
                cloudEvent(
                        "application/cloudevents-batch+json",
                        "[" + event.replace("topics/t", "topics/u") + "," + event.replace("topics/t", "topics/v")
                                + "]"));
        assertEquals(403, binaryCloudEvent("/other"));
        assertEquals(List.of(), Functions.RECORDER.events);
        assertEquals(204, binaryCloudEvent(TOPIC));
        assertEquals(415, cloudEvent("application/cloudevents+avro", "x"));
        assertEquals(400, cloudEvent("application/cloudevents+json", "{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents+json",
                "application/cloudevents-batch+json",
                "application/cloudevents+xml"
            })
    void a_handler_of_requests_alone_sees_a_request_that_is_a_cloudevent_as_plain(String contentType) {
        assertEquals(201, post("http", "https://h/", contentType, utf8("{}")).getStatusCode());
    }

    private int cloudEvent(String contentType, String body) {
        return post("webhook", "https://h/", contentType, utf8(body)).getStatusCode();
    }

    private int binaryCloudEvent(String source) {
        return response(host.request(
                        "webhook",
                        "POST",
                        "https://h/",
                        Map.of(
                                "Content-Length", List.of("1"),
                                "ce-specversion", List.of("1.0"),
                                "ce-id", List.of("1"),
                                "ce-source", List.of(source),
                                "ce-type", List.of("t")),
                        utf8("x")))
                .getStatusCode();
    }

    @Test
    void a_validation_url_is_never_fetched() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/validate";
            String validation =
                    VALIDATION.replace("\"validationCode\"", "\"validationUrl\":\"" + url + "\",\"validationCode\"");
            assertTrue(validation.contains(url), validation);
            assertEquals(200, eventGrid("SubscriptionValidation", validation).getStatusCode());
            response(host.request(
                    "webhook",
                    "OPTIONS",
                    "https://h/api/webhook",
                    Map.of(
                            "WebHook-Request-Origin", List.of("eventgrid.azure.net"),
                            "WebHook-Request-Callback", List.of(url)),
                    null));
            server.setSoTimeout(200);
            assertThrows(SocketTimeoutException.class, server::accept);
        }
    }

    @Test
    void an_options_request_without_an_origin_is_told_nothing() {
        HttpResponseMessage response =
                response(host.request("webhook", "OPTIONS", "https://h/api/webhook", Map.of(), null));
        assertNull(response.getHeader("webhook-allowed-origin"));
        assertNull(response.getHeader("webhook-allowed-rate"));
    }

    @Test
    void nothing_of_a_payload_is_logged_or_told() {
        List<Invoked> outcomes = List.of(
                host.deliver("queueAsText", Arrival.queue(utf8("{\"id\":\"c4n4ry\"}"), 1)),
                host.deliver(
                        "serviceBusBatchAsText",
                        Arrival.serviceBus(
                                true, List.of(new ServiceBusMessage("c4n4ry", 3), new ServiceBusMessage("", 4)))),
                host.deliver("kafkaAsText", new Arrival("queueTrigger", List.of(utf8("c4n4ry")), Map.of())),
                host.deliver("cosmosDb", Arrival.document("cosmosDBTrigger", "[{\"n\":\"c4n4ry\"}]")),
                host.deliver("timer", Arrival.document("timerTrigger", "c4n4ry")),
                host.deliver("eventGrid", Arrival.document("eventGridTrigger", "{\"id\":7,\"data\":\"c4n4ry\"}")),
                host.deliver("eventGrid", Arrival.document("eventGridTrigger", "c4n4ry")),
                host.deliver("dapr", Arrival.document("daprTopicTrigger", "{\"specversion\":\"c4n4ry\"}")),
                host.deliver("blob", Arrival.blob("c4n4ry", utf8("c4n4ry"))));
        outcomes.forEach(outcome -> {
            Invoked.Failed failed = assertInstanceOf(Invoked.Failed.class, outcome);
            assertQuiet(failed.cause());
        });
        assertEquals(400, cloudEvent("application/cloudevents+json", "{\"id\":\"c4n4ry\"}"));
        assertEquals(
                400,
                eventGrid("Notification", "[{\"topic\":\"" + TOPIC + "\",\"data\":\"c4n4ry\"}]")
                        .getStatusCode());
        assertEquals(
                500,
                post("http", "https://h/c4n4ry/fail", "text/plain", utf8("c4n4ry"))
                        .getStatusCode());
        assertFalse(host.log.isEmpty());
        for (LogRecord record : host.log) {
            assertFalse(record.getMessage().contains("c4n4ry"), record.getMessage());
            assertQuiet(record.getThrown());
        }
    }

    private static void assertQuiet(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertFalse(String.valueOf(cause.getMessage()).contains("c4n4ry"), cause.getMessage());
        }
    }

    private HttpResponseMessage eventGrid(String type, String body) {
        return response(host.request(
                "webhook",
                "POST",
                "https://h/api/webhook?code=secret",
                Map.of(
                        "Content-Type", List.of("application/json; charset=utf-8"),
                        "Content-Length", List.of("1"),
                        "aeg-event-type", List.of(type)),
                utf8(body)));
    }

    private HttpResponseMessage options(String origin) {
        return response(host.request(
                "webhook",
                "OPTIONS",
                "https://h/api/webhook",
                Map.of("WebHook-Request-Origin", List.of(origin), "WebHook-Request-Rate", List.of("120")),
                null));
    }

    private HttpResponseMessage post(String function, String url, String contentType, byte[] body) {
        return response(host.request(
                function,
                "POST",
                url,
                Map.of("Content-Type", List.of(contentType), "Content-Length", List.of(String.valueOf(body.length))),
                body));
    }

    private static HttpResponseMessage response(Invoked invoked) {
        return assertInstanceOf(Invoked.Returned.class, invoked).response();
    }

    private static Event only() {
        List<Event> events = new ArrayList<>(Functions.RECORDER.events);
        assertEquals(1, events.size());
        return events.get(0);
    }

    private static void returned(Invoked invoked) {
        if (invoked instanceof Invoked.Failed failed) {
            throw new AssertionError(failed.message(), failed.cause());
        }
        assertInstanceOf(Invoked.Returned.class, invoked);
    }

    private static String failed(Invoked invoked) {
        return assertInstanceOf(Invoked.Failed.class, invoked).message();
    }
}
