package dev.portolan.conformance.aws;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The tests' Lambda Runtime API, for the benchmarks. */
public final class LambdaService implements AutoCloseable {

    private final RuntimeApi api;

    public LambdaService() throws IOException {
        api = new RuntimeApi();
    }

    /** Host and port, as AWS_LAMBDA_RUNTIME_API has it. */
    public String address() {
        return api.address();
    }

    /** Invokes the function that is connected or will be, and waits for its answer. */
    public void invoke(String payload) throws InterruptedException, ExecutionException, TimeoutException {
        RuntimeApi.Answer answer =
                api.invoke(payload, Duration.ofSeconds(60)).get(60, TimeUnit.SECONDS);
        if (answer.failed()) {
            throw new IllegalStateException("The function failed: " + answer.body());
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
