package dev.portolan.aws;

import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * A request to a function's own URL: as an HTTP API's, at an address of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">Invoking function URLs</a>
 */
final class FunctionUrl extends HttpV2 {

    FunctionUrl(Invocation invocation) {
        super(invocation);
    }

    @Override
    public String kind() {
        return "aws:function-url";
    }

    @Override
    String[] source(JsonNode request, MultiValues headers) {
        return new String[] {"https://", request.text("requestContext", "domainName"), "/"};
    }

    @Override
    String path(JsonNode request, MultiValues headers) {
        return path(request.textOrNull("rawPath"));
    }
}
