package dev.portolan.gcp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** An id for a request that has no identity of its own; not fit for finding duplicates. */
final class RequestId {

    private static final String HEX = "0123456789abcdef";

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
        return traceparent == null ? hash(request) : traceparent.substring(3, 52);
    }

    /** The platform's id of the call: the execution's, else the trace and span; null if no header tells it. */
    static @Nullable String ofPlatform(Request request) {
        return request.header("Function-Execution-Id") == null && Traces.traceparent(request) == null
                ? null
                : of(request);
    }

    private static String hash(Request request) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            add(sha256, request.method.getBytes(StandardCharsets.UTF_8));
            add(sha256, request.target().getBytes(StandardCharsets.UTF_8));
            add(sha256, request.body);
            byte[] digest = sha256.digest();
            StringBuilder id = new StringBuilder("sha256-");
            for (int i = 0; i < 16; i++) {
                id.append(HEX.charAt((digest[i] >> 4) & 0xF)).append(HEX.charAt(digest[i] & 0xF));
            }
            return id.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Each part with its length before it, so that no two requests have the same parts. */
    private static void add(MessageDigest digest, byte[] part) {
        digest.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(part);
    }
}
