package dev.portolan.gcp;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.Bytes;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import dev.portolan.data.TypedData;
import dev.portolan.spi.HttpParts;
import dev.portolan.spi.Outcomes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plain HTTP request, calls of Firebase callables included: the body is the data.
 *
 * @see <a href="https://cloud.google.com/run/docs/container-contract">Container contract of Cloud Run</a>
 */
final class Http extends Acknowledged {

    private final String kind;
    private final Request request;

    Http(String kind, Request request) {
        this.kind = kind;
        this.request = request;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public Exchange exchange() {
        return Exchange.HTTP;
    }

    Event event() {
        String host = request.header("Host");
        Draft event = new Draft(request.body, 0, 0)
                .id(RequestId.of(request))
                .source(host == null ? kind : "//" + host)
                .type("dev.portolan.http.request")
                .subject(request.path);
        if (request.body.length > 0) {
            event.dataBytes(request.body, request.header("Content-Type"));
        }
        Traces.add(event, request);
        return event.event(this);
    }

    @Override
    public TypedData typedData(Event event, byte[] bytes, int start, int end) {
        return new HttpRequest(
                request.method,
                request.path,
                request.query,
                HttpParts.query(request.query),
                request.headers(),
                cookies(),
                request.body.length == 0 ? null : Bytes.wrap(request.body),
                request.header("X-Forwarded-Proto"),
                request.header("Host"),
                clientAddress());
    }

    private List<String> cookies() {
        List<String> cookies = new ArrayList<>();
        for (int i = 0; i < request.headerCount(); i++) {
            if (request.headerName(i).equalsIgnoreCase("Cookie")) {
                cookies.addAll(HttpParts.cookies(request.headerValue(i)));
            }
        }
        return cookies;
    }

    /** The address that Google's front end saw: the last one, for the client writes the others. */
    private @Nullable String clientAddress() {
        String last = null;
        for (int i = 0; i < request.headerCount(); i++) {
            if (request.headerName(i).equalsIgnoreCase("X-Forwarded-For")) {
                last = request.headerValue(i);
            }
        }
        return HttpParts.lastForwarded(last);
    }

    /** For a request that no response was made for: its handler failed, or is one of events. */
    @Override
    public HttpResponse answer(Outcomes outcomes) {
        return HttpResponse.status(outcomes.httpStatus());
    }

    @Override
    public HttpResponse respond(HttpResponse response) {
        return response;
    }
}
