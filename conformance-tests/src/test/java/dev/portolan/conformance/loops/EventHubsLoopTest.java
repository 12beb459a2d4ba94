package dev.portolan.conformance.loops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.EventHandler;
import dev.portolan.azure.AzureFunction;
import dev.portolan.azure.FailurePolicy;
import dev.portolan.conformance.Entry;
import dev.portolan.conformance.azure.Described;
import dev.portolan.conformance.azure.FunctionContext;
import org.junit.jupiter.api.Test;

/** A log that moves on whatever the function does: what saves the events is the policy. */
class EventHubsLoopTest {

    private static final int HISTORIES = Integer.getInteger("portolan.histories", 1_000);
    private static final EventHandler NOTHING = (event, invocation) -> {};
    private static final Faults EXCEPTIONS = new Faults(20, 0, 0, 0, 0, 0);

    private static Entry<Object> entry(AzureFunction function) {
        return (payload, invocation) -> {
            function.handle(Described.payload(payload), FunctionContext.quiet(false));
            return "returned";
        };
    }

    @Test
    void what_fails_goes_to_the_dead_letters_and_nothing_is_lost() {
        int aside = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            History history = DeliveryLoop.eventHubs(EXCEPTIONS)
                    .run(
                            seed,
                            NOTHING,
                            watch -> entry(AzureFunction.of(watch::handler)
                                    .onFailure(
                                            FailurePolicy.deadLetter((event, failure) -> watch.deadLettered(event)))));
            history.verify();
            aside += history.deadLettered().size();
        }
        assertTrue(aside > 0);
    }

    @Test
    void the_policy_that_only_fails_is_seen_to_lose_events() {
        History history = DeliveryLoop.eventHubs(new Faults(60, 0, 0, 0, 0, 0))
                .run(7, NOTHING, watch -> entry(AzureFunction.of(watch::handler).onFailure(FailurePolicy.fail())));
        assertFalse(history.violations().isEmpty());
        assertTrue(history.violations().get(0).endsWith("was neither handled nor put aside"));
        assertEquals(0, history.deadLettered().size());
    }
}
