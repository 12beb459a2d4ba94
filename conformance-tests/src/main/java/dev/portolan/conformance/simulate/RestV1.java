package dev.portolan.conformance.simulate;

import dev.portolan.data.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request through a REST API, payload format 1.0.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">Lambda proxy
 *     integrations</a>
 */
final class RestV1 extends Format<HttpRequest> {

    private static final String API = "a1b2c3d4e5";
    private static final String DOMAIN = API + ".execute-api.eu-west-1.amazonaws.com";

    /** What API Gateway says of a caller, null for one that is not signed in. */
    private static final List<String> UNKNOWN = List.of(
            "accessKey",
            "accountId",
            "apiKey",
            "apiKeyId",
            "caller",
            "clientCert",
            "cognitoAuthenticationProvider",
            "cognitoAuthenticationType",
            "cognitoIdentityId",
            "cognitoIdentityPoolId",
            "principalOrgId",
            "user",
            "userArn");

    RestV1() {
        super("aws:rest-v1", HttpRequest.class);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    /** The query is told decoded: as it was written, nobody knows. */
    @Override
    HttpRequest told(HttpRequest request, Seed seed) {
        HttpRequest plain = Requests.plain(request, DOMAIN);
        Map<String, List<String>> headers = new LinkedHashMap<>(plain.headers());
        headers.put("Host", List.of(String.valueOf(plain.host())));
        headers.put("X-Forwarded-For", List.of(String.valueOf(plain.clientAddress())));
        headers.put("X-Forwarded-Proto", List.of(String.valueOf(plain.scheme())));
        Requests.addCookies(plain, "Cookie", headers);
        return new HttpRequest(
                plain.method(),
                plain.path(),
                Requests.encoded(plain.query()),
                plain.query(),
                headers,
                plain.cookies(),
                plain.body(),
                plain.scheme(),
                plain.host(),
                plain.clientAddress());
    }

    @Override
    byte[] payload(List<Sent<HttpRequest>> records) {
        HttpRequest request = records.get(0).data();
        Seed seed = records.get(0).seed();
        Doc identity = new Doc();
        for (String unknown : UNKNOWN) {
            identity.withNull(unknown, null);
        }
        identity.with("sourceIp", request.clientAddress()).withNull("userAgent", request.header("user-agent"));
        Doc context = new Doc()
                .with("accountId", Aws.ACCOUNT)
                .with("apiId", API)
                .with("domainName", DOMAIN)
                .with("httpMethod", request.method())
                .with("identity", identity)
                .with("path", "/prod" + request.path())
                .with("protocol", "HTTP/1.1")
                .with("requestId", seed.uuid("request"))
                .with("requestTime", Times.log(seed.instant()))
                .with("requestTimeEpoch", seed.instant().toEpochMilli())
                .with("resourceId", "abc123")
                .with("resourcePath", "/{proxy+}")
                .with("stage", "prod");
        return new Doc()
                .with("resource", "/{proxy+}")
                .with("path", request.path())
                .with("httpMethod", request.method())
                .with("headers", Requests.singles(request.headers()))
                .with("multiValueHeaders", request.headers())
                .withNull("queryStringParameters", request.query().isEmpty() ? null : Requests.singles(request.query()))
                .withNull("multiValueQueryStringParameters", request.query().isEmpty() ? null : request.query())
                .withNull("pathParameters", null)
                .withNull("stageVariables", null)
                .with("requestContext", context)
                .withNull("body", HttpV2.body(request.body()))
                .with("isBase64Encoded", request.body() != null && !Texts.isUtf8(request.body()))
                .bytes();
    }
}
