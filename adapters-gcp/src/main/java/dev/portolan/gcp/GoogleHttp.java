package dev.portolan.gcp;

import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import dev.portolan.Delivery;
import dev.portolan.MalformedPayloadException;
import dev.portolan.UnrecognizedPayloadException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests and responses of the Functions Framework, for functions that call the adapter themselves. */
public final class GoogleHttp {

    private GoogleHttp() {}

    /**
     * Reads the request with the standard adapter; no more of its body than the adapter's limit.
     *
     * @throws MalformedPayloadException if the request is not what a known source sends
     * @throws UnrecognizedPayloadException if no source has that shape
     */
    public static Delivery<dev.portolan.data.HttpResponse> read(HttpRequest request) throws IOException {
        return read(request, GcpAdapter.standard());
    }

    /**
     * Reads the request with this adapter; no more of its body than the adapter's limit.
     *
     * @throws MalformedPayloadException if the request is not what a known source sends
     * @throws UnrecognizedPayloadException if no source has that shape
     */
    public static Delivery<dev.portolan.data.HttpResponse> read(HttpRequest request, GcpAdapter adapter)
            throws IOException {
        Request whole = request(request, adapter.limits().payloadBytes());
        if (whole == null) {
            throw adapter.tooLarge();
        }
        return adapter.delivery(whole);
    }

    /** How long the body is, and how it is sent, the server says. */
    static boolean isTheServers(String header) {
        return header.equalsIgnoreCase("Content-Length") || header.equalsIgnoreCase("Transfer-Encoding");
    }

    /** The request without its body. */
    static Request head(HttpRequest request) {
        return Request.of(request.getMethod(), request.getUri(), request.getHeaders(), new byte[0]);
    }

    /** Null if the body is larger than this; the framework itself reads without end. */
    static @Nullable Request request(HttpRequest request, int most) throws IOException {
        if (request.getContentLength() > most) {
            return null;
        }
        byte[] body = request.getInputStream().readNBytes(most == Integer.MAX_VALUE ? most : most + 1);
        return body.length > most ? null : head(request).withBody(body);
    }

    /** Sends an answer. */
    public static void write(dev.portolan.data.HttpResponse answer, HttpResponse response) throws IOException {
        response.setStatusCode(answer.status());
        for (Map.Entry<String, List<String>> header : answer.headers().entrySet()) {
            if (isTheServers(header.getKey())) {
                continue;
            }
            for (String value : header.getValue()) {
                response.appendHeader(header.getKey(), value);
            }
        }
        for (String cookie : answer.cookies()) {
            response.appendHeader("Set-Cookie", cookie);
        }
        if (!answer.body().isEmpty()) {
            try (OutputStream out = response.getOutputStream()) {
                answer.body().stream().transferTo(out);
            }
        }
    }
}
