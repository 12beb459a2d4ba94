package dev.portolan.conformance.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.internal.spi.middleware.Middleware;
import com.microsoft.azure.functions.internal.spi.middleware.MiddlewareChain;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The rules W1 to W7 by which the Java worker calls a method; each is proved in {@link EmulatorTest}. */
final class JavaWorker {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the context class loader is outside of a function's method: it knows nothing of the app. */
    static final ClassLoader OUTSIDE = ClassLoader.getPlatformClassLoader();

    private final Charset jvmCharset;
    private final List<Middleware> middlewares = new ArrayList<>();

    /**
     * A worker process.
     *
     * @param jvmCharset the JVM's default charset
     */
    JavaWorker(Charset jvmCharset) {
        this.jvmCharset = jvmCharset;
        ServiceLoader.load(Middleware.class, JavaWorker.class.getClassLoader()).forEach(middlewares::add);
    }

    /** W4: middleware that the app has beside what is found by itself; the method comes after all of it. */
    void add(Middleware middleware) {
        middlewares.add(middleware);
    }

    /** W4: the class by its name as function.json has it, the method by its name alone. */
    static Method load(Class<?> entry, String methodName) throws ReflectiveOperationException {
        Class<?> loaded = Class.forName(entry.getCanonicalName(), false, entry.getClassLoader());
        Method found = null;
        for (Method method : loaded.getMethods()) {
            if (method.getName().equals(methodName)) {
                if (found != null) {
                    throw new UnsupportedOperationException(
                            "Found more than one function with method name " + methodName);
                }
                found = method;
            }
        }
        if (found == null || found.getDeclaringClass() != loaded) {
            throw new NoSuchMethodException("There are no methods named " + methodName);
        }
        return found;
    }

    /** W6: calls the method on a thread of its own. */
    Invoked invoke(Method method, Map<String, Wire> inputs, Map<String, Wire> metadata, EmulatedContext.Facts facts) {
        EmulatedContext context = new EmulatedContext(new DataStore(inputs, metadata, jvmCharset), method, facts);
        Invoked[] outcome = new Invoked[1];
        Thread thread = new Thread(() -> outcome[0] = call(context));
        thread.setContextClassLoader(OUTSIDE);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return outcome[0];
    }

    /** W5: the worker catches exceptions; what an Error leaves behind, nobody answers. */
    private Invoked call(EmulatedContext context) {
        try {
            next(0).doNext(context);
            return new Invoked.Returned(context.getReturnValue());
        } catch (Exception e) {
            return failed(e);
        } catch (Error e) {
            return new Invoked.Hung(e);
        }
    }

    private MiddlewareChain next(int index) {
        return context -> {
            if (index < middlewares.size()) {
                middlewares.get(index).invoke(context, next(index + 1));
            } else {
                execute((EmulatedContext) context);
            }
        };
    }

