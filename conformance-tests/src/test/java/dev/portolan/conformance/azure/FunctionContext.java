package dev.portolan.conformance.azure;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.RetryContext;
import com.microsoft.azure.functions.RpcException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The context of an invocation, of which little is told. */
public final class FunctionContext implements ExecutionContext {

    private final Logger logger;
    private final boolean isRetried;

    private FunctionContext(Logger logger, boolean isRetried) {
        this.logger = logger;
        this.isRetried = isRetried;
    }

    /** The context of an invocation that logs here and is not retried. */
    public static FunctionContext logging(Logger logger) {
        return new FunctionContext(logger, false);
    }

    /** The context of an invocation that logs nowhere and is retried without end, or not at all. */
    public static FunctionContext quiet(boolean isRetried) {
        Logger logger = Logger.getAnonymousLogger();
        logger.setLevel(Level.OFF);
        return new FunctionContext(logger, isRetried);
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
