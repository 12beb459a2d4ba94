package dev.portolan.conformance.azure;

import com.microsoft.azure.functions.RetryContext;
import com.microsoft.azure.functions.RpcException;
import com.microsoft.azure.functions.TraceContext;
import com.microsoft.azure.functions.internal.spi.middleware.MiddlewareContext;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The execution context, which middleware may write to, with the public accessors beside its interfaces that the worker's own
 * has.
 */
public final class EmulatedContext implements MiddlewareContext {

    /**
     * What the host tells of an invocation.
     *
     * @param retries how many retries were made
     * @param mostRetries how many there may be; -1 for no end, 0 without a retry policy
     * @param log where log records go
     */
    record Facts(String invocationId, String function, int retries, int mostRetries, List<LogRecord> log) {}

    private final DataStore dataStore;
    private final BindInfo bindInfo;
    private final Facts facts;
    private final Map<String, Object> fromMiddleware = new HashMap<>();
    private final Logger logger = Logger.getAnonymousLogger();
    private @Nullable Object returned;

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

    /** W2: what middleware has put in a parameter's place, else what was sent. */
    Optional<BindingData> parameter(String name, Type type) {
        Object value = fromMiddleware.get(name);
        return value == null ? dataStore.getDataByName(name, type) : Optional.of(new BindingData(value));
    }

    @Override
    public @Nullable String getParameterName(String annotation) {
        for (Parameter parameter : bindInfo.getMethod().getParameters()) {
            for (Annotation one : parameter.getAnnotations()) {
                if (one.annotationType().getSimpleName().equals(annotation)) {
                    return JavaWorker.attribute(one, "name");
                }
            }
        }
        return null;
    }

    @Override
    public @Nullable Object getParameterValue(String name) {
        return dataStore.textOrNull(name);
    }

    @Override
    public void updateParameterValue(String name, Object value) {
        fromMiddleware.put(name, value);
    }

    @Override
    public @Nullable Object getReturnValue() {
        return returned;
    }

    @Override
    public void updateReturnValue(@Nullable Object value) {
        returned = value;
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
    public RetryContext getRetryContext() {
        return new Retries(facts);
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
