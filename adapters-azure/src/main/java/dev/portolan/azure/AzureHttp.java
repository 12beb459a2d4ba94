package dev.portolan.azure;

import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatusType;
import dev.portolan.MalformedPayloadException;
import dev.portolan.data.HttpResponse;
import dev.portolan.spi.Attributes;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** HTTP requests and responses in the form of the Functions library, for functions that call the adapter themselves. */
public final class AzureHttp {

    private AzureHttp() {}

    /**
     * The request as a payload; its body should be bound as {@code Optional<byte[]>} where the media type is
     * {@code application/octet-stream} or multipart, and as text for all else.
     *
     * @throws MalformedPayloadException if the body was bytes, and what is left of them is text
     * @throws IllegalArgumentException if the library has no name for the request's method
     */
    public static AzurePayload payload(HttpRequestMessage<?> request) {
        return AzurePayload.ofRequest(
                request.getHttpMethod().name(), url(request), request.getHeaders(), body(request, null, null));
    }

    /**
     * The request as a payload; null if the library has no name for its method, and so cannot tell it.
     *
     * @throws MalformedPayloadException if the body was bytes, and what is left of them is text
     */
    static @Nullable AzurePayload payloadOrNull(
            HttpRequestMessage<?> request, @Nullable DeclaredTrigger trigger, WorkerContext context) {
        String method;
        try {
            method = request.getHttpMethod().name();
        } catch (IllegalArgumentException e) {
            return null;
        }
        AzurePayload payload =
                AzurePayload.ofRequest(method, url(request), request.getHeaders(), body(request, trigger, context));
        return trigger == null ? payload : payload.withBinding(trigger.binding);
    }

    /** The URL as the host sent it, also where {@link java.net.URI} refuses it. */
    private static String url(HttpRequestMessage<?> request) {
        try {
            return request.getUri().toString();
        } catch (IllegalArgumentException e) {
            if (e.getCause() instanceof URISyntaxException refused) {
                return refused.getInput();
            }
            throw e;
        }
    }

    private static byte @Nullable [] body(
            HttpRequestMessage<?> request, @Nullable DeclaredTrigger trigger, @Nullable WorkerContext context) {
        Object body = value(request.getBody());
        if (!(body instanceof String text)) {
            return body instanceof byte[] bytes ? bytes : null;
        }
        String mediaType = mediaType(request.getHeaders());
        if (isBytes(mediaType) && trigger != null && context != null) {
            Object again = context.payload(trigger.parameter, Bytes.TYPE);
            if (again instanceof HttpRequestMessage<?> message && value(message.getBody()) instanceof byte[] bytes) {
                return bytes;
            }
        }
        boolean encoded = isEncoded(request.getHeaders());
        if ((encoded || !isText(mediaType)) && text.indexOf('\uFFFD') >= 0) {
            throw new MalformedPayloadException(
                    "azure:http",
                    "body",
                    -1,
                    encoded
                            ? "expected a body without content-encoding, found one that was bound as text, which destroys it;"
                                    + " only application/octet-stream and multipart/* may be compressed"
                            : "expected bytes, found them bound as text, which destroys them");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable Object value(@Nullable Object body) {
        return body instanceof Optional<?> optional ? optional.orElse(null) : body;
    }

    /** The media type that the request declares; empty if it declares none. */
    private static String mediaType(Map<String, String> headers) {
        String declared = headerOrNull(headers, "content-type");
        return declared == null ? "" : Attributes.mediaTypeOf(declared);
    }

    /** Whether the body is compressed, which the host does not undo. */
    private static boolean isEncoded(Map<String, String> headers) {
        String encoding = headerOrNull(headers, "content-encoding");
        return encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity");
    }

    private static @Nullable String headerOrNull(Map<String, String> headers, String name) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue();
            }
        }
        return null;
    }

    /** Whether the host leaves a body of this type as bytes. */
    private static boolean isBytes(String mediaType) {
        return mediaType.equals("application/octet-stream") || mediaType.startsWith("multipart/");
    }

    /** Whether a body of this type may be text, so that a replacement character in it may be the sender's. */
    private static boolean isText(String mediaType) {
        return mediaType.isEmpty()
                || mediaType.startsWith("text/")
                || mediaType.endsWith("json")
                || mediaType.endsWith("xml")
                || mediaType.endsWith("yaml")
                || mediaType.endsWith("javascript")
                || mediaType.equals("application/x-www-form-urlencoded");
    }

    /** The type that binds a request's body as bytes. */
    private static final class Bytes {

        static final Type TYPE = type();

        private static Type type() {
            try {
                return Bytes.class.getDeclaredMethod("request").getGenericReturnType();
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }

        @SuppressWarnings("UnusedMethod") // only its type is read
        static @Nullable HttpRequestMessage<Optional<byte[]>> request() {
            return null;
        }
    }

    /**
     * The response for the worker.
     *
     * @throws IllegalArgumentException if it sets more than one cookie: the worker sends one header of a name
     */
    public static HttpResponseMessage response(HttpResponse response, HttpRequestMessage<?> request) {
        int cookies = response.cookies().size();
        if (cookies > 1) {
            throw new IllegalArgumentException("the Java worker sends one header of a name, so " + cookies
                    + " cookies cannot be set; set one, or answer from another front door");
        }
        return message(response, request);
    }

    /** The response; one that cannot be sent whole becomes a 500, and the log says why. */
    static HttpResponseMessage response(HttpResponse response, HttpRequestMessage<?> request, Logger logger) {
        try {
            return response(response, request);
        } catch (IllegalArgumentException e) {
            logger.severe(String.valueOf(e.getMessage()));
            return message(HttpResponse.status(500), request);
        }
    }

    private static HttpResponseMessage message(HttpResponse response, HttpRequestMessage<?> request) {
        HttpResponseMessage.Builder message = request.createResponseBuilder(HttpStatusType.custom(response.status()));
        for (Map.Entry<String, List<String>> header : response.headers().entrySet()) {
            message.header(Attributes.lowerCase(header.getKey()), String.join(", ", header.getValue()));
        }
        for (String cookie : response.cookies()) {
            message.header("set-cookie", cookie);
        }
        if (!response.body().isEmpty()) {
            message.body(response.body().toArray());
        }
        return message.build();
    }
}
