package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * Any JSON that a function is invoked with directly; read as an event only where that is asked for.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-invocation.html">Invoking functions</a>
 */
final class Invoke extends Call {

    Invoke(Invocation invocation) {
        super("aws:invoke", invocation);
    }

    @Override
    public void map(JsonNode payload, Draft event) {
        event.id(unidentified(payload))
                .source("aws:lambda")
                .type("com.amazonaws.lambda.Invoke")
                .dataJson(payload);
    }
}
