package dev.portolan.conformance.aws;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.portolan.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** What Lambda tells a function of an invocation; what the function logs is counted. */
final class LambdaContext implements Context {

    static final AtomicLong LOGGED = new AtomicLong();

    private final Invocation invocation;

    LambdaContext(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public String getAwsRequestId() {
        return String.valueOf(invocation.id());
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/" + getFunctionName();
    }

    @Override
    public String getLogStreamName() {
        return "2026/01/02/[$LATEST]0";
    }

    @Override
    public String getFunctionName() {
        return String.valueOf(invocation.function());
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:eu-west-1:111122223333:function:" + getFunctionName();
    }

    @Override
    public CognitoIdentity getIdentity() {
        throw new UnsupportedOperationException("nobody signed in");
    }

    @Override
    public ClientContext getClientContext() {
        throw new UnsupportedOperationException("no client called");
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) Math.min(Integer.MAX_VALUE, invocation.remainingMillis());
    }

    @Override
    public int getMemoryLimitInMB() {
        return 512;
    }

    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                log(message.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void log(byte[] message) {
                LOGGED.addAndGet(message.length);
            }
        };
    }
}
