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
import org.jspecify.annotations.Nullable;

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
        // Lattice gives a request no id, and its trace header is the client's.
        event.id(unidentified(request))
                .source(
                        !isFirst
                                ? request.text("requestContext", "serviceArn")
                                : host == null ? "aws:vpc-lattice" : "//" + host)
                .type("dev.portolan.http.request")
                .subject(path(request))
                .time(Times.micros(request.atOrNull("requestContext", "timeEpoch")));
        Traces.add(event, headers);
        addBody(event, request, headers);
    }

    private static boolean isFirst(JsonNode request) {
        return request.atOrNull("raw_path") != null;
    }

    private static @Nullable String target(JsonNode request) {
        return request.textOrNull(isFirst(request) ? "raw_path" : "path");
    }

    /** Without the query, which Lattice leaves behind it. */
    private static String path(JsonNode request) {
        String target = target(request);
        int query = target == null ? -1 : target.indexOf('?');
        return path(target == null || query < 0 ? target : query == 0 ? null : target.substring(0, query));
    }

    /** As the client wrote it behind the path, else joined of the parameters. */
    private static @Nullable String rawQuery(JsonNode request) {
        String target = target(request);
        int query = target == null ? -1 : target.indexOf('?');
        return target == null || query < 0
                ? Alb.rawQuery(MultiValues.of(
                        request, "queryStringParameters", isFirst(request) ? "query_string_parameters" : ""))
                : target.substring(query + 1);
    }

    @Override
    public TypedData typedData(JsonNode request, Event event) {
        MultiValues headers = MultiValues.headersOf(request);
        String rawQuery = rawQuery(request);
        return new HttpRequest(
                request.text("method"),
                path(request),
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
