package dev.portolan.gcp;

import com.google.cloud.functions.CloudEventsFunction;
import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import dev.portolan.Handler;
import dev.portolan.spi.Handlers;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The class to deploy on the Functions Framework, under every signature type.
 *
 * <p>Takes whole requests where the deployer may choose (signature {@code http}, or unset): only there come messages pushed
 * by Pub/Sub, batches, and statuses of our own. Under the signatures {@code event} and {@code cloudevent} the framework
 * converts what it knows; there returning is 200 and throwing is 500.
 *
 * @see <a href="https://github.com/GoogleCloudPlatform/functions-framework-java">Functions Framework for Java</a>
 */
public class GoogleFunction implements HttpFunction, CloudEventsFunction {

    private final Service service;

    /**
     * A function with the handler that {@link Handlers} finds.
     *
     * @throws IllegalStateException if there is none, or more than one
     */
    public GoogleFunction() {
        // The framework's context class loader does not see the function while it is constructed.
        this.service = new Service(Handlers.find(GoogleFunction.class.getClassLoader()), GcpAdapter.standard(), null);
    }

    /** A function with this handler, for subclasses. */
    protected GoogleFunction(Handler handler) {
        this(handler, GcpAdapter.standard(), null);
    }

    /**
     * A function with this handler and adapter, for subclasses.
     *
     * @param tokens what every request must bring as {@code Authorization: Bearer}; null where IAM keeps strangers out
     */
    protected GoogleFunction(Handler handler, GcpAdapter adapter, @Nullable IdTokens tokens) {
        this.service = new Service(handler, adapter, tokens);
    }

    @Override
    public final void service(HttpRequest request, HttpResponse response) throws IOException {
        byte[] body = body(request);
        write(
                body == null
                        ? service.tooLarge()
                        : service.serve(Request.of(request.getMethod(), request.getUri(), request.getHeaders(), body)),
                response);
    }

    /** Null if it is too large; the framework itself reads without end. */
    private byte @Nullable [] body(HttpRequest request) throws IOException {
        int most = service.mostBytes();
        if (request.getContentLength() > most) {
            return null;
        }
        byte[] body = request.getInputStream().readNBytes(most == Integer.MAX_VALUE ? most : most + 1);
        return body.length > most ? null : body;
    }

    private static void write(dev.portolan.data.HttpResponse answer, HttpResponse response) throws IOException {
        response.setStatusCode(answer.status());
        for (Map.Entry<String, List<String>> header : answer.headers().entrySet()) {
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

    @Override
    public final void accept(CloudEvent event) throws Exception {
        service.accept(GcpAdapter.event(event));
    }
}
