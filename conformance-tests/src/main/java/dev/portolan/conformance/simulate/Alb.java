package dev.portolan.conformance.simulate;

import dev.portolan.data.HttpRequest;
import dev.portolan.spi.HttpParts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request through an application load balancer whose target group sends all values of a header.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html">Lambda functions as
 *     targets</a>
 */
final class Alb extends Format<HttpRequest> {

    Alb() {
        super("aws:alb", HttpRequest.class);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    /** The query is told parameter by parameter, those of one name together. */
    @Override
    HttpRequest told(HttpRequest request, Seed seed) {
        HttpRequest plain = Requests.plain(request, "demo-1234567890.eu-west-1.elb.amazonaws.com");
        Map<String, List<String>> headers = new LinkedHashMap<>(plain.headers());
        headers.put("host", List.of(String.valueOf(plain.host())));
        headers.put("x-forwarded-for", List.of(String.valueOf(plain.clientAddress())));
        headers.put("x-forwarded-proto", List.of(String.valueOf(plain.scheme())));
        headers.put("x-amzn-trace-id", List.of("Root=1-" + seed.hex("trace", 8) + "-" + seed.hex("root", 24)));
        Requests.addCookies(plain, "cookie", headers);
        String rawQuery = joined(parameters(plain.rawQuery()));
        return new HttpRequest(
                plain.method(),
                plain.path(),
                rawQuery,
                HttpParts.query(rawQuery),
                headers,
                plain.cookies(),
                plain.body(),
                plain.scheme(),
                plain.host(),
                plain.clientAddress());
    }

    private static Map<String, List<String>> parameters(@Nullable String rawQuery) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String parameter : rawQuery == null ? new String[0] : rawQuery.split("&")) {
            int equals = parameter.indexOf('=');
            if (!parameter.isEmpty()) {
                parameters
                        .computeIfAbsent(
                                equals < 0 ? parameter : parameter.substring(0, equals), n -> new ArrayList<>())
                        .add(equals < 0 ? "" : parameter.substring(equals + 1));
            }
        }
        return parameters;
    }

    private static @Nullable String joined(Map<String, List<String>> parameters) {
        List<String> joined = new ArrayList<>();
        parameters.forEach((name, values) -> values.forEach(value -> joined.add(name + "=" + value)));
        return joined.isEmpty() ? null : String.join("&", joined);
    }

    @Override
    byte[] payload(List<Sent<HttpRequest>> records) {
        HttpRequest request = records.get(0).data();
        String group = Aws.arn("elasticloadbalancing", "targetgroup/demo/0123456789abcdef");
        return new Doc()
                .with("requestContext", new Doc().with("elb", new Doc().with("targetGroupArn", group)))
                .with("httpMethod", request.method())
                .with("path", request.path())
                .with("multiValueQueryStringParameters", parameters(request.rawQuery()))
                .with("multiValueHeaders", request.headers())
                .with("body", request.body() == null ? "" : HttpV2.body(request.body()))
                .with("isBase64Encoded", request.body() != null && !Texts.isUtf8(request.body()))
                .bytes();
    }
}
