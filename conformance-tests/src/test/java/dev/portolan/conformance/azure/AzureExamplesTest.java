package dev.portolan.conformance.azure;

import static dev.portolan.conformance.azure.Arrival.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.microsoft.azure.functions.HttpResponseMessage;
import dev.portolan.conformance.azure.Arrival.ServiceBusMessage;
import dev.portolan.data.Message;
import dev.portolan.examples.Audit;
import dev.portolan.examples.AzureEmbedding;
import dev.portolan.examples.CloudEventFunctions;
import dev.portolan.examples.Functions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The functions of docs/azure.md do under the emulated host what the page says. */
class AzureExamplesTest {

    @Test
    void one_annotated_method_a_trigger() throws ReflectiveOperationException {
        FunctionsHost host = new FunctionsHost(Functions.class);
        Audit.sources();
        deliver(host, "orders", Arrival.queue(utf8("a"), 1));
        deliver(host, "files", Arrival.blob("notes/a.txt", utf8("a")));
        deliver(host, "payments", Arrival.serviceBus(false, List.of(new ServiceBusMessage("a", 3))));
        deliver(host, "bills", Arrival.serviceBus(true, List.of(new ServiceBusMessage("a", 3))));
        deliver(host, "clicks", Arrival.eventHubs(true, 17, utf8("a")));
        deliver(host, "measurements", Arrival.kafka(true, 53, utf8("a")));
        deliver(host, "customers", Arrival.document("cosmosDBTrigger", "[{\"id\":\"1\",\"_lsn\":1}]"));
        deliver(host, "nightly", Arrival.document("timerTrigger", "{\"ScheduleStatus\":null,\"IsPastDue\":false}"));
        deliver(
                host,
                "uploads",
                Arrival.document("eventGridTrigger", "{\"id\":\"1\",\"topic\":\"/t\",\"eventType\":\"A\",\"data\":1}"));
        assertEquals(
                List.of(
                        "/queues/orders",
                        "https://contoso.blob.core.windows.net/notes",
                        "/servicebus/payments",
                        "/servicebus/orders/subscriptions/billing",
                        "sb://contoso.servicebus.windows.net/clicks",
                        "kafka://b-1.example.com:9092/clicks",
                        "/cosmosdb/dbs/shop/colls/customers",
                        "/timers/nightly",
                        "/t"),
                Audit.sources());
    }

    @Test
    void a_click_that_is_rejected_is_stored() throws ReflectiveOperationException {
        Functions.stored();
        FunctionsHost host = new FunctionsHost(Functions.class);
        deliver(host, "clicks", Arrival.eventHubs(true, 17, utf8("fail"), utf8("b")));
        assertEquals(List.of("1:17"), Functions.stored());
    }

    @Test
    void requests_are_answered() throws ReflectiveOperationException {
        FunctionsHost host = new FunctionsHost(Functions.class, AzureEmbedding.class);
        for (String function : List.of("greeting", "httpBefore")) {
            HttpResponseMessage response = assertInstanceOf(
                            Invoked.Returned.class, host.request(function, "GET", "https://h/api/a", Map.of(), null))
                    .response();
            assertEquals("hello /api/a", new String((byte[]) response.getBody(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void a_webhook_lets_one_account_in() throws ReflectiveOperationException {
        FunctionsHost host = new FunctionsHost(Functions.class);
        Map<String, List<String>> headers =
                Map.of("Content-Length", List.of("1"), "aeg-event-type", List.of("Notification"));
        String event =
                "[{\"id\":\"1\",\"topic\":\"%s\",\"eventType\":\"A\",\"eventTime\":\"2026-01-02T03:04:05Z\",\"data\":1}]";
        assertEquals(
                204,
                post(
                        host,
                        headers,
                        event.formatted(
                                "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a")));
        assertEquals(403, post(host, headers, event.formatted("/subscriptions/other")));
    }

    private static int post(FunctionsHost host, Map<String, List<String>> headers, String body) {
        return assertInstanceOf(
                        Invoked.Returned.class,
                        host.request("webhook", "POST", "https://h/api/webhook", headers, utf8(body)))
                .response()
                .getStatusCode();
    }

    @Test
    void a_parameter_is_a_cloudevent() throws ReflectiveOperationException {
        FunctionsHost host = new FunctionsHost(CloudEventFunctions.class);
        CloudEventFunctions.ids();
        deliver(host, "order", Arrival.queue(utf8("a"), 1));
        deliver(host, "clicks", Arrival.eventHubs(true, 17, utf8("a"), utf8("b")));
        assertEquals(List.of("5f2c0f5a", "1:17", "1:18"), CloudEventFunctions.ids());
    }

    @Test
    void a_function_that_has_been_there_before_reads_its_payload() throws ReflectiveOperationException {
        FunctionsHost host = new FunctionsHost(AzureEmbedding.class);
        AzureEmbedding.events();
        deliver(host, "before", Arrival.queue(utf8("a"), 2));
        Message message = (Message) AzureEmbedding.events().get(0).typedData();
        assertEquals("5f2c0f5a", message.id());
        assertEquals(2, message.deliveryCount());
    }

    private static void deliver(FunctionsHost host, String function, Arrival arrival) {
        Invoked invoked = host.deliver(function, arrival);
        assertInstanceOf(Invoked.Returned.class, invoked, () -> function + ": " + invoked);
    }
}
