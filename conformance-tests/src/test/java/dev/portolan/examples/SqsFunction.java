package dev.portolan.examples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.portolan.aws.LambdaEntry;
import dev.portolan.aws.LambdaEvents;

/** The deployment page's function that takes a class of AWS's. */
public final class SqsFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {

    private final Orders orders = new Orders();

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return LambdaEvents.read(event).handle(orders, LambdaEntry.invocation(context));
    }
}
