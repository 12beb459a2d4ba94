package dev.portolan.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The answer to an {@link HttpRequest}; each platform's front door gets it in its own form.
 *
 * @param status the status code, 100 to 599
 * @param headers the header values by name, in the order they were set; names that differ in case are
 *     one header, and {@code Set-Cookie} goes to the cookies
 * @param cookies whole {@code Set-Cookie} values
 * @param body the body's bytes
 */
public record HttpResponse(int status, Map<String, List<String>> headers, List<String> cookies, Bytes body) {

    /** @throws IllegalArgumentException if the status, a header name or a value could not stand in an HTTP response */
    public HttpResponse {
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("an HTTP status is a number from 100 to 599, not " + status);
        }
        Map<String, List<String>> copy = new LinkedHashMap<>();
        Map<String, String> spellings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        List<String> allCookies = new ArrayList<>();
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            requireToken(header.getKey());
            for (String value : header.getValue()) {
                requireFieldValue(header.getKey(), value);
            }
            if (header.getKey().equalsIgnoreCase("Set-Cookie")) {
                allCookies.addAll(header.getValue());
                continue;
            }
            String spelling = spellings.get(header.getKey());
            if (spelling == null) {
                spellings.put(header.getKey(), header.getKey());
                copy.put(header.getKey(), List.copyOf(header.getValue()));
            } else {
                List<String> all = new ArrayList<>(copy.get(spelling));
                all.addAll(header.getValue());
                copy.put(spelling, List.copyOf(all));
            }
        }
        for (String cookie : cookies) {
            requireFieldValue("Set-Cookie", cookie);
            allCookies.add(cookie);
        }
        headers = Collections.unmodifiableMap(copy);
        cookies = List.copyOf(allCookies);
        Objects.requireNonNull(body, "body");
    }

    /** A response without headers or body. */
    public static HttpResponse status(int status) {
        return new HttpResponse(status, Map.of(), List.of(), Bytes.EMPTY);
    }

    /** A 200 with a text body in UTF-8. */
    public static HttpResponse text(String body) {
        return status(200).body("text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    /** A 200 with a JSON body, which the caller has written. */
    public static HttpResponse json(String body) {
        return status(200).body("application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /** The same response with this body (copied) and {@code Content-Type}. */
    public HttpResponse body(String contentType, byte[] body) {
        HttpResponse typed = header("Content-Type", contentType);
        return new HttpResponse(status, typed.headers, cookies, Bytes.copyOf(body));
    }

    /**
     * The same response with this header set, in place of any of that name in whatever case; a {@code Set-Cookie} is one more
     * {@link #cookie}.
     */
    public HttpResponse header(String name, String value) {
        Map<String, List<String>> changed = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if (!header.getKey().equalsIgnoreCase(name)) {
                changed.put(header.getKey(), header.getValue());
            }
        }
        changed.put(name, List.of(value));
        return new HttpResponse(status, changed, cookies, body);
    }

    /** The same response with one more {@code Set-Cookie}. */
    public HttpResponse cookie(String setCookie) {
        List<String> more = new ArrayList<>(cookies);
        more.add(setCookie);
        return new HttpResponse(status, headers, more, body);
    }

    private static void requireToken(String name) {
        boolean legal = !name.isEmpty();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            legal &= c > ' ' && c < 0x7F && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
        }
        if (!legal) {
            throw new IllegalArgumentException("a header name is a token of RFC 9110");
        }
    }

    private static void requireFieldValue(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F || c > 0xFF) {
                throw new IllegalArgumentException(
                        "the value of header " + name + " has a character no header may hold");
            }
        }
    }

    @Override
    public String toString() {
        return "HttpResponse[" + status + ", " + body.size() + " bytes]";
    }
}
