package dev.portolan.azure;

import com.microsoft.azure.functions.ExecutionContext;
import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The triggers of the functions that were called, each read from its annotations once. */
final class DeclaredTriggers {

    private final Settings settings;
    private final ConcurrentHashMap<String, DeclaredTrigger> known = new ConcurrentHashMap<>();

    DeclaredTriggers(Settings settings) {
        this.settings = settings;
    }

    /** The trigger of the function that is being called; null if it has none, or the context does not tell. */
    @Nullable
    DeclaredTrigger ofOrNull(ExecutionContext context) {
        String function = context.getFunctionName();
        DeclaredTrigger trigger = known.get(function);
        if (trigger == null) {
            Method method = new WorkerContext(context).method();
            trigger = method == null ? null : DeclaredTrigger.ofOrNull(method, function, settings);
            if (trigger != null) {
                known.put(function, trigger);
            }
        }
        return trigger;
    }
}
