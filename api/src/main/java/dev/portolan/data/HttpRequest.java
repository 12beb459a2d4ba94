package dev.portolan.data;

import dev.portolan.spi.Attributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request: API Gateway, function URLs, load balancers, Cloud Run, HTTP triggers.
 *
 * @param method the method in upper case, such as {@code GET}
 * @param path the path, percent-encoded, without the deployment stage
 * @param rawQuery the query as it stands in the request line, without {@code ?}; null when there is none
 * @param query the decoded query parameters; a name may have several values
 * @param headers the header values by name in lower case; looked up whatever the case of the letters
 * @param cookies the request's cookies as {@code name=value}, in their order
 * @param body the body, decoded once; null when there is none
 * @param scheme {@code https} or {@code http}
 * @param host the host the client asked for, with port if it named one
 * @param clientAddress the caller's address as the platform saw it
 */
public record HttpRequest(
        String method,
        String path,
        @Nullable String rawQuery,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        List<String> cookies,
        @Nullable Bytes body,
        @Nullable String scheme,
        @Nullable String host,
        @Nullable String clientAddress)
        implements TypedData {

    public HttpRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
            parameters.put(parameter.getKey(), List.copyOf(parameter.getValue()));
        }
        query = Collections.unmodifiableMap(parameters);
        headers = inLowerCase(headers);
        cookies = List.copyOf(cookies);
    }

    /** Orders names of headers, for lookups in whatever case. */
    private static final class AnyCase implements Comparator<String> {
        @Override
        public int compare(String one, String other) {
            return Attributes.lowerCase(one).compareTo(Attributes.lowerCase(other));
        }
    }

    /** Names that differ in case are one name, with all their values: equal maps have equal hash codes. */
    private static Map<String, List<String>> inLowerCase(Map<String, List<String>> headers) {
        Map<String, List<String>> lower = new TreeMap<>(new AnyCase());
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            String name = Attributes.lowerCase(header.getKey());
            List<String> values = lower.get(name);
            if (values == null) {
                values = new ArrayList<>(1);
                lower.put(name, values);
            }
            values.addAll(header.getValue());
        }
        for (Map.Entry<String, List<String>> header : lower.entrySet()) {
            header.setValue(List.copyOf(header.getValue()));
        }
        return Collections.unmodifiableMap(lower);
    }

    /** The first value of a header; null when the request lacks it. */
    public @Nullable String header(String name) {
        return first(headers.get(name));
    }

    /** The first value of a query parameter; null when the request lacks it. */
    public @Nullable String queryParameter(String name) {
        return first(query.get(name));
    }

    private static @Nullable String first(@Nullable List<String> values) {
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    @Override
    public String toString() {
        return "HttpRequest[" + (body == null ? 0 : body.size()) + " bytes]";
    }
}
