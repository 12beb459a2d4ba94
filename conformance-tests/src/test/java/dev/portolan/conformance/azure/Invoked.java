package dev.portolan.conformance.azure;

import com.microsoft.azure.functions.HttpResponseMessage;
import org.jspecify.annotations.Nullable;

/** What the host sees of one invocation. */
sealed interface Invoked {

    /** The method returned. */
    record Returned(@Nullable Object value) implements Invoked {

        HttpResponseMessage response() {
            if (value instanceof HttpResponseMessage response) {
                return response;
            }
            throw new IllegalStateException("the function returned no response");
        }
    }

    /** W5: an exception; the message is the root cause's class and message. */
    record Failed(String message, Throwable cause) implements Invoked {}

    /** W5: an Error outside the method, which the worker never answers: the invocation hangs until its timeout. */
    record Hung(Throwable error) implements Invoked {}
}
