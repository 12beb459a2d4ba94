package dev.portolan.aws;

import com.amazonaws.services.lambda.runtime.Client;
import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the runtime hands to a function, with values to set. */
final class FakeContext implements Context {

    String id = "request-1";
    int remainingMillis = 60_000;
    boolean logBreaks;
    final List<String> log = new ArrayList<>();

    @Nullable
    String trace;

    /** Null for no client context. */
    @Nullable
    Map<String, String> custom;

    @Override
    public String getAwsRequestId() {
        return id;
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/orders";
    }

    @Override
    public String getLogStreamName() {
        return "stream";
    }

    @Override
    public String getFunctionName() {
        return "orders";
    }

    @Override
    public String getFunctionVersion() {
        return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:eu-west-1:111122223333:function:orders";
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return custom == null ? null : new SaidByCaller(custom);
    }

    private record SaidByCaller(Map<String, String> custom) implements ClientContext {

        @Override
        public @Nullable Client getClient() {
            return null;
        }

        @Override
        public @Nullable Map<String, String> getCustom() {
            return custom.isEmpty() ? null : custom;
        }

        @Override
        public @Nullable Map<String, String> getEnvironment() {
            return null;
        }
    }

    @Override
    public int getRemainingTimeInMillis() {
        return remainingMillis;
    }

    @Override
    public int getMemoryLimitInMB() {
        return 512;
    }

    @Override
    public @Nullable String getXrayTraceId() {
        return trace;
    }

    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                if (logBreaks) {
                    throw new IllegalStateException("broken log");
                }
                log.add(message);
            }

            @Override
            public void log(byte[] message) {
                log(new String(message, StandardCharsets.UTF_8));
            }
        };
    }
}
