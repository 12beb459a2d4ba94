package dev.portolan.gcp;

import dev.portolan.Draft;
import dev.portolan.spi.Attributes;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.TraceContext;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a message or a request belongs to.
 *
 * @see <a href="https://cloud.google.com/trace/docs/trace-context">Trace context</a>
 */
final class Traces {

    private Traces() {}

    /** The producer's trace from the attributes of its message, else the request's. */
    static void add(Draft event, @Nullable JsonNode attributes, Request request) {
        if (!addOfMessage(event, attributes)) {
            add(event, request);
        }
    }

    /** The producer's trace from the attributes of its message; false if they tell none. */
    static boolean addOfMessage(Draft event, @Nullable JsonNode attributes) {
        if (attributes == null || !attributes.isObject()) {
            return false;
        }
        String w3c = TraceContext.traceparentOrNull(attributes.textOrNull("traceparent"));
        if (w3c != null) {
            event.trace(w3c, attributes.textOrNull("tracestate"));
            return true;
        }
        String client = TraceContext.traceparentOrNull(attributes.textOrNull("googclient_traceparent"));
        if (client != null) {
            event.trace(client, attributes.textOrNull("googclient_tracestate"));
        }
        return client != null;
    }

    /** The request's trace. */
    static void add(Draft event, Request request) {
        String w3c = TraceContext.traceparentOrNull(request.header("traceparent"));
        if (w3c != null) {
            event.trace(w3c, request.header("tracestate"));
        } else {
            event.trace(ofCloudTrace(request), null);
        }
    }

    /** The request's trace as a traceparent; null if it has none. */
    static @Nullable String traceparent(Request request) {
        String w3c = TraceContext.traceparentOrNull(request.header("traceparent"));
        return w3c == null ? ofCloudTrace(request) : w3c;
    }

    /** The traceparent of {@code X-Cloud-Trace-Context: TRACE/SPAN;o=1}, whose span is an unsigned decimal. */
    static @Nullable String ofCloudTrace(Request request) {
        String header = request.header("X-Cloud-Trace-Context");
        if (header == null || header.length() < 34 || header.charAt(32) != '/') {
            return null;
        }
        int options = header.indexOf(';', 33);
        String span = spanId(header.substring(33, options < 0 ? header.length() : options));
        boolean sampled = options >= 0 && header.startsWith("o=1", options + 1);
        return span == null
                ? null
                : TraceContext.traceparentOrNull(Attributes.lowerCase(header.substring(0, 32)), span, sampled);
    }

    private static @Nullable String spanId(String decimal) {
        for (int i = 0; i < decimal.length(); i++) {
            if (decimal.charAt(i) < '0' || decimal.charAt(i) > '9') {
                return null;
            }
        }
        try {
            String hex = Long.toHexString(Long.parseUnsignedLong(decimal));
            return "0000000000000000".substring(hex.length()) + hex;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
