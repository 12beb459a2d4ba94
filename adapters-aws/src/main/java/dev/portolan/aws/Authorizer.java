package dev.portolan.aws;

import static dev.portolan.spi.Times.millis;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * A question of API Gateway whether a request may pass, of REST, HTTP and WebSocket APIs.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html">Input to an authorizer</a>
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html">Authorizers of HTTP APIs</a>
 */
final class Authorizer extends Call {

    Authorizer(Invocation invocation) {
        super("aws:authorizer", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        String id = ApiGateway.requestIdOrNull(call);
        String route = call.textOrNull("routeArn");
        JsonNode time = call.atOrNull("requestContext", "requestTimeEpoch");
        event.id(id == null ? unidentified(call) : id)
                .source(route == null ? call.text("methodArn") : route)
                .type("com.amazonaws.apigateway.authorizer.", call.text("type"))
                .time(millis(time == null ? call.atOrNull("requestContext", "timeEpoch") : time))
                .dataJson(call);
    }
}
