package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.HttpRequest;
import java.util.List;
import java.util.Map;

/**
 * A request to a function with an HTTP trigger.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-http-webhook-trigger">HTTP trigger</a>
 */
final class AzureHttp extends Format<HttpRequest> {

    AzureHttp() {
        super("azure:http", HttpRequest.class);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    /** Repeated headers are joined, and only two media types carry bytes. */
    @Override
    HttpRequest told(HttpRequest request, Seed seed) {
        HttpRequest plain = Requests.plain(request, Azure.HOST);
        Map<String, List<String>> headers = Requests.joined(plain);
        headers.put("host", List.of(String.valueOf(plain.host())));
        headers.put("x-forwarded-for", List.of(plain.clientAddress() + ":51234"));
        Requests.addCookies(plain, "cookie", headers);
        Bytes body = plain.body();
        String type = Texts.or(plain.header("content-type"), "");
        boolean isBinary = type.equals("application/octet-stream") || type.startsWith("multipart/");
        require(
                body == null || isBinary || Texts.isUtf8(body),
                "a body that is no text, unless its media type is" + " application/octet-stream or multipart");
        return Requests.with(plain, headers);
    }

    @Override
    byte[] payload(List<Sent<HttpRequest>> records) {
        HttpRequest request = records.get(0).data();
        String query = request.rawQuery() == null ? "" : "?" + request.rawQuery();
        Bytes body = request.body();
        Doc payload = new Doc()
                .with("method", request.method())
                .with("url", request.scheme() + "://" + request.host() + request.path() + query)
                .with("headers", Requests.singles(request.headers()))
                .with("body", body == null ? null : Texts.isUtf8(body) ? body.utf8() : Azure.binary(body));
        Doc binding = new Doc()
                .with("name", "request")
                .with("type", "httpTrigger")
                .with("direction", "in")
                .with("function", "Hello")
                .with("invocationId", records.get(0).seed().uuid("invocation"));
        return Azure.description("httpTrigger", payload, new Doc(), binding).bytes();
    }
}
