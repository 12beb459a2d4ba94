package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.spi.TraceContext;
import org.jspecify.annotations.Nullable;

/**
 * Trace context from the producer, else from X-Ray.
 *
 * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader">Tracing
 *     header</a>
 */
final class Traces {

    private Traces() {}

    /** Sets the trace of the event: the producer's, if its {@code traceparent} is valid, else the X-Ray header's. */
    static void add(Draft event, @Nullable String traceparent, @Nullable String tracestate, @Nullable String xray) {
        // As in Draft: without one the class is not loaded.
        if (traceparent != null && TraceContext.traceparentOrNull(traceparent) != null) {
            event.trace(traceparent, tracestate);
        } else if (xray != null) {
            event.trace(fromXray(xray), null);
        }
    }

    /** Sets the trace of the event: the request's. */
    static void add(Draft event, MultiValues headers) {
        String traceparent = headers.first("traceparent");
        // Most requests have none: then its companion is not looked for in vain.
        String tracestate = traceparent == null ? null : headers.first("tracestate");
        add(event, traceparent, tracestate, headers.first("X-Amzn-Trace-Id"));
    }

    /** {@code Root=1-<8 hex>-<24 hex>;Parent=<16 hex>;Sampled=1} as a {@code traceparent}; null without Root or Parent. */
    static @Nullable String fromXray(@Nullable String header) {
        String root = field(header, "Root=");
        String parent = field(header, "Parent=");
        if (root == null || parent == null || root.length() != 35 || !root.startsWith("1-") || root.charAt(10) != '-') {
            return null;
        }
        return TraceContext.traceparentOrNull(
                root.substring(2, 10) + root.substring(11), parent, "1".equals(field(header, "Sampled=")));
    }

    /** The value of a field such as {@code Root=}; null if the header lacks it. */
    static @Nullable String field(@Nullable String header, String name) {
        if (header == null) {
            return null;
        }
        int at = header.indexOf(name);
        while (at > 0 && header.charAt(at - 1) != ';') {
            at = header.indexOf(name, at + 1);
        }
        if (at < 0) {
            return null;
        }
        int start = at + name.length();
        int end = header.indexOf(';', start);
        return end < 0 ? header.substring(start) : header.substring(start, end);
    }
}
