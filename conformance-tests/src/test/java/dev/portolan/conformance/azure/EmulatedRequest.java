package dev.portolan.conformance.azure;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.HttpStatusType;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as the worker gives it: its URL and method throw where Java has no form for them. */
final class EmulatedRequest implements HttpRequestMessage<@Nullable Object> {

    private final Wire.Request request;
    private final @Nullable Object body;

    EmulatedRequest(Wire.Request request, @Nullable Object body) {
        this.request = request;
        this.body = body;
    }

    @Override
    public URI getUri() {
        return URI.create(request.url());
    }

    @Override
    public HttpMethod getHttpMethod() {
        return HttpMethod.value(request.method());
    }

    @Override
    public Map<String, String> getHeaders() {
        return request.headers();
    }

    @Override
    public Map<String, String> getQueryParameters() {
        return request.query();
    }

    @Override
    public @Nullable Object getBody() {
        return body;
    }

    @Override
    public HttpResponseMessage.Builder createResponseBuilder(HttpStatus status) {
        return new Response(status);
    }

    @Override
    public HttpResponseMessage.Builder createResponseBuilder(HttpStatusType status) {
        return new Response(status);
    }

    /** W7: one value per name, in a map that tells names apart by their case. */
    private static final class Response implements HttpResponseMessage, HttpResponseMessage.Builder {

        private final Map<String, String> headers = new HashMap<>();
        private HttpStatusType status;
        private @Nullable Object body;

        Response(HttpStatusType status) {
            this.status = status;
        }

        @Override
        public HttpResponseMessage.Builder status(HttpStatusType status) {
            this.status = status;
            return this;
        }

        @Override
        public HttpResponseMessage.Builder header(String key, String value) {
            headers.put(key, value);
            return this;
        }

        @Override
        public HttpResponseMessage.Builder body(Object body) {
            this.body = body;
            return this;
        }

        @Override
        public HttpResponseMessage build() {
            return this;
        }

        @Override
        public HttpStatusType getStatus() {
            return status;
        }

        @Override
        public @Nullable String getHeader(String key) {
            return headers.get(key);
        }

        @Override
        public @Nullable Object getBody() {
            return body;
        }
    }
}
