package dev.portolan.conformance.azure;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;

/** A class whose constructor throws an Error. */
public final class HangingFunctions {

    public HangingFunctions() {
        throw new NoClassDefFoundError("com/example/Missing");
    }

    @FunctionName("hanging")
    public void hanging(@QueueTrigger(name = "event", queueName = "orders") String event) {}
}
