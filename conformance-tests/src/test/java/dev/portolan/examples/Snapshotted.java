package dev.portolan.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.aws.AwsAdapter;

/** A handler whose snapshot holds the classes that read an event. */
public final class Snapshotted implements EventHandler {

    private static final byte[] SAMPLE = """
            {"Records":[{"messageId":"m","body":"","eventSource":"aws:sqs",
            "eventSourceARN":"arn:aws:sqs:eu-west-1:111122223333:orders","attributes":{"SentTimestamp":"1767323045678"}}]}""".getBytes(UTF_8);

    static {
        AwsAdapter.read(SAMPLE).events();
    }

    @Override
    public void handle(Event event, Invocation invocation) {
        if (event.data() == null) {
            throw new IllegalArgumentException("an order without data");
        }
    }
}