    private static void execute(EmulatedContext context) throws Exception {
        Method method = context.getMethodBindInfo().getMethod();
        List<Object> arguments = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            arguments.add(argument(parameter, context));
        }
        Object instance = Modifier.isStatic(method.getModifiers()) ? null : instance(method.getDeclaringClass());
        Thread.currentThread().setContextClassLoader(method.getDeclaringClass().getClassLoader());
        try {
            context.updateReturnValue(method.invoke(instance, arguments.toArray()));
        } finally {
            Thread.currentThread().setContextClassLoader(OUTSIDE);
        }
    }

    /** W4: a new instance for every call, none for a static method; what its constructor throws comes out as it is. */
    private static Object instance(Class<?> type) throws Exception {
        try {
            return type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private static Invoked failed(Throwable failure) {
        Throwable shown = failure instanceof InvocationTargetException e ? e.getTargetException() : failure;
        Throwable root = shown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new Invoked.Failed(root.getClass().getSimpleName() + ": " + root.getMessage(), shown);
    }

    /** W2. */
    private static @Nullable Object argument(Parameter parameter, EmulatedContext context) throws Exception {
        Type type = parameter.getParameterizedType();
        if (type == ExecutionContext.class) {
            return context;
        }
        BindingName bindingName = parameter.getAnnotation(BindingName.class);
        Optional<BindingData> found = bindingName != null
                ? context.getDataStore().getTriggerMetatDataByName(bindingName.value(), type)
                : context.parameter(bindingName(parameter), type);
        return found.orElseThrow(() -> new ClassCastException("Cannot convert to " + type))
                .getValue();
    }

    private static String bindingName(Parameter parameter) throws ReflectiveOperationException {
        for (Annotation annotation : parameter.getAnnotations()) {
            return attribute(annotation, "name");
        }
        throw new NoSuchMethodException("the parameter has no binding");
    }

    static String attribute(Annotation annotation, String name) {
        try {
            return String.valueOf(annotation.annotationType().getMethod(name).invoke(annotation));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** W3: what a value becomes for a type; an exception where the worker has one. */
    static @Nullable Object convert(Wire wire, Type type, Charset jvmCharset) throws JsonProcessingException {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            return Optional.ofNullable(convert(wire, generic.getActualTypeArguments()[0], jvmCharset));
        }
        if (wire instanceof Wire.Empty) {
            return null;
        }
        if (wire instanceof Wire.Request request) {
            ParameterizedType message = (ParameterizedType) type;
            if (message.getRawType() != HttpRequestMessage.class) {
                throw new ClassCastException("a request is an HttpRequestMessage");
            }
            Wire body = request.body() == null ? new Wire.Empty() : request.body();
            return new EmulatedRequest(request, convert(body, message.getActualTypeArguments()[0], jvmCharset));
        }
        if (wire instanceof Wire.Binary bytes) {
            return ofBytes(bytes.value().toArray(), type, jvmCharset);
        }
        if (wire instanceof Wire.Binaries parts) {
            List<byte[]> arrays = new ArrayList<>();
            parts.values().forEach(part -> arrays.add(part.toArray()));
            return isListOf(type, byte[].class)
                    ? arrays
                    : type == byte[][].class ? arrays.toArray(new byte[0][]) : unsupported(type);
        }
        if (wire instanceof Wire.Texts texts) {
            return type == String.class || isListOf(type, String.class)
                    ? new ArrayList<>(texts.values())
                    : type == String[].class ? texts.values().toArray(new String[0]) : unsupported(type);
        }
        if (wire instanceof Wire.Longs longs) {
            return ofLongs(longs.values(), type);
        }
        if (wire instanceof Wire.Real number) {
            return type == String.class ? String.valueOf(number.value()) : (Object) number.value();
        }
        return ofText(wire instanceof Wire.Text text ? text.value() : ((Wire.JsonText) wire).value(), type);
    }

    private static Object ofBytes(byte[] bytes, Type type, Charset jvmCharset) {
        if (type == String.class) {
            return new String(bytes, jvmCharset);
        }
        return type == byte[].class ? bytes.clone() : unsupported(type);
    }

    private static Object ofLongs(List<Long> longs, Type type) {
        if (type == String.class || isListOf(type, Long.class)) {
            return new ArrayList<>(longs);
        }
        if (type == Long[].class) {
            return longs.toArray(new Long[0]);
        }
        return type == long[].class ? longs.stream().mapToLong(Long::longValue).toArray() : unsupported(type);
    }

    private static Object ofText(String text, Type type) throws JsonProcessingException {
        if (type == String.class) {
            return text;
        }
        JsonNode json = JSON.readTree(text);
        if (type == byte[].class) {
            byte[] bytes = new byte[json.size()];
            if (!json.isArray()) {
                throw new ClassCastException("Expected BEGIN_ARRAY");
            }
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) json.get(i).asInt();
            }
            return bytes;
        }
        if (type != String[].class && !isListOf(type, String.class)) {
            return unsupported(type);
        }
        List<String> items = new ArrayList<>();
        json.forEach(item -> items.add(item.toString()));
        return type == String[].class ? items.toArray(new String[0]) : items;
    }

    private static boolean isListOf(Type type, Class<?> element) {
        return type instanceof ParameterizedType generic
                && generic.getRawType() == List.class
                && generic.getActualTypeArguments()[0] == element;
    }

    private static Object unsupported(Type type) {
        throw new UnsupportedOperationException("Input data type " + type + " is not supported");
    }
}
