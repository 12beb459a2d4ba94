package dev.portolan.conformance.simulate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An HTTP/1.1 request as it goes over the wire. */
final class RawRequest {

    private final Charset charset;
    private final StringBuilder head = new StringBuilder();
    private byte[] body = {};

    /** @param charset what the sender writes header values in */
    RawRequest(String method, String target, Charset charset) {
        this.charset = charset;
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    }

    /** The POST by which Google's services push events: header values are raw UTF-8. */
    static RawRequest push(String host, String userAgent) {
        return new RawRequest("POST", "/", StandardCharsets.UTF_8)
                .header("Host", host)
                .header("User-Agent", userAgent);
    }

    /**
     * The request with one more header, unless the value is null.
     *
     * @throws IllegalArgumentException if the value would end the header
     */
    RawRequest header(String name, @Nullable String value) {
        if (value != null) {
            if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("the header " + name + " cannot hold the end of a line");
            }
            head.append(name).append(": ").append(value).append("\r\n");
        }
        return this;
    }

    RawRequest body(String contentType, byte[] bytes) {
        return header("Content-Type", contentType).body(bytes);
    }

    RawRequest body(byte[] bytes) {
        body = bytes;
        return header("Content-Length", Integer.toString(bytes.length));
    }

    byte[] bytes() {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(charset));
        request.writeBytes(body);
        return request.toByteArray();
    }

    /** Whether a header can hold the text as it is. */
    static boolean isHeaderText(String text) {
        return text.equals(text.strip()) && text.chars().noneMatch(c -> c < ' ' || (c >= 0x7F && c < 0xA0));
    }

    /** A text in a header, what no header may hold percent-encoded. */
    static String headerText(String text) {
        return isHeaderText(text) ? text : Texts.encoded(text, c -> c >= ' ' && c < 0x7F && c != '%');
    }
}
