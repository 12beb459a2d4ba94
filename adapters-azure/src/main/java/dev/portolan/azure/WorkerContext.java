package dev.portolan.azure;

import com.microsoft.azure.functions.ExecutionContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the Java worker's own execution context tells beyond its interface: the annotated method, and all trigger metadata,
 * declared or not. Declaring metadata as a parameter would fail every invocation that lacks it.
 *
 * <p>These are public methods of classes that nobody promised to keep: where they are missing, nothing is known.
 *
 * @see <a href="https://github.com/Azure/azure-functions-java-worker">The Java worker</a>
 */
final class WorkerContext implements Metadata {

    private final ExecutionContext context;

    WorkerContext(ExecutionContext context) {
        this.context = context;
    }

    /** The user's method that is being called; null if the context does not tell. */
    @Nullable
    Method method() {
        Object info = call(context, "getMethodBindInfo");
        return call(info, "getMethod") instanceof Method method ? method : null;
    }

    @Override
    public @Nullable Object get(String name) {
        // The name is the worker's.
        return value("getTriggerMetatDataByName", name, String.class);
    }

    @Override
    public byte @Nullable [] bytes(String name) {
        return value("getTriggerMetatDataByName", name, byte[].class) instanceof byte[] bytes ? bytes : null;
    }

    /** The payload of a parameter as another type; null if it cannot be had so. */
    @Nullable
    Object payload(String parameter, Type type) {
        return value("getDataByName", parameter, type);
    }

    private @Nullable Object value(String accessor, String name, Type type) {
        Object store = call(context, "getDataStore");
        if (store == null) {
            return null;
        }
        try {
            Method method = store.getClass().getMethod(accessor, String.class, Type.class);
            Object found = method.invoke(store, name, type);
            return found instanceof Optional<?> data && data.isPresent() ? call(data.get(), "getValue") : null;
        } catch (InvocationTargetException e) {
            // The worker's way to say that there is none of that name.
            return null;
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            return null;
        }
    }

    private static @Nullable Object call(@Nullable Object target, String accessor) {
        if (target == null) {
            return null;
        }
        try {
            return target.getClass().getMethod(accessor).invoke(target);
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            return null;
        }
    }
}
