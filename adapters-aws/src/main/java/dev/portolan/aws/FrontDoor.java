package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.data.Bytes;
import dev.portolan.data.HttpResponse;
import dev.portolan.spi.Attributes;
import dev.portolan.spi.HttpParts;
import dev.portolan.spi.Identity;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import dev.portolan.spi.Uris;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the ways for an HTTP request into a function have in common. */
abstract class FrontDoor extends Source<byte[]> {

    private final Invocation invocation;

    FrontDoor(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public final Exchange exchange() {
        return Exchange.HTTP;
    }

    /** The id that API Gateway and function URLs give a request. */
    final String requestId(JsonNode request, MultiValues headers) {
        String id = ApiGateway.requestIdOrNull(request);
        return id == null ? traceId(request, headers) : id;
    }

    /** The id that a load balancer gives a request: its own field, for a client can send Root. */
    final String traceId(JsonNode request, MultiValues headers) {
        String trace = headers.first("X-Amzn-Trace-Id");
        String self = Traces.field(trace, "Self=");
        String id = self == null ? Traces.field(trace, "Root=") : self;
        return id == null || id.isEmpty() ? unidentified(request) : id;
    }

    /** The id of a request that names none. */
    final String unidentified(JsonNode request) {
        return Identity.of(invocation, request.bytes());
    }

    /** Whether the request says that it is a CloudEvent: by its media type, else by the header of binary mode. */
    static boolean carriesEvents(MultiValues headers) {
        String contentType = headers.first("Content-Type");
        return (contentType != null && Attributes.mediaTypeOf(contentType).startsWith("application/cloudevents"))
                || headers.has("ce-specversion");
    }

    /** The path with what a URI does not allow encoded; what arrives half-decoded stays so. */
    static String path(@Nullable String sent) {
        return sent == null ? "/" : Uris.encodePath(sent);
    }

    /** Sets the data: the body, decoded once. */
    static void addBody(Draft event, JsonNode request, MultiValues headers) {
        JsonNode body = request.atOrNull("body");
        if (body == null || (body.isString() && body.end() - body.start() == 2)) {
            return;
        }
        if (isBase64(request)) {
            event.dataBase64(body, headers.first("Content-Type"));
        } else {
            event.dataText(body, headers.first("Content-Type"));
        }
    }

    /** The body, decoded once. */
    static byte[] bodyBytes(JsonNode request) {
        JsonNode body = request.at("body");
        return isBase64(request) ? body.base64() : body.utf8();
    }

    /** VPC Lattice's first event structure is in snake case. */
    private static boolean isBase64(JsonNode request) {
        JsonNode flag = request.atOrNull("isBase64Encoded");
        JsonNode snake = flag == null ? request.atOrNull("is_base64_encoded") : flag;
        return snake != null && snake.isTrue();
    }

    static @Nullable Bytes body(Event event) {
        byte[] data = event.data();
        return data == null ? null : Bytes.wrap(data);
    }

    static Map<String, List<String>> map(MultiValues headers) {
        return headers.addTo(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
    }

    static List<String> cookies(MultiValues headers) {
        List<String> cookies = new ArrayList<>();
        for (String header : headers.all("Cookie")) {
            cookies.addAll(HttpParts.cookies(header));
        }
        return cookies;
    }

    /** For a request that no response was made for: its handler failed, or is one of events. */
    @Override
    public final byte[] answer(Outcomes outcomes) {
        return respond(HttpResponse.status(outcomes.httpStatus()));
    }

    @Override
    public abstract byte[] respond(HttpResponse response);
}
