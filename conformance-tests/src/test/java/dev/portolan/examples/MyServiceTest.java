package dev.portolan.examples;

import dev.portolan.EventHandler;
import dev.portolan.conformance.Entry;
import dev.portolan.conformance.HandlerConformance;
import dev.portolan.gcp.GcpAdapter;

final class MyServiceTest extends HandlerConformance {

    MyServiceTest() {
        super("gcp/pubsub", "gcp/cloudevent");
    }

    @Override
    protected Entry<Integer> entry(EventHandler handler) {
        return (payload, invocation) -> GcpAdapter.standard()
                .delivery(payload, invocation)
                .handle(handler, invocation)
                .status();
    }
}
