package dev.portolan.gcp;

import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.Attributes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One HTTP request as it came: nothing is decoded that was not asked for, and no header is ever split. */
final class Request {

    private static final byte[] NO_BODY = {};
    private static final String JSON = "application/json";

    final String method;
    /** The path, percent-encoded as on the wire. */
    final String path;
    /** The query, percent-encoded as on the wire; null when there is none. */
    final @Nullable String query;

    final byte[] body;

    /** Names and raw values in turn. */
    private final List<String> headers;

    /** A bit for each length, modulo 64, that a header's name has: most that are asked for are not there. */
    private final long lengths;

    private @Nullable String mediaType;

    private Request(String method, String target, List<String> headers, byte[] body) {
        this.method = method;
        int mark = target.indexOf('?');
        this.path = mark < 0 ? target : target.substring(0, mark);
        this.query = mark < 0 ? null : target.substring(mark + 1);
        this.headers = headers;
        long lengths = 0;
        for (int i = 0; i < headers.size(); i += 2) {
            lengths |= 1L << headers.get(i).length();
        }
        this.lengths = lengths;
        this.body = body;
    }

    /** @param target path and query as in the request line; an absolute URI is cut down to them */
    static Request of(String method, String target, Map<String, List<String>> headers, byte[] body) {
        List<String> flat = new ArrayList<>(headers.size() * 2);
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            for (String value : header.getValue()) {
                flat.add(header.getKey());
                flat.add(value);
            }
        }
        return new Request(method, origin(target), flat, body);
    }

    /** The same request with this body. */
    Request withBody(byte[] body) {
        return new Request(method, query == null ? path : path + "?" + query, headers, body);
    }

    /** A legacy envelope or push by itself is what a POST of it would be. */
    static Request ofJson(byte[] body) {
        return new Request("POST", "/", List.of("Content-Type", JSON), body);
    }

    /**
     * A raw HTTP/1.1 request, or a JSON document by itself.
     *
     * @throws MalformedPayloadException if it is neither
     */
    static Request parse(byte[] payload) {
        int first = 0;
        while (first < payload.length && payload[first] <= ' ' && payload[first] >= 0) {
            first++;
        }
        if (first < payload.length && (payload[first] == '{' || payload[first] == '[')) {
            return ofJson(payload);
        }
        int at = 0;
        int end = lineEnd(payload, at);
        String line = latin1(payload, at, end);
        int method = line.indexOf(' ');
        int target = line.lastIndexOf(" HTTP/1.");
        if (method < 1 || target <= method) {
            throw new MalformedPayloadException(
                    null, "", 0, "expected a JSON object or an HTTP/1.1 request, found neither");
        }
        List<String> headers = new ArrayList<>();
        for (at = end + 1; ; at = end + 1) {
            if (at >= payload.length) {
                throw new MalformedPayloadException(
                        null, "", payload.length, "expected an empty line after the headers, found the end");
            }
            end = lineEnd(payload, at);
            String header = latin1(payload, at, end);
            if (header.isEmpty()) {
                break;
            }
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new MalformedPayloadException(null, "", at, "expected a header, found a line without a colon");
            }
            headers.add(header.substring(0, colon));
            headers.add(header.substring(colon + 1));
        }
        byte[] body = end + 1 >= payload.length ? NO_BODY : Arrays.copyOfRange(payload, end + 1, payload.length);
        return new Request(line.substring(0, method), origin(line.substring(method + 1, target)), headers, body);
    }

    private static int lineEnd(byte[] bytes, int start) {
        int at = start;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private static String latin1(byte[] bytes, int start, int end) {
        int last = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
        return new String(bytes, start, last - start, StandardCharsets.ISO_8859_1);
    }

    private static String origin(String target) {
        int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
        if (scheme < 0) {
            return target;
        }
        for (int i = scheme + 3; i < target.length(); i++) {
            if (target.charAt(i) == '/') {
                return target.substring(i);
            }
            if (target.charAt(i) == '?') {
                return "/" + target.substring(i);
            }
        }
        return "/";
    }

    /** The target as in the request line. */
    String target() {
        return query == null ? path : path + "?" + query;
    }

    /** A header's first value; null if it is absent or empty. */
    @Nullable
    String header(String name) {
        String value = rawHeader(name);
        if (value == null) {
            return null;
        }
        String text = HeaderText.of(value);
        return text.isEmpty() ? null : text;
    }

    private @Nullable String rawHeader(String name) {
        if ((lengths >>> name.length() & 1) == 0) {
            return null;
        }
        for (int i = 0; i < headers.size(); i += 2) {
            if (headers.get(i).equalsIgnoreCase(name)) {
                return headers.get(i + 1);
            }
        }
        return null;
    }

    /**
     * The value of a header that may come once only; null if it is absent or empty.
     *
     * @throws MalformedPayloadException if it comes twice
     */
    @Nullable
    String onlyHeader(String name) {
        boolean found = false;
        for (int i = 0; i < headers.size(); i += 2) {
            if (headers.get(i).equalsIgnoreCase(name)) {
                if (found) {
                    throw new MalformedPayloadException(null, name, -1, "expected one header, found several");
                }
                found = true;
            }
        }
        return header(name);
    }

    /**
     * The value of a header that must be there.
     *
     * @throws MalformedPayloadException if it is absent, empty, or comes twice
     */
    String requiredHeader(String name) {
        String value = onlyHeader(name);
        if (value == null) {
            throw new MalformedPayloadException(null, name, -1, "expected a header, found none");
        }
        return value;
    }

    /** How many headers there are. */
    int headerCount() {
        return headers.size() / 2;
    }

    /** The name of a header, in the case it came in. */
    String headerName(int index) {
        return headers.get(2 * index);
    }

    /** The value of a header. */
    String headerValue(int index) {
        return HeaderText.of(headers.get(2 * index + 1));
    }

    /** The values of every header, under the name that came first. */
    Map<String, List<String>> headers() {
        Map<String, List<String>> byName = rawHeaders();
        for (List<String> values : byName.values()) {
            for (int i = 0; i < values.size(); i++) {
                values.set(i, HeaderText.of(values.get(i)));
            }
        }
        return byName;
    }

    /** The same as the server read them. */
    Map<String, List<String>> rawHeaders() {
        Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < headers.size(); i += 2) {
            List<String> values = byName.get(headers.get(i));
            if (values == null) {
                values = new ArrayList<>(1);
                byName.put(headers.get(i), values);
            }
            values.add(headers.get(i + 1));
        }
        return byName;
    }

    /** The media type of the body in lower case, without parameters; empty if none is declared. */
    String mediaType() {
        String known = mediaType;
        if (known == null) {
            String declared = rawHeader("Content-Type");
            known = declared == null ? "" : mediaTypeOf(declared);
            mediaType = known;
        }
        return known;
    }

    private static String mediaTypeOf(String declared) {
        // What most declare need not be looked at character by character.
        return declared.equals(JSON) ? declared : Attributes.mediaTypeOf(HeaderText.of(declared));
    }
}
