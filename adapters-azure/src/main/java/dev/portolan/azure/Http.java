package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.data.Bytes;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Attributes;
import dev.portolan.spi.HttpParts;
import dev.portolan.spi.Identity;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Uris;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request: its body is the data.
 *
 * <p>Only the request is read, not the trigger's metadata, which the request's body and query can overwrite.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-http-webhook-trigger">HTTP trigger</a>
 */
final class Http extends Trigger {

    private final byte[] body;
    private final Bindings binding;
    private final Invocation invocation;

    Http(byte[] body, Bindings binding, Invocation invocation) {
        super(true);
        this.body = body;
        this.binding = binding;
        this.invocation = invocation;
    }

    @Override
    public String kind() {
        return "azure:http";
    }

    @Override
    public Exchange exchange() {
        return Exchange.HTTP;
    }

    @Override
    public void map(JsonNode record, Draft event) {
        Url url = Url.of(record);
        record.text("method");
        event.id(id(record))
                .source(binding.source("//" + url.host))
                .type("dev.portolan.http.request")
                .subject(url.path)
                .trace(header(record, "traceparent"), header(record, "tracestate"));
        String declared = inUtf8(header(record, "content-type"));
        if (body.length > 0) {
            event.dataBytes(body, declared);
        } else if (declared != null && Attributes.isMediaType(declared)) {
            event.dataContentType(declared);
        }
    }

    /** A request has no identity and comes once: this only tells it from others. */
    private String id(JsonNode record) {
        String id = invocation.id();
        if (id != null) {
            return id;
        }
        String request =
                record.text("method") + " " + record.text("url") + " " + new String(body, StandardCharsets.UTF_8);
        return Identity.of(invocation, request.getBytes(StandardCharsets.UTF_8));
    }

    /** The host has read the body as UTF-8 whatever charset it declares. */
    private static @Nullable String inUtf8(@Nullable String contentType) {
        if (contentType == null) {
            return null;
        }
        String lower = Attributes.lowerCase(contentType);
        int at = lower.indexOf("charset=");
        if (at < 0) {
            return contentType;
        }
        int start = at + "charset=".length();
        int end = lower.indexOf(';', start);
        end = end < 0 ? lower.length() : end;
        String charset = lower.substring(start, end).strip();
        return charset.equals("utf-8") || charset.equals("\"utf-8\"")
                ? contentType
                : contentType.substring(0, start) + "utf-8" + contentType.substring(end);
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        Url url = Url.of(record);
        byte[] data = event.data();
        return new HttpRequest(
                record.text("method"),
                url.path,
                url.query,
                HttpParts.query(url.query),
                headers(record),
                HttpParts.cookies(header(record, "cookie")),
                data == null ? null : Bytes.wrap(data),
                url.scheme,
                url.host,
                HttpParts.lastForwarded(header(record, "x-forwarded-for")));
    }

    /** The values of a request's headers by name; the host has joined repeated ones, and nothing can part them again. */
    static Map<String, List<String>> headers(JsonNode record) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        JsonNode all = record.atOrNull("headers");
        if (all != null) {
            for (JsonNode header : all) {
                if (header.isString()) {
                    headers.put(header.name(), List.of(header.string()));
                }
            }
        }
        return headers;
    }

    static @Nullable String header(JsonNode record, String name) {
        JsonNode all = record.atOrNull("headers");
        if (all != null) {
            for (JsonNode header : all) {
                if (header.isString() && header.isCalled(name)) {
                    return header.string();
                }
            }
        }
        return null;
    }

    @Override
    public HttpResponse respond(HttpResponse response) {
        return response;
    }

    /** The parts of a URL that need not be one to {@link java.net.URI}. */
    private static final class Url {

        final String scheme;
        final String host;
        final String path;
        final @Nullable String query;

        private Url(String scheme, String host, String path, @Nullable String query) {
            this.scheme = scheme;
            this.host = host;
            this.path = path;
            this.query = query;
        }

        static Url of(JsonNode record) {
            String url = record.text("url");
            int authority = url.indexOf("://");
            if (authority < 1) {
                throw record.at("url").malformed("expected an absolute URL, found other text");
            }
            int start = authority + 3;
            int mark = url.indexOf('?', start);
            int end = mark < 0 ? url.length() : mark;
            int slash = url.indexOf('/', start);
            int path = slash < 0 || slash > end ? end : slash;
            if (path == start) {
                throw record.at("url").malformed("expected a URL with a host, found none");
            }
            return new Url(
                    url.substring(0, authority),
                    url.substring(start, path),
                    path == end ? "/" : Uris.encodePath(url.substring(path, end)),
                    mark < 0 ? null : url.substring(mark + 1));
        }
    }
}
