package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.HttpRequest;
import dev.portolan.spi.HttpParts;
import dev.portolan.spi.Uris;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests as clients send them, before a front door adds what it knows. */
final class Requests {

    /** Headers that say again what other components of a request say. */
    private static final Set<String> SAID_ELSEWHERE =
            Set.of("host", "cookie", "content-length", "x-forwarded-for", "x-forwarded-proto", "forwarded");

    private static final String CLIENT = "192.0.2.1";

    private Requests() {}

    /** The request with a host, a client and one form of its query; headers tell only what nothing else does. */
    static HttpRequest plain(HttpRequest request, String host) {
        String rawQuery = request.rawQuery() == null ? encoded(request.query()) : request.rawQuery();
        Map<String, List<String>> headers = new LinkedHashMap<>();
        request.headers().forEach((name, values) -> {
            if (!SAID_ELSEWHERE.contains(name.toLowerCase(Locale.ROOT)) && !values.isEmpty()) {
                headers.put(name, values);
            }
        });
        List<String> cookies =
                request.cookies().isEmpty() ? HttpParts.cookies(request.header("cookie")) : request.cookies();
        Bytes body = request.body();
        return new HttpRequest(
                request.method().toUpperCase(Locale.ROOT),
                request.path().startsWith("/")
                        ? Uris.encodePath(request.path())
                        : "/" + Uris.encodePath(request.path()),
                Texts.orNull(rawQuery),
                HttpParts.query(rawQuery),
                headers,
                cookies,
                body == null || body.isEmpty() ? null : body,
                Texts.or(request.scheme(), "https"),
                Texts.or(request.host(), Texts.or(request.header("host"), host)),
                Texts.or(request.clientAddress(), CLIENT));
    }

    /** The request with other headers. */
    static HttpRequest with(HttpRequest request, Map<String, List<String>> headers) {
        return new HttpRequest(
                request.method(),
                request.path(),
                request.rawQuery(),
                request.query(),
                headers,
                request.cookies(),
                request.body(),
                request.scheme(),
                request.host(),
                request.clientAddress());
    }

    /** The request with another query, written as it is, and other headers. */
    static HttpRequest with(HttpRequest request, Map<String, List<String>> query, Map<String, List<String>> headers) {
        List<String> parameters = new ArrayList<>();
        query.forEach((name, values) -> values.forEach(value -> parameters.add(name + "=" + value)));
        String rawQuery = parameters.isEmpty() ? null : String.join("&", parameters);
        return new HttpRequest(
                request.method(),
                request.path(),
                rawQuery,
                HttpParts.query(rawQuery),
                headers,
                request.cookies(),
                request.body(),
                request.scheme(),
                request.host(),
                request.clientAddress());
    }

    /** Names in small letters and the values of each joined with commas. */
    static Map<String, List<String>> joined(HttpRequest request) {
        Map<String, List<String>> joined = new LinkedHashMap<>();
        request.headers()
                .forEach(
                        (name, values) -> joined.put(name.toLowerCase(Locale.ROOT), List.of(String.join(",", values))));
        return joined;
    }

    /**
     * What a load balancer or a service network passes on; the query is told parameter by parameter, those of one name
     * together.
     */
    static HttpRequest behindBalancer(HttpRequest request, String host, Seed seed) {
        HttpRequest plain = plain(request, host);
        Map<String, List<String>> headers = new LinkedHashMap<>(plain.headers());
        headers.put("host", List.of(String.valueOf(plain.host())));
        headers.put("x-forwarded-for", List.of(String.valueOf(plain.clientAddress())));
        headers.put("x-forwarded-proto", List.of(String.valueOf(plain.scheme())));
        headers.put("x-amzn-trace-id", List.of("Root=1-" + seed.hex("trace", 8) + "-" + seed.hex("root", 24)));
        addCookies(plain, "cookie", headers);
        return with(plain, parameters(plain.rawQuery()), headers);
    }

    /** The last value of each name. */
    static Map<String, List<String>> lasts(Map<String, List<String>> values) {
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

    /** The last value of each name, for readers that take one. */
    static Doc singles(Map<String, List<String>> values) {
        Doc singles = new Doc();
        lasts(values).forEach((name, last) -> singles.with(name, last.get(0)));
        return singles;
    }

    static void addCookies(HttpRequest request, String name, Map<String, List<String>> headers) {
        if (!request.cookies().isEmpty()) {
            headers.put(name, List.of(String.join("; ", request.cookies())));
        }
    }

    /** A query with everything but letters, digits and {@code -._~} percent-encoded; null for none. */
    static @Nullable String encoded(Map<String, List<String>> query) {
        List<String> parameters = new ArrayList<>();
        query.forEach((name, values) ->
                values.forEach(value -> parameters.add(Texts.queryEncoded(name) + "=" + Texts.queryEncoded(value))));
        return parameters.isEmpty() ? null : String.join("&", parameters);
    }
}
