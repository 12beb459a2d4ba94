package dev.portolan.conformance.azure;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import java.util.Optional;

/** Tells what it sees of a request. */
public final class HttpProbe {

    @FunctionName("probe")
    public String probe(
            @HttpTrigger(name = "request") HttpRequestMessage<Optional<String>> request, ExecutionContext context) {
        Object headers = ((EmulatedContext) context)
                .getDataStore()
                .getTriggerMetatDataByName("Headers", String.class)
                .orElseThrow()
                .getValue();
        return "x-a=" + request.getHeaders().get("x-a") + " q=" + request.getQueryParameters() + " metadata=" + headers;
    }
}
