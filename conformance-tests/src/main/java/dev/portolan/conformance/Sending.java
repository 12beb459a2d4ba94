package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.portolan.conformance.simulate.Simulate;
import dev.portolan.data.Bytes;
import dev.portolan.data.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Sends simulated payloads to a function that runs, as its platform does.
 *
 * <p>Over a socket of its own: Google sends header values as raw UTF-8, which {@code java.net.http} replaces by question marks.
 */
final class Sending {

    /** Where AWS's runtime interface emulator takes invocations. */
    private static final String INVOCATIONS = "/2015-03-31/functions/function/invocations";

    /** Where the Azure Functions host runs functions that have other triggers than HTTP. */
    private static final String ADMIN = "/admin/functions/";

    private static final int SECONDS = 60;
    private static final int MOST_BYTES = 64 << 20;
    private static final int LAST_PORT = 65_535;
    private static final int FIRST_SERVER_ERROR = 500;

    /** Of records of Firehose and of Kinesis Data Analytics. */
    private static final Set<String> FAILED_RESULTS = Set.of("ProcessingFailed", "DeliveryFailed");

    private final String source;
    private final URL url;
    private final Terminal terminal;

    Sending(String source, String url, Terminal terminal) {
        this.source = source;
        this.url = url(url);
        this.terminal = terminal;
    }

    private static URL url(String url) {
        try {
            URL http = new URI(url).toURL();
            if (http.getProtocol().equals("http") && !http.getHost().isEmpty() && http.getPort() <= LAST_PORT) {
                return http;
            }
        } catch (URISyntaxException | MalformedURLException | IllegalArgumentException e) {
            // said below
        }
        throw new UsageException("--send is a URL such as http://localhost:8080, not " + url + ".");
    }

    /** Whether the function took the payload; prints the answer. */
    boolean send(byte[] payload) {
        try {
            Reply reply = exchange(request(payload));
            terminal.out().println(reply.status);
            if (!reply.body.isEmpty()) {
                terminal.out().writeBytes(reply.body.toArray());
                terminal.out().println();
            }
            return reply.status >= 200 && reply.status < 300 && !isFunctionError(reply);
        } catch (ConnectException e) {
            return complain("Nothing listens at " + url + ".");
        } catch (UnknownHostException e) {
            return complain("There is no host " + url.getHost() + ".");
        } catch (SocketTimeoutException e) {
            return complain(url + " did not answer within " + SECONDS + " s.");
        } catch (IOException | NumberFormatException e) {
            return complain(url + " does not answer as an HTTP server does: " + UsageException.ended(e.getMessage()));
        }
    }

    private boolean complain(String sentence) {
        terminal.err().println("portolan: " + sentence);
        return false;
    }

