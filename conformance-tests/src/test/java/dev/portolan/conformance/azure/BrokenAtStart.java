package dev.portolan.conformance.azure;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;

/** A class whose static initialiser throws an Error. */
public final class BrokenAtStart {

    static final String SETTING = missing();

    private static String missing() {
        throw new NoClassDefFoundError("com/example/Missing");
    }

    @FunctionName("brokenAtStart")
    public void brokenAtStart(@QueueTrigger(name = "event", queueName = "orders") String event) {}
}
