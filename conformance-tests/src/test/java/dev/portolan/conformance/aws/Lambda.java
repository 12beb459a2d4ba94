package dev.portolan.conformance.aws;

import dev.portolan.EventHandler;
import dev.portolan.aws.LambdaEntry;
import dev.portolan.conformance.Entry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

/** Functions as Lambda calls them, in this process. */
public final class Lambda {

    private Lambda() {}

    public static Entry<byte[]> entry(EventHandler handler) {
        LambdaEntry entry = new LambdaEntry(handler);
        return (payload, invocation) -> {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            entry.handleRequest(
                    new ByteArrayInputStream(payload), answer, new LambdaContext(invocation, message -> {}));
            return answer.toByteArray();
        };
    }
}
