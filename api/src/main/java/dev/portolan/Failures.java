package dev.portolan;

import dev.portolan.spi.Outcomes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the exceptions of a delivery that failed; loaded only then, as they are. */
final class Failures {

    private static final int MOST_SUPPRESSED = 10;

    private Failures() {}

    // Declared as what every JVM has loaded, so that the verifier of a class that throws one does not load what it is.

    static RuntimeException noEventHandler(String kind) {
        return failed(kind, "the handler is none for events; implement dev.portolan.EventHandler", null);
    }

    static RuntimeException stopped(String kind, @Nullable Throwable first) {
        return failed(kind, "stopped before all events of an item", first);
    }

    static RuntimeException unexplained(String kind) {
        return failed(kind, "reported as failed, nobody said why", null);
    }

    /** See {@link Outcomes#deliveryFailed}. */
    static RuntimeException of(String kind, Outcomes outcomes) {
        int notDone = 0;
        Throwable first = null;
        List<Throwable> others = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Throwable failure = outcomes.failure(i);
            notDone += outcomes.isDone(i) ? 0 : 1;
            if (first == null) {
                first = failure;
            } else if (failure != null && failure != first && others.size() < MOST_SUPPRESSED) {
                others.add(failure);
            }
        }
        DeliveryFailedException failed =
                failed(kind, notDone + " of " + outcomes.size() + " items are not done", first);
        for (Throwable other : others) {
            failed.addSuppressed(other);
        }
        return failed;
    }

    private static DeliveryFailedException failed(String kind, String problem, @Nullable Throwable cause) {
        return new DeliveryFailedException(kind + ": " + problem, cause);
    }
}