    /** Lambda tells with status 200 of a function that failed, of items that did, and what a client was answered. */
    private boolean isFunctionError(Reply reply) {
        if (!source.startsWith("aws:")) {
            return false;
        }
        if (reply.headers.containsKey("X-Amz-Function-Error")) {
            return true;
        }
        try {
            JsonNode body = StrictJson.read(reply.body.toArray());
            return (body.has("errorType") && body.has("errorMessage"))
                    || hasFailedItem(body, reply)
                    || (isRequest() && body.path("statusCode").asInt() >= FIRST_SERVER_ERROR);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean hasFailedItem(JsonNode answer, Reply reply) {
        for (JsonNode record : answer.path("records")) {
            if (FAILED_RESULTS.contains(record.path("result").asText())) {
                return true;
            }
        }
        return answer.has("batchItemFailures") && !Set.of().equals(PlatformAnswer.failedItems(reply.body.toArray()));
    }

    private boolean isRequest() {
        return Simulate.sources(HttpRequest.class).contains(source);
    }

    private byte[] request(byte[] payload) {
        if (source.startsWith("gcp:")) {
            return raw(payload);
        }
        if (source.startsWith("aws:")) {
            String target = target("");
            return request("POST", target.equals("/") ? INVOCATIONS : target, Map.of(), payload);
        }
        if (source.equals("azure:eventgrid") || source.equals("azure:cloudevents")) {
            String type = source.equals("azure:eventgrid") ? "application/json" : "application/cloudevents-batch+json";
            return request("POST", target(""), Map.of("aeg-event-type", "Notification", "Content-Type", type), payload);
        }
        JsonNode description = StrictJson.read(payload);
        JsonNode content = description.path("payload");
        if (source.equals("azure:http")) {
            Map<String, String> headers = new TreeMap<>();
            content.path("headers")
                    .properties()
                    .forEach(header ->
                            headers.put(header.getKey(), header.getValue().asText()));
            URI asked = URI.create(content.path("url").asText());
            String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
            JsonNode body = content.path("body");
            byte[] bytes = body.isNull() ? new byte[0] : bytes(body);
            return request(content.path("method").asText(), target(asked.getRawPath() + query), headers, bytes);
        }
        ObjectNode sent = StrictJson.MAPPER.createObjectNode();
        JsonNode plain = plain(content);
        if (url.getPath().startsWith(ADMIN)) {
            sent.put("input", plain.isTextual() ? plain.asText() : plain.toString());
        } else {
            sent.putObject("Data").set(description.path("binding").path("name").asText("event"), plain);
            sent.set("Metadata", description.path("metadata"));
        }
        return request("POST", target(""), Map.of(), StrictJson.write(sent));
    }

    /** What a binding that is no stream of bytes gets: text for bytes. */
    private static JsonNode plain(JsonNode content) {
        if (content.isArray()) {
            ArrayNode all = StrictJson.MAPPER.createArrayNode();
            content.forEach(one -> all.add(plain(one)));
            return all;
        }
        if (content.size() == 1 && content.path("base64").isTextual()) {
            return TextNode.valueOf(new String(bytes(content), StandardCharsets.UTF_8));
        }
        return content;
    }

    private static byte[] bytes(JsonNode content) {
        return content.has("base64")
                ? Base64.getDecoder().decode(content.path("base64").asText())
                : content.asText().getBytes(StandardCharsets.UTF_8);
    }

    /** The URL's own path and query; what a request asks for stands behind each. */
    private String target(String asked) {
        int mark = asked.indexOf('?');
        String path = mark < 0 ? asked : asked.substring(0, mark);
        String query = mark < 0 ? "" : asked.substring(mark + 1);
        String own = url.getQuery() == null ? "" : url.getQuery();
        String both = own + (own.isEmpty() || query.isEmpty() ? "" : "&") + query;
        String target = path.isEmpty() || path.equals("/")
                ? url.getPath()
                : url.getPath().replaceAll("/$", "") + path;
        return (target.startsWith("/") ? target : "/" + target) + (both.isEmpty() ? "" : "?" + both);
    }

    /** The simulated request byte for byte, but for where it goes. */
    private byte[] raw(byte[] payload) {
        String all = new String(payload, StandardCharsets.ISO_8859_1);
        int end = all.indexOf("\r\n\r\n");
        String[] lines = all.substring(0, end).split("\r\n", -1);
        String[] first = lines[0].split(" ", -1);
        StringBuilder head = head(first[0], target(first[1]));
        for (int i = 1; i < lines.length; i++) {
            if (!lines[i].toLowerCase(Locale.ROOT).startsWith("host:")) {
                head.append(lines[i]).append("\r\n");
            }
        }
        return (head + all.substring(end + 2)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] request(String method, String target, Map<String, String> headers, byte[] body) {
        StringBuilder head = head(method, target);
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("Content-Type", "application/json");
        all.putAll(headers);
        all.remove("Host");
        all.put("Content-Length", String.valueOf(body.length));
        all.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private StringBuilder head(String method, String target) {
        String host = url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        return new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n");
    }

    private record Reply(int status, Map<String, String> headers, Bytes body) {}

    private Reply exchange(byte[] request) throws IOException {
        try (Socket socket = new Socket()) {
            int port = url.getPort() < 0 ? 80 : url.getPort();
            InetSocketAddress address = new InetSocketAddress(url.getHost(), port);
            if (address.isUnresolved()) {
                throw new UnknownHostException(url.getHost());
            }
            CompletableFuture<Void> end = CompletableFuture.runAsync(
                    () -> close(socket), CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS));
            try {
                socket.connect(address);
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
                return reply(socket.getInputStream());
            } catch (ConnectException e) {
                throw e;
            } catch (SocketException e) {
                throw socket.isClosed() ? new SocketTimeoutException(e.getMessage()) : e;
            } finally {
                end.cancel(false);
            }
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reply reply(InputStream in) throws IOException {
        String[] status = line(in).split(" ", 3);
        if (!status[0].startsWith("HTTP/1.") || status.length < 2) {
            throw new IOException("its answer has no status line");
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, Math.max(0, colon)),
                    line.substring(colon + 1).strip());
        }
        int code = Integer.parseInt(status[1]);
        String length = headers.get("Content-Length");
        byte[] body;
        if (code < 200) {
            return reply(in);
        } else if (code == 204 || code == 304) {
            body = new byte[0];
        } else if ("chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))) {
            body = chunks(in);
        } else {
            body = length == null ? in.readNBytes(MOST_BYTES) : exactly(in, Integer.parseInt(length));
        }
        return new Reply(code, headers, Bytes.wrap(body));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = size(in); size != 0; size = size(in)) {
            body.writeBytes(exactly(in, size));
            line(in);
        }
        return body.toByteArray();
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        if (length < 0 || length > MOST_BYTES) {
            throw new IOException("its answer has a length of " + length);
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("its answer ends early");
        }
        return bytes;
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("its answer ends early");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
