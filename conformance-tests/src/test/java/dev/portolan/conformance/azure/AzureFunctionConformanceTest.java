package dev.portolan.conformance.azure;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.RetryContext;
import com.microsoft.azure.functions.RpcException;
import dev.portolan.EventHandler;
import dev.portolan.azure.AzureFunction;
import dev.portolan.conformance.Entry;
import dev.portolan.conformance.HandlerConformance;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Functions whose failures come again: those of messages by themselves, those of Event Hubs with a retry policy. */
final class AzureFunctionConformanceTest extends HandlerConformance {

    AzureFunctionConformanceTest() {
        super("azure/queue", "azure/servicebus", "azure/eventhubs");
    }

    @Override
    protected Entry<String> entry(EventHandler handler) {
        AzureFunction function = AzureFunction.of(() -> handler);
        return (payload, invocation) -> {
            long left =
                    Math.min(invocation.remainingMillis(), Duration.ofHours(1).toMillis());
            function.within(Duration.ofMillis(left)).handle(Described.payload(payload), new Retried());
            return "returned";
        };
    }

    /** An invocation that is retried without end. */
    private static final class Retried implements ExecutionContext, RetryContext {

        private final Logger logger = Logger.getAnonymousLogger();

        Retried() {
            logger.setLevel(Level.OFF);
        }

        @Override
        public Logger getLogger() {
            return logger;
        }

        @Override
        public String getInvocationId() {
            return "invocation";
        }

        @Override
        public String getFunctionName() {
            return "orders";
        }

        @Override
        public RetryContext getRetryContext() {
            return this;
        }

        @Override
        public int getRetrycount() {
            return 0;
        }

        @Override
        public int getMaxretrycount() {
            return -1;
        }

        @Override
        public @Nullable RpcException getException() {
            return null;
        }
    }
}
