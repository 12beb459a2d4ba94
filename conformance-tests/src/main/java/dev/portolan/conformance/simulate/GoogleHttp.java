package dev.portolan.conformance.simulate;

import dev.portolan.data.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request to a Cloud Run service or an HTTP function.
 *
 * @see <a href="https://cloud.google.com/run/docs/container-contract">Container runtime contract</a>
 */
final class GoogleHttp extends Format<HttpRequest> {

    GoogleHttp() {
        super("gcp:http", HttpRequest.class);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    /** Everything is told; what the platform knows stands in headers. */
    @Override
    HttpRequest told(HttpRequest request, Seed seed) {
        HttpRequest plain = Requests.plain(request, Google.HOST);
        Map<String, List<String>> headers = new LinkedHashMap<>(plain.headers());
        headers.put("Host", List.of(String.valueOf(plain.host())));
        headers.put("X-Forwarded-For", List.of(String.valueOf(plain.clientAddress())));
        headers.put("X-Forwarded-Proto", List.of(String.valueOf(plain.scheme())));
        Requests.addCookies(plain, "Cookie", headers);
        if (plain.body() != null) {
            headers.put("Content-Length", List.of(Integer.toString(plain.body().size())));
        }
        headers.forEach((name, values) -> require(
                values.stream().allMatch(GoogleHttp::isFieldValue), "a value that no header can hold: " + name));
        return Requests.with(plain, headers);
    }

    private static boolean isFieldValue(String value) {
        return RawRequest.isHeaderText(value)
                && StandardCharsets.ISO_8859_1.newEncoder().canEncode(value);
    }

    @Override
    byte[] payload(List<Sent<HttpRequest>> records) {
        HttpRequest request = records.get(0).data();
        String target = request.rawQuery() == null ? request.path() : request.path() + "?" + request.rawQuery();
        RawRequest raw = new RawRequest(request.method(), target, StandardCharsets.ISO_8859_1);
        request.headers().forEach((name, values) -> {
            if (!name.equals("content-length")) {
                values.forEach(value -> raw.header(name, value));
            }
        });
        return request.body() == null
                ? raw.bytes()
                : raw.body(request.body().toArray()).bytes();
    }
}
