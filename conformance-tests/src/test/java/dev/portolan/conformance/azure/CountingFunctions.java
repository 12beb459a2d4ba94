package dev.portolan.conformance.azure;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what surrounds each call. */
public final class CountingFunctions {

    static final List<Object> INSTANCES = new ArrayList<>();
    static @Nullable String loggerName;

    @FunctionName("counting")
    public void counting(@QueueTrigger(name = "event", queueName = "orders") String event, ExecutionContext context) {
        INSTANCES.add(this);
        loggerName = context.getLogger().getName();
        if (event.equals("fail")) {
            throw new IllegalStateException("outer", new IllegalArgumentException("root"));
        }
    }
}
