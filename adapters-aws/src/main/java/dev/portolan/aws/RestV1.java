package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import dev.portolan.data.TypedData;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Uris;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request through a REST API of API Gateway, or an HTTP API with payload version 1.0.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">Proxy
 *     integrations</a>
 */
final class RestV1 extends FrontDoor {

    RestV1(Invocation invocation) {
        super(invocation);
    }

    @Override
    public String kind() {
        return "aws:rest-v1";
    }

    @Override
    public void map(JsonNode request, Draft event) {
        MultiValues headers = MultiValues.headersOf(request);
        event.id(requestId(request, headers))
                .source(ApiGateway.source(request, headers))
                .type("dev.portolan.http.request")
                .subject(path(request, headers))
                .time(ApiGateway.time(request, "requestTimeEpoch", "requestTime"))
                .extension("authtype", ApiGateway.callerType(request));
        Traces.add(event, headers);
        addBody(event, request, headers);
    }

    @Override
    public TypedData typedData(JsonNode request, Event event) {
        MultiValues headers = MultiValues.headersOf(request);
        Map<String, List<String>> query = MultiValues.of(
                        request, "multiValueQueryStringParameters", "queryStringParameters")
                .addTo(new LinkedHashMap<>());
        String scheme = headers.first("X-Forwarded-Proto");
        String host = headers.first("Host");
        return new HttpRequest(
                request.text("httpMethod"),
                path(request, headers),
                rawQuery(query),
                query,
                map(headers),
                cookies(headers),
                body(event),
                scheme == null ? "https" : scheme,
                host == null ? request.textOrNull("requestContext", "domainName") : host,
                request.textOrNull("requestContext", "identity", "sourceIp"));
    }

    /** An HTTP API, too, can send this form, and says so by its version. */
    private static String path(JsonNode request, MultiValues headers) {
        String path = request.textOrNull("path");
        return path(
                "1.0".equals(request.textOrNull("version")) ? ApiGateway.withoutStage(path, request, headers) : path);
    }

    /** Encoded again, for API Gateway sends names and values decoded. */
    private static @Nullable String rawQuery(Map<String, List<String>> query) {
        StringBuilder raw = new StringBuilder();
        for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
            for (String value : parameter.getValue()) {
                raw.append(raw.length() == 0 ? "" : "&")
                        .append(Uris.encodeComponent(parameter.getKey()))
                        .append('=')
                        .append(Uris.encodeComponent(value));
            }
        }
        return raw.length() == 0 ? null : raw.toString();
    }

    @Override
    public byte[] respond(HttpResponse response) {
        return HttpAnswer.restV1(response);
    }
}
