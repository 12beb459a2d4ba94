package dev.portolan.aws;

import static dev.portolan.spi.Times.iso;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * What became of an asynchronous call or of a stream's batch, sent to another function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Destinations</a>
 */
final class Destination extends Call {

    Destination(Invocation invocation) {
        super("aws:destination", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        event.id(call.text("requestContext", "requestId"))
                .source(call.text("requestContext", "functionArn"))
                .type("com.amazonaws.lambda.Destination.", call.text("requestContext", "condition"))
                .time(iso(call.atOrNull("timestamp")))
                .dataJson(call);
    }
}
