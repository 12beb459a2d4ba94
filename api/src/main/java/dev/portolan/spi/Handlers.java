package dev.portolan.spi;

import dev.portolan.EventHandler;
import dev.portolan.Handler;
import dev.portolan.HttpHandler;
import java.lang.reflect.InvocationTargetException;
import java.util.Iterator;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds the handler of a deployment that gave none by constructor. */
public final class Handlers {

    /** The environment variable, or system property, that holds the name of the handler's class. */
    public static final String SETTING = "PORTOLAN_HANDLER";

    private Handlers() {}

    /**
     * The handler: the class that {@link #SETTING} names, else the only {@code dev.portolan.Handler} service.
     *
     * <p>Called once, while the function starts, so that a wrong setting fails the deployment and not its first event.
     *
     * @param loader the class loader of the function; a context class loader is not always that
     * @throws IllegalStateException if there is none, or more than one, or it cannot be made; the message says what to do
     */
    public static Handler find(ClassLoader loader) {
        String name = System.getenv(SETTING);
        if (name == null || name.isBlank()) {
            name = System.getProperty(SETTING);
        }
        return name == null || name.isBlank() ? onlyService(loader) : named(name.strip(), loader);
    }

    /** Whether it answers requests and takes no events, so that a request which looks like an event is as plain as any other. */
    public static boolean isForRequestsAlone(Handler handler) {
        return handler instanceof HttpHandler && !(handler instanceof EventHandler);
    }

    private static Handler named(String name, ClassLoader loader) {
        try {
            Object handler = Class.forName(name, true, loader).getConstructor().newInstance();
            if (handler instanceof Handler found) {
                return found;
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            throw unusable(name, e);
        }
        throw unusable(name, null);
    }

    private static IllegalStateException unusable(String name, @Nullable Throwable cause) {
        if (cause instanceof InvocationTargetException || cause instanceof ExceptionInInitializerError) {
            Throwable thrown = cause.getCause();
            return new IllegalStateException(
                    SETTING + " names " + name + ", whose constructor or initializer threw "
                            + (thrown == null ? cause : thrown).getClass().getName(),
                    thrown);
        }
        return new IllegalStateException(
                SETTING + " names " + name
                        + ", which must be a public class with a public constructor without parameters that implements"
                        + " EventHandler, HttpHandler or CallHandler",
                cause);
    }

    private static Handler onlyService(ClassLoader loader) {
        Iterator<Handler> services = ServiceLoader.load(Handler.class, loader).iterator();
        if (!services.hasNext()) {
            throw new IllegalStateException("no handler: set " + SETTING + " to the name of its class");
        }
        Handler handler = services.next();
        if (services.hasNext()) {
            throw new IllegalStateException(
                    "more than one handler: set " + SETTING + " to the name of the class to use");
        }
        return handler;
    }
}
