package dev.portolan.aws;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.ApplicationLoadBalancerRequestEvent;
import org.jspecify.annotations.Nullable;

/** Writes AWS's classes of requests as the payloads they were made from, as far as they hold what events are made of. */
final class RequestWriter extends MemberWriter {

    private RequestWriter() {}

    static byte[] payload(APIGatewayProxyRequestEvent event) {
        RequestWriter writer = new RequestWriter();
        writer.json.beginObject();
        writer.text("version", event.getVersion());
        writer.text("path", event.getPath());
        writer.text("httpMethod", event.getHttpMethod());
        writer.texts("headers", event.getHeaders());
        writer.textLists("multiValueHeaders", event.getMultiValueHeaders());
        writer.texts("queryStringParameters", event.getQueryStringParameters());
        writer.textLists("multiValueQueryStringParameters", event.getMultiValueQueryStringParameters());
        if (event.getRequestContext() != null) {
            writer.json.name("requestContext");
            writer.context(event.getRequestContext());
        }
        writer.body(event.getBody(), Boolean.TRUE.equals(event.getIsBase64Encoded()));
        return writer.json.endObject().toBytes();
    }

    private void context(APIGatewayProxyRequestEvent.ProxyRequestContext context) {
        json.beginObject();
        text("requestId", context.getRequestId());
        text("extendedRequestId", context.getExtendedRequestId());
        text("apiId", context.getApiId());
        text("accountId", context.getAccountId());
        text("stage", context.getStage());
        text("domainName", context.getDomainName());
        number("requestTimeEpoch", context.getRequestTimeEpoch());
        text("requestTime", context.getRequestTime());
        if (context.getAuthorizer() != null) {
            json.name("authorizer").beginObject();
            presence("claims", context.getAuthorizer().get("claims"));
            presence("jwt", context.getAuthorizer().get("jwt"));
            json.endObject();
        }
        if (context.getIdentity() != null) {
            json.name("identity").beginObject();
            text("sourceIp", context.getIdentity().getSourceIp());
            text("userArn", context.getIdentity().getUserArn());
            text("apiKey", context.getIdentity().getApiKey());
            json.endObject();
        }
        json.endObject();
    }

    static byte[] payload(APIGatewayV2HTTPEvent event) {
        RequestWriter writer = new RequestWriter();
        writer.json.beginObject();
        writer.text("version", event.getVersion());
        writer.text("rawPath", event.getRawPath());
        writer.text("rawQueryString", event.getRawQueryString());
        writer.textList("cookies", event.getCookies());
        writer.texts("headers", event.getHeaders());
        if (event.getRequestContext() != null) {
            writer.json.name("requestContext");
            writer.context(event.getRequestContext());
        }
        writer.body(event.getBody(), event.getIsBase64Encoded());
        return writer.json.endObject().toBytes();
    }

    private void context(APIGatewayV2HTTPEvent.RequestContext context) {
        json.beginObject();
        text("requestId", context.getRequestId());
        text("apiId", context.getApiId());
        text("accountId", context.getAccountId());
        text("stage", context.getStage());
        text("domainName", context.getDomainName());
        // The class has 0 for a payload without it.
        number("timeEpoch", context.getTimeEpoch() == 0 ? null : (Long) context.getTimeEpoch());
        text("time", context.getTime());
        if (context.getHttp() != null) {
            json.name("http").beginObject();
            text("method", context.getHttp().getMethod());
            text("path", context.getHttp().getPath());
            text("sourceIp", context.getHttp().getSourceIp());
            json.endObject();
        }
        if (context.getAuthorizer() != null) {
            json.name("authorizer").beginObject();
            presence("jwt", context.getAuthorizer().getJwt());
            presence("iam", context.getAuthorizer().getIam());
            json.endObject();
        }
        json.endObject();
    }

    static byte[] payload(ApplicationLoadBalancerRequestEvent event) {
        RequestWriter writer = new RequestWriter();
        writer.json.beginObject();
        if (event.getRequestContext() != null && event.getRequestContext().getElb() != null) {
            writer.json.name("requestContext").beginObject().name("elb").beginObject();
            writer.text("targetGroupArn", event.getRequestContext().getElb().getTargetGroupArn());
            writer.json.endObject().endObject();
        }
        writer.text("httpMethod", event.getHttpMethod());
        writer.text("path", event.getPath());
        writer.texts("headers", event.getHeaders());
        writer.textLists("multiValueHeaders", event.getMultiValueHeaders());
        writer.texts("queryStringParameters", event.getQueryStringParameters());
        writer.textLists("multiValueQueryStringParameters", event.getMultiValueQueryStringParameters());
        writer.body(event.getBody(), event.getIsBase64Encoded());
        return writer.json.endObject().toBytes();
    }

    private void body(@Nullable String body, boolean isBase64) {
        text("body", body);
        json.name("isBase64Encoded").bool(isBase64);
    }

    /** Of claims and keys only that they are there is ever read. */
    private void presence(String name, @Nullable Object value) {
        if (value != null) {
            json.name(name).beginObject().endObject();
        }
    }
}
