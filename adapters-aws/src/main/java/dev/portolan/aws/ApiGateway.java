package dev.portolan.aws;

import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Time;
import dev.portolan.spi.Times;
import org.jspecify.annotations.Nullable;

/** What REST and HTTP APIs tell in the same members of {@code requestContext}. */
final class ApiGateway {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private ApiGateway() {}

    /** What API Gateway calls a request; the id that a client can choose only where there is no other. */
    static @Nullable String requestIdOrNull(JsonNode request) {
        String id = request.textOrNull("requestContext", "extendedRequestId");
        return id == null ? request.textOrNull("requestContext", "requestId") : id;
    }

    /** The path without the stage, which an HTTP API leaves in front of it under the API's own host. */
    static @Nullable String withoutStage(@Nullable String path, JsonNode request, MultiValues headers) {
        String stage = request.textOrNull("requestContext", "stage");
        if (path == null
                || stage == null
                || stage.equals("$default")
                || !path.startsWith("/")
                || !path.startsWith(stage, 1)) {
            return path;
        }
        String host = host(request, headers);
        if (host == null || !host.contains(".execute-api.")) {
            return path;
        }
        String rest = path.substring(1 + stage.length());
        return rest.isEmpty() ? "/" : rest.startsWith("/") ? rest : path;
    }

    /** The parts of the source: the API's ARN where its own host tells the region, else the host, else what is known of the API. */
    static String[] source(JsonNode request, MultiValues headers) {
        String api = request.textOrNull("requestContext", "apiId");
        String account = request.textOrNull("requestContext", "accountId");
        String stage = request.textOrNull("requestContext", "stage");
        String host = host(request, headers);
        String region = region(host);
        String slash = stage == null ? "" : "/";
        String last = stage == null ? "" : stage;
        if (region != null && api != null && account != null) {
            return new String[] {
                "arn:", partition(region, host), ":execute-api:", region, ":", account, ":", api, slash, last
            };
        }
        if (host != null) {
            return new String[] {"//", host};
        }
        return api == null ? new String[] {"aws:apigateway"} : new String[] {"execute-api/", api, slash, last};
    }

    /** The host the request came to: API Gateway's word, else the client's. */
    static @Nullable String host(JsonNode request, MultiValues headers) {
        String domain = request.textOrNull("requestContext", "domainName");
        return domain == null ? headers.first("Host") : domain;
    }

    /** The region in {@code a1b2c3.execute-api.eu-west-1.amazonaws.com}; null for any other host. */
    static @Nullable String region(@Nullable String host) {
        int name = host == null ? -1 : host.indexOf(".execute-api.");
        if (host == null || name < 1) {
            return null;
        }
        int start = name + ".execute-api.".length();
        int end = host.indexOf('.', start);
        boolean isAws = end > start && (isRest(host, end, ".amazonaws.com") || isRest(host, end, ".amazonaws.com.cn"));
        return isAws ? host.substring(start, end) : null;
    }

    private static boolean isRest(String host, int at, String domain) {
        return at + domain.length() == host.length() && host.endsWith(domain);
    }

    private static String partition(String region, @Nullable String host) {
        return host != null && host.endsWith(".cn") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /** How the caller has shown who it is; never who. */
    static @Nullable String callerType(JsonNode request) {
        JsonNode authorizer = request.atOrNull("requestContext", "authorizer");
        JsonNode identity = request.atOrNull("requestContext", "identity");
        if (authorizer != null && (authorizer.has("claims") || authorizer.has("jwt"))) {
            return "app_user";
        }
        if ((identity != null && identity.hasText("userArn")) || (authorizer != null && authorizer.has("iam"))) {
            return "user";
        }
        return identity != null && identity.hasText("apiKey") ? "api_key" : null;
    }

    /** The milliseconds of the one member, else the text of the other: {@code 12/Mar/2020:19:03:58 +0000}. */
    static @Nullable Time time(JsonNode request, String millis, String text) {
        Time time = Times.millis(request.atOrNull("requestContext", millis));
        String log = time == null ? request.textOrNull("requestContext", text) : null;
        return log == null ? time : logTime(log);
    }

    private static @Nullable Time logTime(String text) {
        int month = text.length() < 20 ? -1 : MONTHS.indexOf(text.substring(3, 6));
        if (month < 0 || month % 3 != 0) {
            return null;
        }
        int number = month / 3 + 1;
        return Times.iso(text.substring(7, 11) + (number < 10 ? "-0" : "-") + number + "-" + text.substring(0, 2) + "T"
                + text.substring(12, 20) + text.substring(20).strip());
    }
}
