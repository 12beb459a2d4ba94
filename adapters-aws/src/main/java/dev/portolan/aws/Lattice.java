package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import dev.portolan.data.TypedData;
import dev.portolan.spi.HttpParts;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Times;

/**
 * A request through VPC Lattice, in its second event structure or in the first, which is in snake case.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html">Lambda functions as targets</a>
 */
final class Lattice extends FrontDoor {

    Lattice(Invocation invocation) {
        super(invocation);
    }

    @Override
    public String kind() {
        return "aws:lattice";
    }

    @Override
    public void map(JsonNode request, Draft event) {
        MultiValues headers = MultiValues.headersOf(request);
        String host = headers.first("Host");
        boolean isFirst = isFirst(request);
        event.id(traceId(request, headers))
                .source(
                        !isFirst
                                ? request.text("requestContext", "serviceArn")
                                : host == null ? "aws:vpc-lattice" : "//" + host)
                .type("dev.portolan.http.request")
                .subject(path(request.textOrNull(isFirst ? "raw_path" : "path")))
                .time(Times.micros(request.atOrNull("requestContext", "timeEpoch")));
        Traces.add(event, headers);
        addBody(event, request, headers);
    }

    private static boolean isFirst(JsonNode request) {
        return request.atOrNull("raw_path") != null;
    }

    @Override
    public TypedData typedData(JsonNode request, Event event) {
        MultiValues headers = MultiValues.headersOf(request);
        boolean isFirst = isFirst(request);
        String rawQuery = Alb.rawQuery(
                MultiValues.of(request, "queryStringParameters", isFirst ? "query_string_parameters" : ""));
        return new HttpRequest(
                request.text("method"),
                path(request.textOrNull(isFirst ? "raw_path" : "path")),
                rawQuery,
                HttpParts.query(rawQuery),
                map(headers),
                cookies(headers),
                body(event),
                headers.first("X-Forwarded-Proto"),
                headers.first("Host"),
                Alb.lastForwarded(headers));
    }

    @Override
    public byte[] respond(HttpResponse response) {
        return HttpAnswer.alb(response, false);
    }
}
