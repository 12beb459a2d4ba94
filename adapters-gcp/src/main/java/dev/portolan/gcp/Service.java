package dev.portolan.gcp;

import dev.portolan.CallHandler;
import dev.portolan.DeliveryFailedException;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Handler;
import dev.portolan.Invocation;
import dev.portolan.MalformedPayloadException;
import dev.portolan.RejectedEventException;
import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.data.HttpResponse;
import dev.portolan.spi.Handlers;
import dev.portolan.spi.Hops;
import dev.portolan.spi.TraceContext;
import dev.portolan.wire.ContentMode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Serves requests with one handler: reads, handles and answers, whatever happens on the way. */
final class Service {

    private final Handler handler;
    private final GcpAdapter adapter;
    private final @Nullable IdTokens tokens;
    private final @Nullable String function = System.getenv("K_SERVICE");
    private final @Nullable Integer timeoutSeconds = timeout(System.getenv("CLOUD_RUN_TIMEOUT_SECONDS"));

    /** @param tokens what every request must bring; null where others keep strangers out */
    Service(Handler handler, GcpAdapter adapter, @Nullable IdTokens tokens) {
        this.handler = handler;
        boolean answersOnly = Handlers.isForRequestsAlone(handler) && !(handler instanceof CallHandler);
        this.adapter = answersOnly ? adapter.accepting(Recognition.HTTP) : adapter;
        this.tokens = tokens;
    }

    /** The standard adapter that opens the envelopes with these names, between commas. */
    static GcpAdapter opening(@Nullable String names) {
        return GcpAdapter.standard().opening(Hops.named(Hop.class, names));
    }

    /** The most bytes that a request's body may have. */
    int mostBytes() {
        return adapter.limits().payloadBytes();
    }

    /** What a request is answered whose body nobody needs to read; null if it is to be served. */
    @Nullable
    HttpResponse refusedOrNull(Request head) {
        return isTrusted(head, Traces.traceparent(head))
                ? null
                : HttpResponse.status(401).header("WWW-Authenticate", "Bearer");
    }

    /** Serves a request that was not refused. */
    HttpResponse serveTrusted(Request request) {
        String trace = Traces.traceparent(request);
        Invocation invocation = invocation(RequestId.ofPlatform(request), trace).withFailureLog(new Log(trace));
        try {
            return adapter.delivery(request).handle(handler, invocation);
        } catch (MalformedPayloadException e) {
            return refused(400, e.getMessage(), trace);
        } catch (UnrecognizedPayloadException e) {
            boolean format = ContentMode.of(request.header("Content-Type")) == ContentMode.UNSUPPORTED;
            return refused(format ? 415 : 400, e.getMessage(), trace);
        } catch (DeliveryFailedException e) {
            new Log(trace).error(e);
            return HttpResponse.status(500);
        }
    }

    /** Handles an event that came without its request, if no token has to come with it; returning means done. */
    void accept(Event event) throws Exception {
        String trace =
                event.getExtension("traceparent") instanceof String text ? TraceContext.traceparentOrNull(text) : null;
        if (!(handler instanceof EventHandler events)) {
            throw new IllegalStateException("the handler is none for events; implement dev.portolan.EventHandler");
        }
        if (tokens != null) {
            throw new IllegalStateException(
                    "an event came without the request that its token is in; set FUNCTION_SIGNATURE_TYPE=http");
        }
        if (!adapter.accepts(event.kind())) {
            throw Recognition.unrecognized(adapter.accepted());
        }
        Invocation invocation = invocation(null, trace);
        for (Event each : adapter.carried(event)) {
            try {
                events.handle(each, invocation);
            } catch (RejectedEventException e) {
                // There is no other end to send it to, and failing would bring it back for days.
                new Log(trace).error(e);
            }
        }
    }

    private boolean isTrusted(Request request, @Nullable String trace) {
        if (tokens == null) {
            return true;
        }
        String authorization = request.header("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length())) {
            return false;
        }
        try {
            tokens.verify(authorization.substring("Bearer ".length()).strip());
            return true;
        } catch (GeneralSecurityException e) {
            new Log(trace).warning("a token was refused: " + e.getMessage());
            return false;
        }
    }

    private Invocation invocation(@Nullable String id, @Nullable String trace) {
        Clock clock = Clock.systemUTC();
        Instant deadline = timeoutSeconds == null ? null : clock.instant().plusSeconds(timeoutSeconds);
        return new Invocation(id, function, trace, deadline, clock);
    }

    private static @Nullable Integer timeout(@Nullable String seconds) {
        try {
            return seconds == null ? null : Integer.valueOf(seconds);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static HttpResponse refused(int status, @Nullable String reason, @Nullable String trace) {
        String message = String.valueOf(reason);
        new Log(trace).warning(message);
        return HttpResponse.status(status).body("text/plain; charset=utf-8", message.getBytes(StandardCharsets.UTF_8));
    }

    /** A request that is larger than its server reads. */
    HttpResponse tooLarge() {
        return HttpResponse.status(413);
    }
}
