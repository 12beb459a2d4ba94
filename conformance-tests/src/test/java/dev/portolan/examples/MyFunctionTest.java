package dev.portolan.examples;

import dev.portolan.EventHandler;
import dev.portolan.aws.AwsAdapter;
import dev.portolan.conformance.Entry;
import dev.portolan.conformance.HandlerConformance;

final class MyFunctionTest extends HandlerConformance {

    MyFunctionTest() {
        super("aws/sqs-fifo");
    }

    @Override
    protected Entry<byte[]> entry(EventHandler handler) {
        return (payload, invocation) ->
                AwsAdapter.standard().delivery(payload, invocation).handle(handler, invocation);
    }
}
