package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import dev.portolan.data.TypedData;
import dev.portolan.spi.HttpParts;
import dev.portolan.spi.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request through an Application Load Balancer.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html">Lambda functions
 *     as targets</a>
 */
final class Alb extends FrontDoor {

    private final boolean multiValue;

    Alb(Invocation invocation, JsonNode request) {
        super(invocation);
        multiValue = request.atOrNull("multiValueHeaders") != null;
    }

    @Override
    public String kind() {
        return "aws:alb";
    }

    @Override
    public void map(JsonNode request, Draft event) {
        MultiValues headers = MultiValues.headersOf(request);
        event.id(traceId(request, headers))
                .source(request.text("requestContext", "elb", "targetGroupArn"))
                .type("dev.portolan.http.request")
                .subject(path(request.textOrNull("path")));
        Traces.add(event, headers);
        addBody(event, request, headers);
    }

    @Override
    public TypedData typedData(JsonNode request, Event event) {
        MultiValues headers = MultiValues.headersOf(request);
        String rawQuery = rawQuery(MultiValues.of(request, "multiValueQueryStringParameters", "queryStringParameters"));
        return new HttpRequest(
                request.text("httpMethod"),
                path(request.textOrNull("path")),
                rawQuery,
                HttpParts.query(rawQuery),
                map(headers),
                cookies(headers),
                body(event),
                headers.first("X-Forwarded-Proto"),
                headers.first("Host"),
                lastForwarded(headers));
    }

    /** Joined as it came, for a load balancer decodes nothing. */
    static @Nullable String rawQuery(MultiValues parameters) {
        Map<String, List<String>> query = parameters.addTo(new LinkedHashMap<>());
        StringBuilder raw = new StringBuilder();
        for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
            for (String value : parameter.getValue()) {
                raw.append(raw.length() == 0 ? "" : "&")
                        .append(parameter.getKey())
                        .append('=')
                        .append(value);
            }
        }
        return raw.length() == 0 ? null : raw.toString();
    }

    /** The address that the balancer itself saw; those before it are the client's word. */
    static @Nullable String lastForwarded(MultiValues headers) {
        List<String> all = headers.all("X-Forwarded-For");
        return HttpParts.lastForwarded(all.isEmpty() ? null : all.get(all.size() - 1));
    }

    @Override
    public byte[] respond(HttpResponse response) {
        return HttpAnswer.alb(response, multiValue);
    }
}
