package dev.portolan.examples;

import com.microsoft.azure.functions.ExecutionContext;
import dev.portolan.azure.AzureFunction;
import dev.portolan.azure.AzurePayload;
import dev.portolan.conformance.simulate.Simulate;
import java.util.Map;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** The handlers' page: how a function with annotations is tested. */
class AzureShopTest {

    private static final String ORDER = "{\"number\":\"o-1\",\"pieces\":3}";
    private static final AzureFunction ORDERS = AzureFunction.of(Shop::new);

    @Test
    void an_order_is_taken_from_a_queue() throws Exception {
        ORDERS.handle(Simulate.message(ORDER).azurePayload("azure:queue"), new Context());

        AzurePayload payload = AzurePayload.of("queueTrigger", ORDER)
                .withMetadata(Map.of("Id", "m-1", "DequeueCount", "1"))
                .withBinding(Map.of("queueName", "orders", "account", "contoso"));
        ORDERS.handle(payload, new Context());
    }

    private static final class Context implements ExecutionContext {

        @Override
        public Logger getLogger() {
            return Logger.getLogger("test");
        }

        @Override
        public String getInvocationId() {
            return "1";
        }

        @Override
        public String getFunctionName() {
            return "orders";
        }
    }
}
