package com.example;

import com.microsoft.azure.functions.ExecutionContext;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.aws.LambdaEntry;
import dev.portolan.azure.AzureFunction;
import dev.portolan.azure.AzurePayload;
import java.util.Map;
import java.util.logging.Logger;

/** Calls the entries of AWS and Azure as their platforms do. */
public final class Start {

    /** Prints where each event comes from. */
    public static final class Printing implements EventHandler {

        @Override
        public void handle(Event event, Invocation invocation) {
            System.out.println("handled " + event.kind());
        }
    }

    private record Context(Logger getLogger, String getInvocationId, String getFunctionName)
            implements ExecutionContext {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("aws")) {
            new LambdaEntry().handleRequest(System.in, System.out, null);
        } else {
            AzurePayload payload = AzurePayload.of("queueTrigger", "a")
                    .withMetadata(Map.of("Id", "1", "DequeueCount", "1"))
                    .withBinding(Map.of("queueName", "orders", "account", "contoso"));
            AzureFunction.ofSetting().handle(payload, new Context(Logger.getLogger("azure"), "1", "orders"));
        }
    }
}
