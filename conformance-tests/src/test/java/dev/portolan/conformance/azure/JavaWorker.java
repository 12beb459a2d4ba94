package dev.portolan.conformance.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.annotation.BindingName;
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
import org.jspecify.annotations.Nullable;

/** The rules W1 to W7 by which the Java worker calls a method; each is proved in {@link EmulatorTest}. */
final class JavaWorker {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JavaWorker() {}

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

    /** Calls the method on a thread of its own. */
    static Invoked invoke(
            Method method, Map<String, Wire> inputs, Map<String, Wire> metadata, EmulatedContext.Facts facts) {
        Invoked[] outcome = new Invoked[1];
        Thread thread = new Thread(() -> outcome[0] = call(method, inputs, metadata, facts));
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return outcome[0];
    }

    private static Invoked call(
            Method method, Map<String, Wire> inputs, Map<String, Wire> metadata, EmulatedContext.Facts facts) {
        @Nullable Object instance;
        List<Object> arguments = new ArrayList<>();
        try {
            EmulatedContext context = new EmulatedContext(new DataStore(inputs, metadata), method, facts);
            for (Parameter parameter : method.getParameters()) {
                arguments.add(argument(parameter, context));
            }
            // W4: a new instance of the class for every call; none for a static method.
            instance = Modifier.isStatic(method.getModifiers())
                    ? null
                    : method.getDeclaringClass().getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            return e.getCause() instanceof Error error ? new Invoked.Hung(error) : failed(e.getTargetException());
        } catch (Exception e) {
            return failed(e);
        } catch (Error e) {
            return new Invoked.Hung(e);
        }
        Thread.currentThread().setContextClassLoader(method.getDeclaringClass().getClassLoader());
        try {
            return new Invoked.Returned(method.invoke(instance, arguments.toArray()));
        } catch (InvocationTargetException e) {
            return failed(e.getTargetException());
        } catch (Exception e) {
            return failed(e);
        } finally {
            Thread.currentThread().setContextClassLoader(ClassLoader.getSystemClassLoader());
        }
    }

    private static Invoked failed(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new Invoked.Failed(root.getClass().getSimpleName() + ": " + root.getMessage(), failure);
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
                : context.getDataStore().getDataByName(bindingName(parameter), type);
        return found.orElseThrow(() -> new ClassCastException("Cannot convert to " + type))
                .getValue();
    }

    private static String bindingName(Parameter parameter) throws ReflectiveOperationException {
        for (Annotation annotation : parameter.getAnnotations()) {
            return (String) annotation.annotationType().getMethod("name").invoke(annotation);
        }
        throw new NoSuchMethodException("the parameter has no binding");
    }

    /** W3: what a value becomes for a type; an exception where the worker has one. */
    static @Nullable Object convert(Wire wire, Type type) throws JsonProcessingException {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            return Optional.ofNullable(convert(wire, generic.getActualTypeArguments()[0]));
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
            return new EmulatedRequest(request, convert(body, message.getActualTypeArguments()[0]));
        }
        if (wire instanceof Wire.Binary bytes) {
            return ofBytes(bytes.value().toArray(), type);
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

    private static Object ofBytes(byte[] bytes, Type type) {
        if (type == String.class) {
            return new String(bytes, Charset.defaultCharset());
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
