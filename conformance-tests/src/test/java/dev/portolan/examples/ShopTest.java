package dev.portolan.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portolan.DeliveryFailedException;
import dev.portolan.Invocation;
import dev.portolan.aws.AwsAdapter;
import dev.portolan.azure.AzureAdapter;
import dev.portolan.conformance.PlatformAnswer;
import dev.portolan.conformance.simulate.Simulate;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import dev.portolan.data.TypedData;
import dev.portolan.gcp.GcpAdapter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The handlers' page: how a handler is tested. */
class ShopTest {

    private static final String ORDER = "{\"number\":\"o-1\",\"pieces\":3}";

    private final Shop shop = new Shop();

    @Test
    void an_order_is_taken_wherever_it_comes_from() {
        byte[] sqs = Simulate.message(ORDER).forSource("aws:sqs");
        byte[] answer = AwsAdapter.read(sqs).handle(shop, Invocation.UNKNOWN);
        assertEquals(Set.of(), PlatformAnswer.failedItems(answer));

        byte[] push = Simulate.message(ORDER).forSource("gcp:pubsub");
        assertEquals(204, GcpAdapter.read(push).handle(shop, Invocation.UNKNOWN).status());

        byte[] queue = Simulate.message(ORDER).forSource("azure:queue");
        AzureAdapter.read(queue).handle(shop, Invocation.UNKNOWN);

        byte[] sns = Simulate.message(ORDER).forSource("aws:sns");
        AwsAdapter.read(sns).handle(shop, Invocation.UNKNOWN);

        assertEquals("{\"pieces\":3}", ask("o-1").body().utf8());
    }

    @Test
    void one_of_a_batch_fails_alone() {
        byte[] sqs = Simulate.messages(ORDER, "no order").forSource("aws:sqs");
        byte[] answer = AwsAdapter.read(sqs).handle(shop, Invocation.UNKNOWN);
        assertEquals(1, PlatformAnswer.failedItems(answer).size());
    }

    @Test
    void what_is_no_order_fails_alone() {
        byte[] sqs = Simulate.message("{}").times(2).forSource("aws:sqs");
        byte[] answer = AwsAdapter.read(sqs).handle(shop, Invocation.UNKNOWN);
        assertEquals(2, PlatformAnswer.failedItems(answer).size());
        byte[] sns = Simulate.message("pizza").forSource("aws:sns");
        assertThrows(DeliveryFailedException.class, () -> AwsAdapter.read(sns).handle(shop, Invocation.UNKNOWN));
        assertEquals(404, ask("o-2").status());
    }

    private HttpResponse ask(String number) {
        TypedData request = new HttpRequest(
                "GET", "/", null, Map.of("number", List.of(number)), Map.of(), List.of(), null, "https", null, null);
        return shop.handle((HttpRequest) request, Invocation.UNKNOWN);
    }
}
