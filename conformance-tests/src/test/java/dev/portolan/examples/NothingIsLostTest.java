package dev.portolan.examples;

import dev.portolan.EventHandler;
import dev.portolan.aws.AwsAdapter;
import dev.portolan.conformance.loops.DeliveryLoop;
import dev.portolan.conformance.loops.Faults;
import org.junit.jupiter.api.Test;

/** The kit's page: a function on a queue where everything goes wrong now and then. */
class NothingIsLostTest {

    private final EventHandler handler = (event, invocation) -> {};

    @Test
    void nothing_is_lost_whatever_goes_wrong() {
        for (long seed = 0; seed < 200; seed++) {
            DeliveryLoop.sqs(Faults.ALL)
                    .run(
                            seed,
                            handler,
                            watch -> (payload, invocation) -> AwsAdapter.standard()
                                    .delivery(payload, invocation)
                                    .handle(watch.handler(), invocation))
                    .verify();
        }
    }
}
