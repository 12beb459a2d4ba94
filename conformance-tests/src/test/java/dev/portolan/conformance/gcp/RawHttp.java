package dev.portolan.conformance.gcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Sends requests byte for byte, which no HTTP client does. */
public final class RawHttp {

    private RawHttp() {}

    /** A response: its status, its header block, its body. */
    public record Response(int status, String head, String body) {}

    /** Sends a whole request; only {@code Connection: close} is put behind its request line. */
    public static Response send(int port, byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            ByteArrayOutputStream closing = new ByteArrayOutputStream();
            int line = 0;
            while (request[line] != '\n') {
                line++;
            }
            closing.write(request, 0, line + 1);
            closing.write("Connection: close\r\n".getBytes(StandardCharsets.US_ASCII));
            closing.write(request, line + 1, request.length - line - 1);
            socket.getOutputStream().write(closing.toByteArray());
            return response(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Sends a request made of method and target, headers on lines of their own, and a body. */
    public static Response send(int port, String head, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        int line = head.indexOf('\n');
        String lines = (line < 0 ? head : head.substring(0, line)) + " HTTP/1.1\nHost: localhost\nContent-Length: "
                + bytes.length + (line < 0 ? "" : head.substring(line).stripTrailing()) + "\n\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(lines.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        request.write(bytes);
        return send(port, request.toByteArray());
    }

    private static Response response(String text) throws IOException {
        int end = text.indexOf("\r\n\r\n");
        if (!text.startsWith("HTTP/1.1 ") || end < 0) {
            throw new IOException("no response");
        }
        String head = text.substring(0, end);
        String body = text.substring(end + 4);
        boolean chunked = head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
        return new Response(Integer.parseInt(text.substring(9, 12)), head, chunked ? unchunked(body) : body);
    }

    private static String unchunked(String body) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (; ; ) {
            int line = body.indexOf("\r\n", at);
            int size = Integer.parseInt(body.substring(at, line), 16);
            if (size == 0) {
                return text.toString();
            }
            text.append(body, line + 2, line + 2 + size);
            at = line + 2 + size + 2;
        }
    }
}
