package dev.portolan.aws;

import dev.portolan.DeliveryFailedException;
import dev.portolan.data.HttpResponse;
import dev.portolan.spi.Attributes;
import dev.portolan.spi.JsonWriter;
import dev.portolan.spi.Text;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The forms in which the front doors take a response; each takes another set of members and none tells of a wrong one. */
final class HttpAnswer {

    private final HttpResponse response;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<String> cookies;
    private final JsonWriter json;

    private HttpAnswer(HttpResponse response) {
        this.response = response;
        cookies = response.cookies();
        headers.putAll(response.headers());
        json = new JsonWriter(256 + response.body().size()).beginObject();
        json.name("statusCode").number(response.status());
    }

    /** Any other member than these, a REST API answers with 502. */
    static byte[] restV1(HttpResponse response) {
        HttpAnswer answer = new HttpAnswer(response);
        answer.multiValueHeaders();
        return answer.body();
    }

    /** Cookies stand beside the headers. */
    static byte[] httpV2(HttpResponse response) {
        HttpAnswer answer = new HttpAnswer(response);
        answer.singleValueHeaders();
        if (!answer.cookies.isEmpty()) {
            answer.json.name("cookies");
            answer.array(answer.cookies);
        }
        return answer.body();
    }

    /** A target group takes lists of values if it also sends them, else single values: then one cookie at most. */
    static byte[] alb(HttpResponse response, boolean multiValue) {
        HttpAnswer answer = new HttpAnswer(response);
        answer.json.name("statusDescription").text(response.status() + " " + reason(response.status()));
        if (multiValue) {
            answer.multiValueHeaders();
            return answer.body();
        }
        if (answer.cookies.size() > 1) {
            throw new DeliveryFailedException(
                    answer.cookies.size()
                            + " cookies cannot be answered where headers have one value; a load balancer's"
                            + " target group takes more with its attribute lambda.multi_value_headers.enabled",
                    null);
        }
        if (!answer.cookies.isEmpty()) {
            answer.headers.put("Set-Cookie", answer.cookies);
        }
        answer.singleValueHeaders();
        return answer.body();
    }

    private void multiValueHeaders() {
        if (!cookies.isEmpty()) {
            headers.put("Set-Cookie", cookies);
        }
        json.name("multiValueHeaders").beginObject();
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            json.name(header.getKey());
            array(header.getValue());
        }
        json.endObject();
    }

    private void array(List<String> values) {
        json.beginArray();
        for (String value : values) {
            json.text(value);
        }
        json.endArray();
    }

    private void singleValueHeaders() {
        json.name("headers").beginObject();
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            json.name(header.getKey()).text(String.join(", ", header.getValue()));
        }
        json.endObject();
    }

    private byte[] body() {
        byte[] body = response.body().toArray();
        boolean isText = isText() && Text.isUtf8(body, 0, body.length);
        json.name("body");
        if (isText) {
            json.text(response.body().utf8());
        } else {
            json.base64(body);
        }
        return json.name("isBase64Encoded").bool(!isText).endObject().toBytes();
    }

    /** Whether the body's media type is one of text; API Gateway takes a body without one for JSON. */
    private boolean isText() {
        List<String> declared = headers.get("Content-Type");
        if (declared == null || declared.isEmpty()) {
            return true;
        }
        String type = Attributes.mediaTypeOf(declared.get(0));
        return type.startsWith("text/") || type.endsWith("+json") || type.endsWith("+xml") || isTextual(type);
    }

    private static boolean isTextual(String type) {
        return switch (type) {
            case "application/json",
                    "application/x-ndjson",
                    "application/xml",
                    "application/javascript",
                    "application/yaml",
                    "application/graphql",
                    "application/x-www-form-urlencoded" -> true;
            default -> false;
        };
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 202 -> "Accepted";
            case 204 -> "No Content";
            case 301 -> "Moved Permanently";
            case 302 -> "Found";
            case 303 -> "See Other";
            case 304 -> "Not Modified";
            case 307 -> "Temporary Redirect";
            case 308 -> "Permanent Redirect";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default ->
                status < 300
                        ? "Success"
                        : status < 400 ? "Redirection" : status < 500 ? "Client Error" : "Server Error";
        };
    }
}
