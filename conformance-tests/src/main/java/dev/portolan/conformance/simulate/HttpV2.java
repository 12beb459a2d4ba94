package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request through a function URL or an HTTP API, which send the same payload.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">Invoking function URLs</a>
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Payload
 *     format 2.0</a>
 */
final class HttpV2 extends Format<HttpRequest> {

    private final String apiId;
    private final String domainName;

    private HttpV2(String source, String apiId, String domain) {
        super(source, HttpRequest.class);
        this.apiId = apiId;
        domainName = apiId + domain;
    }

    static HttpV2 ofFunctionUrl() {
        return new HttpV2("aws:function-url", "abcdefghijklmnopqrstuvwxyz012345", ".lambda-url.eu-west-1.on.aws");
    }

    static HttpV2 ofHttpApi() {
        return new HttpV2("aws:http-v2", "a1b2c3d4e5", ".execute-api.eu-west-1.amazonaws.com");
    }

    @Override
    boolean isBatch() {
        return false;
    }

    /** Repeated headers are joined, cookies are none of them, and the scheme is always https. */
    @Override
    HttpRequest told(HttpRequest request, Seed seed) {
        HttpRequest plain = Requests.plain(request, domainName);
        Map<String, List<String>> headers = Requests.joined(plain);
        headers.put("host", List.of(String.valueOf(plain.host())));
        headers.put("x-forwarded-for", List.of(String.valueOf(plain.clientAddress())));
        headers.put("x-forwarded-proto", List.of("https"));
        return new HttpRequest(
                plain.method(),
                plain.path(),
                plain.rawQuery(),
                plain.query(),
                headers,
                plain.cookies(),
                plain.body(),
                "https",
                plain.host(),
                plain.clientAddress());
    }

    @Override
    byte[] payload(List<Sent<HttpRequest>> records) {
        HttpRequest request = records.get(0).data();
        Seed seed = records.get(0).seed();
        Instant time = seed.instant();
        Doc http = new Doc()
                .with("method", request.method())
                .with("path", request.path())
                .with("protocol", "HTTP/1.1")
                .with("sourceIp", request.clientAddress())
                .with("userAgent", Texts.or(request.header("user-agent"), ""));
        Doc context = new Doc()
                .with("accountId", source.equals("aws:function-url") ? "anonymous" : Aws.ACCOUNT)
                .with("apiId", apiId)
                .with("domainName", domainName)
                .with("domainPrefix", apiId)
                .with("http", http)
                .with("requestId", seed.uuid("request"))
                .with("routeKey", "$default")
                .with("stage", "$default")
                .with("time", Times.log(time))
                .with("timeEpoch", time.toEpochMilli());
        return new Doc()
                .with("version", "2.0")
                .with("routeKey", "$default")
                .with("rawPath", request.path())
                .with("rawQueryString", request.rawQuery() == null ? "" : request.rawQuery())
                .with("cookies", request.cookies().isEmpty() ? null : request.cookies())
                .with("headers", Requests.singles(request.headers()))
                .with("requestContext", context)
                .with("body", body(request.body()))
                .with("isBase64Encoded", request.body() != null && !Texts.isUtf8(request.body()))
                .bytes();
    }

    /** A body as API Gateway and the load balancer write it: text, or base64 if it is none. */
    static @Nullable Object body(@Nullable Bytes body) {
        return body == null ? null : Texts.isUtf8(body) ? body.utf8() : body.toArray();
    }
}
