package dev.portolan.conformance.azure;

import static dev.portolan.conformance.azure.Arrival.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Event;
import dev.portolan.conformance.azure.Arrival.ServiceBusMessage;
import dev.portolan.data.StreamRecord;
import io.cloudevents.CloudEvent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Triggers' parameters that are CloudEvents, through the worker's middleware, which it finds by itself. */
@Isolated("settings are those of the process")
class CloudEventParametersTest {

    private final FunctionsHost host;

    CloudEventParametersTest() throws ReflectiveOperationException {
        host = new FunctionsHost(EventFunctions.class, HangingEventFunctions.class);
    }

    @BeforeEach
    void forget() {
        EventFunctions.SEEN.clear();
    }

    @AfterEach
    void clear() {
        System.clearProperty("PORTOLAN_ON_FAILURE");
    }

    @Test
    void a_message_is_a_cloudevent_with_the_brokers_identity() {
        deliver("queueEvent", Arrival.queue(utf8("{\"id\":\"forged\"}"), 1));
        CloudEvent event = EventFunctions.SEEN.get(0);
        assertEquals("5f2c0f5a", event.getId());
        assertEquals("/queues/orders", event.getSource().toString());
    }

    @Test
    void text_that_may_have_forged_its_metadata_never_reaches_the_method() {
        deliver("queueEventOfText", Arrival.queue(utf8("hello"), 1));
        assertEquals(1, EventFunctions.SEEN.size());
        String message = failed("queueEventOfText", Arrival.queue(utf8("{\"id\":\"forged\"}"), 1));
        assertTrue(message.contains("dataType = \"binary\""), message);
        assertFalse(message.contains("forged"), message);
        assertEquals(1, EventFunctions.SEEN.size());
    }

    @Test
    void a_batch_is_a_list() {
        deliver(
                "serviceBusEvents",
                Arrival.serviceBus(true, List.of(new ServiceBusMessage("a", 3), new ServiceBusMessage("b", 4))));
        deliver("eventHubEvents", Arrival.eventHubs(true, 17, utf8("c"), new byte[0]));
        assertEquals(
                List.of("3", "4", "1:17", "1:18"),
                EventFunctions.SEEN.stream().map(CloudEvent::getId).toList());
        assertInstanceOf(StreamRecord.class, ((Event) EventFunctions.SEEN.get(3)).typedData());
    }

    @Test
    void a_document_of_one_event_is_that_event() {
        deliver(
                "timerEvent",
                Arrival.document(
                        "timerTrigger",
                        "{\"ScheduleStatus\":{\"Last\":\"2026-01-02T03:00:00Z\",\"Next\":\"2026-01-02T03:05:00Z\"},\"IsPastDue\":false}"));
        deliver(
                "eventGridEvent",
                Arrival.document("eventGridTrigger", "{\"id\":\"1\",\"topic\":\"/t\",\"eventType\":\"A\",\"data\":1}"));
        deliver("cosmosDbEvent", Arrival.document("cosmosDBTrigger", "[{\"id\":\"o-1\",\"_lsn\":1}]"));
        assertEquals(
                List.of("2026-01-02T03:05:00Z/2026-01-02T03:00:00Z", "1", "o-1.1"),
                EventFunctions.SEEN.stream().map(CloudEvent::getId).toList());
    }

    @Test
    void several_events_for_a_parameter_that_is_one_are_refused_with_a_sentence() {
        String message = failed(
                "cosmosDbEvent",
                Arrival.document("cosmosDBTrigger", "[{\"id\":\"o-1\",\"_lsn\":1},{\"id\":\"o-2\",\"_lsn\":2}]"));
        assertTrue(message.contains("2 events") && message.contains("List<CloudEvent>"), message);
        assertEquals(List.of(), EventFunctions.SEEN);
    }

    @Test
    void a_log_without_a_policy_is_refused_with_a_sentence() {
        Arrival batch = Arrival.eventHubs(true, 17, utf8("a"));
        String message = failed("eventHubEventsWithoutPolicy", batch);
        assertTrue(message.contains("moves on") && message.contains("@FixedDelayRetry"), message);
        assertEquals(List.of(), EventFunctions.SEEN);
        host.deliver("eventHubEventsWithoutPolicy", batch, 1, 1);
        assertEquals(1, EventFunctions.SEEN.size());
        System.setProperty("PORTOLAN_ON_FAILURE", "fail");
        deliver("eventHubEventsWithoutPolicy", batch);
        assertEquals(2, EventFunctions.SEEN.size());
    }

    @Test
    void a_request_is_no_cloudevent() throws ReflectiveOperationException {
        Invoked.Failed failed = assertInstanceOf(
                Invoked.Failed.class, host.request("requestAsEvent", "GET", "https://h/", java.util.Map.of(), null));
        assertTrue(failed.message().contains("AzureFunction.handle"), failed.message());
    }

    @Test
    void other_parameters_are_left_alone() {
        deliver("listOfBytes", Arrival.eventHubs(true, 17, utf8("a"), utf8("b")));
        assertEquals("2", host.log.get(0).getMessage());
    }

    @Test
    void an_error_of_the_functions_constructor_does_not_hang() {
        Invoked.Failed failed =
                assertInstanceOf(Invoked.Failed.class, host.deliver("hangingEvent", Arrival.queue(utf8("a"), 1)));
        assertInstanceOf(IllegalStateException.class, failed.cause());
    }

    private void deliver(String function, Arrival arrival) {
        Invoked invoked = host.deliver(function, arrival);
        assertInstanceOf(Invoked.Returned.class, invoked, () -> function + ": " + invoked);
    }

    private String failed(String function, Arrival arrival) {
        return assertInstanceOf(Invoked.Failed.class, host.deliver(function, arrival))
                .message();
    }
}
