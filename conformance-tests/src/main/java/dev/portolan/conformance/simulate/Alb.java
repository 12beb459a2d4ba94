package dev.portolan.conformance.simulate;

import dev.portolan.data.HttpRequest;
import java.util.List;
import java.util.Map;

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
        HttpRequest told = Requests.behindBalancer(request, "demo-1234567890.eu-west-1.elb.amazonaws.com", seed);
        return isMultiValue
                ? told
                : Requests.with(
                        told, Requests.lasts(Requests.parameters(told.rawQuery())), Requests.lasts(told.headers()));
    }

    @Override
    byte[] payload(List<Sent<HttpRequest>> records) {
        HttpRequest request = records.get(0).data();
        String group = Aws.arn("elasticloadbalancing", "targetgroup/demo/0123456789abcdef");
        Map<String, List<String>> query = Requests.parameters(request.rawQuery());
        Doc payload = new Doc()
                .with("requestContext", new Doc().with("elb", new Doc().with("targetGroupArn", group)))
                .with("httpMethod", request.method())
                .with("path", request.path());
        if (isMultiValue) {
            payload.with("multiValueQueryStringParameters", query).with("multiValueHeaders", request.headers());
        } else {
            payload.with("queryStringParameters", Requests.singles(query))
                    .with("headers", Requests.singles(request.headers()));
        }
        return payload.with("body", request.body() == null ? "" : HttpV2.body(request.body()))
                .with("isBase64Encoded", request.body() != null && !Texts.isUtf8(request.body()))
                .bytes();
    }
}
