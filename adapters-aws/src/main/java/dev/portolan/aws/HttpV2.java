package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import dev.portolan.data.TypedData;
import dev.portolan.spi.HttpParts;
import dev.portolan.spi.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A request through an HTTP API of API Gateway, payload version 2.0.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Lambda
 *     integrations for HTTP APIs</a>
 */
class HttpV2 extends FrontDoor {

    HttpV2(Invocation invocation) {
        super(invocation);
    }

    @Override
    public String kind() {
        return "aws:http-v2";
    }

    @Override
    public final void map(JsonNode request, Draft event) {
        MultiValues headers = MultiValues.headersOf(request);
        event.id(requestId(request, headers))
                .source(source(request, headers))
                .type("dev.portolan.http.request")
                .subject(path(request, headers))
                .time(ApiGateway.time(request, "timeEpoch", "time"))
                .extension("authtype", ApiGateway.callerType(request));
        Traces.add(event, headers);
        addBody(event, request, headers);
    }

    String[] source(JsonNode request, MultiValues headers) {
        return ApiGateway.source(request, headers);
    }

    String path(JsonNode request, MultiValues headers) {
        return path(ApiGateway.withoutStage(request.textOrNull("rawPath"), request, headers));
    }

    @Override
    public final TypedData typedData(JsonNode request, Event event) {
        MultiValues headers = MultiValues.headersOf(request);
        String rawQuery = request.textOrNull("rawQueryString");
        String host = headers.first("Host");
        return new HttpRequest(
                request.text("requestContext", "http", "method"),
                path(request, headers),
                rawQuery,
                HttpParts.query(rawQuery),
                map(headers),
                cookies(request),
                body(event),
                "https",
                host == null ? request.textOrNull("requestContext", "domainName") : host,
                request.textOrNull("requestContext", "http", "sourceIp"));
    }

    private static List<String> cookies(JsonNode request) {
        List<String> cookies = new ArrayList<>();
        JsonNode list = request.atOrNull("cookies");
        if (list != null && list.isArray()) {
            for (JsonNode cookie : list) {
                if (cookie.isString()) {
                    cookies.add(cookie.string());
                }
            }
        }
        return cookies;
    }

    @Override
    public final byte[] respond(HttpResponse response) {
        return HttpAnswer.httpV2(response);
    }
}
