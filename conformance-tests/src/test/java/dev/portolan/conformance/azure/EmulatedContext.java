package dev.portolan.conformance.azure;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.RetryContext;
import com.microsoft.azure.functions.RpcException;
import com.microsoft.azure.functions.TraceContext;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The execution context, with the public accessors beside its interface that the worker's own has. */
public final class EmulatedContext implements ExecutionContext {

    /**
     * What the host tells of an invocation.
     *
     * @param retries how many retries were made; negative without a retry policy
     * @param mostRetries how many there may be; -1 for no end
     * @param log where log records go
     */
    record Facts(String invocationId, String function, int retries, int mostRetries, List<LogRecord> log) {}

    private final DataStore dataStore;
    private final BindInfo bindInfo;
    private final Facts facts;
    private final Logger logger = Logger.getAnonymousLogger();

    EmulatedContext(DataStore dataStore, Method method, Facts facts) {
        this.dataStore = dataStore;
        this.bindInfo = new BindInfo(method);
        this.facts = facts;
        logger.setUseParentHandlers(false);
        logger.addHandler(new Handler() {
            @Override
            public void publish(LogRecord record) {
                facts.log().add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
    }

    public DataStore getDataStore() {
        return dataStore;
    }

    public BindInfo getMethodBindInfo() {
        return bindInfo;
    }

    /** The method that is called. */
    public static final class BindInfo {

        private final Method method;

        BindInfo(Method method) {
            this.method = method;
        }

        public Method getMethod() {
            return method;
        }
    }

    @Override
    public Logger getLogger() {
        return logger;
    }

    @Override
    public String getInvocationId() {
        return facts.invocationId();
    }

    @Override
    public String getFunctionName() {
        return facts.function();
    }

    @Override
    public TraceContext getTraceContext() {
        return new TraceContext() {
            @Override
            public String getTraceparent() {
                return "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
            }

            @Override
            public String getTracestate() {
                return "";
            }

            @Override
            public Map<String, String> getAttributes() {
                return Map.of();
            }
        };
    }

    @Override
    public @Nullable RetryContext getRetryContext() {
        return facts.retries() < 0 ? null : new Retries(facts);
    }

    private record Retries(Facts facts) implements RetryContext {
        @Override
        public int getRetrycount() {
            return facts.retries();
        }

        @Override
        public int getMaxretrycount() {
            return facts.mostRetries();
        }

        @Override
        public @Nullable RpcException getException() {
            return null;
        }
    }
}
