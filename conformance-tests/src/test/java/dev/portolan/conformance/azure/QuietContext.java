package dev.portolan.conformance.azure;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.RetryContext;
import com.microsoft.azure.functions.RpcException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The context of an invocation that logs nothing and tells next to nothing. */
public final class QuietContext implements ExecutionContext {

    private final Logger logger = Logger.getAnonymousLogger();
    private final boolean isRetried;

    /** The context of an invocation that is retried without end, or not at all. */
    public QuietContext(boolean isRetried) {
        this.isRetried = isRetried;
        logger.setLevel(Level.OFF);
    }

    @Override
    public Logger getLogger() {
        return logger;
    }

    @Override
    public String getInvocationId() {
        return "invocation";
    }

    @Override
    public String getFunctionName() {
        return "function";
    }

    @Override
    public @Nullable RetryContext getRetryContext() {
        return isRetried ? new Endless() : null;
    }

    private static final class Endless implements RetryContext {

        @Override
        public int getRetrycount() {
            return 0;
        }

        @Override
        public int getMaxretrycount() {
            return -1;
        }

        @Override
        public @Nullable RpcException getException() {
            return null;
        }
    }
}
