package dev.portolan.examples;

import com.amazonaws.services.lambda.runtime.Context;
import dev.portolan.Delivery;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.aws.AwsAdapter;
import dev.portolan.aws.LambdaEntry;
import dev.portolan.data.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The README's Lambda that has been there before: one call was added to it. */
final class Orders implements EventHandler {

    @Override
    public void handle(Event event, Invocation invocation) {
        if (event.typedData() instanceof Message message
                && message.body().utf8().equals("fail")) {
            throw new IllegalStateException("this order fails");
        }
    }

    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Invocation invocation = LambdaEntry.invocation(context); // its deadline, its trace, its log
        Delivery<byte[]> delivery = AwsAdapter.standard().delivery(in.readAllBytes(), invocation);
        out.write(delivery.handle(new Orders(), invocation)); // or: for (Event event : delivery.events()) …
    }
}
