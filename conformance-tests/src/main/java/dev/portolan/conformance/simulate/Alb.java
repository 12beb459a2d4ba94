package dev.portolan.conformance.simulate;

import dev.portolan.data.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request through an application load balancer whose target group sends all values of a header, or the last one.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html">Lambda functions as
 *     targets</a>
 */
final class Alb extends Format<HttpRequest> {

    private final boolean isMultiValue;

    private Alb(String source, boolean isMultiValue) {
        super(source, "aws:alb", HttpRequest.class);
        this.isMultiValue = isMultiValue;
    }

    static Alb withAllValues() {
        return new Alb("aws:alb", true);
    }

    static Alb withLastValues() {
        return new Alb("aws:alb-single-value", false);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    @Override
    HttpRequest told(HttpRequest request, Seed seed) {
        HttpRequest told = told(request, "demo-1234567890.eu-west-1.elb.amazonaws.com", seed);
        return isMultiValue ? told : Requests.with(told, lasts(parameters(told.rawQuery())), lasts(told.headers()));
    }

    /** The query is told parameter by parameter, those of one name together. */
    static HttpRequest told(HttpRequest request, String host, Seed seed) {
        HttpRequest plain = Requests.plain(request, host);
        Map<String, List<String>> headers = new LinkedHashMap<>(plain.headers());
        headers.put("host", List.of(String.valueOf(plain.host())));
        headers.put("x-forwarded-for", List.of(String.valueOf(plain.clientAddress())));
        headers.put("x-forwarded-proto", List.of(String.valueOf(plain.scheme())));
        headers.put("x-amzn-trace-id", List.of("Root=1-" + seed.hex("trace", 8) + "-" + seed.hex("root", 24)));
        Requests.addCookies(plain, "cookie", headers);
        return Requests.with(plain, parameters(plain.rawQuery()), headers);
    }

    private static Map<String, List<String>> lasts(Map<String, List<String>> values) {
        Map<String, List<String>> lasts = new LinkedHashMap<>();
        values.forEach((name, all) -> lasts.put(name, List.of(all.get(all.size() - 1))));
        return lasts;
    }

    /** The parameters of a query, neither decoded nor in another order. */
    static Map<String, List<String>> parameters(@Nullable String rawQuery) {
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

    @Override
    byte[] payload(List<Sent<HttpRequest>> records) {
        HttpRequest request = records.get(0).data();
        String group = Aws.arn("elasticloadbalancing", "targetgroup/demo/0123456789abcdef");
        Map<String, List<String>> query = parameters(request.rawQuery());
        Doc payload = new Doc()
                .with("requestContext", new Doc().with("elb", new Doc().with("targetGroupArn", group)))
                .with("httpMethod", request.method())
                .with("path", request.path());
        if (isMultiValue) {
            payload.with("multiValueQueryStringParameters", query).with("multiValueHeaders", request.headers());
        } else {
            payload.with("queryStringParameters", Requests.lasts(query))
                    .with("headers", Requests.lasts(request.headers()));
        }
        return payload.with("body", request.body() == null ? "" : HttpV2.body(request.body()))
                .with("isBase64Encoded", request.body() != null && !Texts.isUtf8(request.body()))
                .bytes();
    }
}
