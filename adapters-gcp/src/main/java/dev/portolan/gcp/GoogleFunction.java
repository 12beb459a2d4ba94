package dev.portolan.gcp;

import com.google.cloud.functions.CloudEventsFunction;
import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import dev.portolan.Handler;
import dev.portolan.spi.Handlers;
import dev.portolan.spi.Hops;
import io.cloudevents.CloudEvent;
import java.io.IOException;
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
     * A function with the handler that {@link Handlers} finds, which opens the envelopes that the setting {@code
     * PORTOLAN_OPEN} names, such as {@code storage,cloudevents}: see {@link Hop}.
     *
     * @throws IllegalStateException if there is no handler, or more than one
     * @throws IllegalArgumentException if an envelope has another name
     */
    public GoogleFunction() {
        // The framework's context class loader does not see the function while it is constructed.
        this(Handlers.find(GoogleFunction.class.getClassLoader()), Service.opening(System.getenv(Hops.SETTING)), null);
    }

    /** A function with this handler, for subclasses. */
    protected GoogleFunction(Handler handler) {
        this(handler, GcpAdapter.standard(), null);
    }

    /**
     * A function with this handler and adapter, for subclasses.
     *
     * @param tokens what every request must bring as {@code Authorization: Bearer}; null where IAM keeps strangers out. Under
     *     a signature type of events, which hides the request, every event fails
     */
    protected GoogleFunction(Handler handler, GcpAdapter adapter, @Nullable IdTokens tokens) {
        this.service = new Service(handler, adapter, tokens);
    }

    @Override
    public final void service(HttpRequest request, HttpResponse response) throws IOException {
        dev.portolan.data.HttpResponse answer = service.refusedOrNull(GoogleHttp.head(request));
        if (answer == null) {
            Request whole = GoogleHttp.request(request, service.mostBytes());
            answer = whole == null ? service.tooLarge() : service.serveTrusted(whole);
        }
        GoogleHttp.write(answer, response);
    }

    @Override
    public final void accept(CloudEvent event) throws Exception {
        service.accept(GcpAdapter.event(event));
    }
}
