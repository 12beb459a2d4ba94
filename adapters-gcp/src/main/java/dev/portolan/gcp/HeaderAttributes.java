package dev.portolan.gcp;

import dev.portolan.spi.Attributes;
import java.util.Map;
import java.util.TreeMap;

/**
 * The headers of a request that its producer chose: all but those of the transport and of Google, and every token.
 *
 * <p>Names are in lower case and sorted, so that the same message gives the same bytes behind every server: some keep the
 * order of headers, some do not.
 */
final class HeaderAttributes {

    private HeaderAttributes() {}

    static Map<String, String> of(Request request) {
        Map<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < request.headerCount(); i++) {
            String name = Attributes.lowerCase(request.headerName(i));
            boolean formByDefault =
                    name.equals("content-type") && request.mediaType().equals("application/x-www-form-urlencoded");
            String value = request.headerValue(i);
            if (!isOfTransport(name) && !formByDefault && !isGooglesName(name, value)) {
                attributes.putIfAbsent(name, value);
            }
        }
        return attributes;
    }

    /** Google signs its requests; anyone else's {@code from} is an attribute like any other. */
    private static boolean isGooglesName(String name, String value) {
        return name.equals("from") && value.equals("noreply@google.com");
    }

    private static boolean isOfTransport(String name) {
        return switch (name) {
            case "accept",
                    "accept-charset",
                    "accept-encoding",
                    "accept-language",
                    "authorization",
                    "connection",
                    "content-length",
                    "forwarded",
                    "function-execution-id",
                    "host",
                    "traceparent",
                    "tracestate",
                    "transfer-encoding",
                    "user-agent",
                    "via",
                    "x-cloud-trace-context" -> true;
            default ->
                name.startsWith("x-appengine-")
                        || name.startsWith("x-cloudtasks-")
                        || name.startsWith("x-forwarded-")
                        || name.startsWith("x-goog-")
                        || name.startsWith("x-google-")
                        || name.startsWith("x-serverless-");
        };
    }
}
