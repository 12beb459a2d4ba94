package dev.portolan.conformance.azure;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.Cardinality;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.ServiceBusQueueTrigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people write without this library, each with the trap it falls into. */
public final class WrongFunctions {

    static final List<String> SEEN = new ArrayList<>();

    /** Trusts metadata that the body can overwrite. */
    @FunctionName("trusting")
    public void trusting(
            @QueueTrigger(name = "event", queueName = "orders") String event, @BindingName("Id") String id) {
        SEEN.add(id);
    }

    /** Counts on arrays that lose entries. */
    @FunctionName("misaligned")
    public void misaligned(
            @ServiceBusQueueTrigger(
                            name = "events",
                            queueName = "orders",
                            connection = "Bus",
                            cardinality = Cardinality.MANY)
                    String[] events,
            @BindingName("MessageIdArray") String[] ids) {
        for (int i = 0; i < events.length; i++) {
            SEEN.add(events[i] + "=" + (i < ids.length ? ids[i] : "none"));
        }
    }

    /** Declares metadata that a message may lack. */
    @FunctionName("declaring")
    public void declaring(
            @ServiceBusQueueTrigger(name = "event", queueName = "orders", connection = "Bus", dataType = "binary")
                    byte[] event,
            @BindingName("CorrelationId") Optional<String> correlationId) {
        SEEN.add("reached");
    }

    /** Binds bytes as text. */
    @FunctionName("binding")
    public void binding(
            @QueueTrigger(name = "event", queueName = "orders", dataType = "binary") String event,
            ExecutionContext context) {
        SEEN.add(event);
    }

    /** Binds text as bytes. */
    @FunctionName("parsing")
    public void parsing(@QueueTrigger(name = "event", queueName = "orders") byte[] event) {
        SEEN.add(java.util.Arrays.toString(event));
    }
}
