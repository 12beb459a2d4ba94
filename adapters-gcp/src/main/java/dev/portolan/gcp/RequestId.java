package dev.portolan.gcp;

import dev.portolan.spi.Fingerprint;
import org.jspecify.annotations.Nullable;

/** An id for a request that has no identity of its own; not fit for finding duplicates. */
final class RequestId {

    private RequestId() {}

    /** The execution's id, else the trace and span, else a hash of what the request says. */
    static String of(Request request) {
        String execution = request.header("Function-Execution-Id");
        if (execution != null) {
            return execution;
        }
        String cloudTrace = request.header("X-Cloud-Trace-Context");
        if (cloudTrace != null && Traces.ofCloudTrace(request) != null) {
            int options = cloudTrace.indexOf(';');
            return options < 0 ? cloudTrace : cloudTrace.substring(0, options);
        }
        String traceparent = Traces.traceparent(request);
        return traceparent == null ? "sha256-" + fingerprint(request).hex(32) : traceparent.substring(3, 52);
    }

    /** The platform's id of the call: the execution's, else the trace and span; null if no header tells it. */
    static @Nullable String ofPlatform(Request request) {
        return request.header("Function-Execution-Id") == null && Traces.traceparent(request) == null
                ? null
                : of(request);
    }

    private static Fingerprint fingerprint(Request request) {
        return new Fingerprint().add(request.method).add(request.target()).add(request.body);
    }
}
