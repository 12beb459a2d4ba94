package dev.portolan.gcp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.portolan.Handler;
import dev.portolan.data.HttpResponse;
import dev.portolan.spi.Handlers;
import dev.portolan.spi.Hops;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Serves a handler on Cloud Run, Knative or anywhere else, with the JDK's own HTTP server and no framework.
 *
 * @see <a href="https://cloud.google.com/run/docs/container-contract">Container contract of Cloud Run</a>
 */
public final class CloudRun implements AutoCloseable {

    private static final int DRAIN_SECONDS = 9;
    private static final int THREADS = 256;

    /** In which a request must have arrived, as its sender and the network take it. */
    private static final String REQUEST_SECONDS = "60";

    private final Service service;
    private final HttpServer server;
    private final ExecutorService executor;
    private final AtomicInteger inFlight = new AtomicInteger();

    private CloudRun(Service service, InetSocketAddress address) throws IOException {
        this.service = service;
        server = HttpServer.create(address, 0);
        executor = executor();
        server.setExecutor(executor);
        server.createContext("/", this::exchange);
    }

    /**
     * Serves the handler that {@link Handlers} finds on all addresses at {@code $PORT}, or 8080, until the process is told to
     * end; requests that are being served then get 9 seconds. Opens the envelopes that the setting {@code PORTOLAN_OPEN}
     * names, such as {@code storage,cloudevents}: see {@link Hop}.
     */
    public static void main(String[] args) {
        Log log = new Log(null);
        int port = portOf(System.getenv("PORT"));
        if (port < 0) {
            log.critical("the setting PORT is no number of a port, 0 to 65535");
            System.exit(1);
        }
        Handler handler = Handlers.find(CloudRun.class.getClassLoader());
        GcpAdapter adapter = Service.opening(System.getenv(Hops.SETTING));
        try {
            CloudRun run = start(handler, adapter, null, new InetSocketAddress("0.0.0.0", port));
            Runtime.getRuntime().addShutdownHook(new Thread(run::close, "portolan-drain"));
            log.info("listening at port " + run.port());
        } catch (IOException e) {
            log.critical("cannot listen at port " + port + ": " + e.getMessage());
            System.exit(1);
        }
    }

    /** The port that the setting names, 8080 without one; -1 if it is none. */
    private static int portOf(@Nullable String setting) {
        try {
            int port = setting == null || setting.isEmpty() ? 8080 : Integer.parseInt(setting);
            return port <= 65535 ? port : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /**
     * Serves a handler.
     *
     * @param tokens what every request must bring as {@code Authorization: Bearer}; null where IAM keeps strangers out
     * @param address where to listen; port 0 takes a free one
     */
    public static CloudRun start(
            Handler handler, GcpAdapter adapter, @Nullable IdTokens tokens, InetSocketAddress address)
            throws IOException {
        // Without it each small answer waits for the caller's delayed acknowledgement.
        byDefault("sun.net.httpserver.nodelay", "true");
        // Without it clients that do not finish their requests keep all threads. There is no such limit for answers: it
        // would count the time that the handler takes.
        byDefault("sun.net.httpserver.maxReqTime", REQUEST_SECONDS);
        CloudRun run = new CloudRun(new Service(handler, adapter, tokens), address);
        run.server.start();
        return run;
    }

    /** Sets what the server reads when its first one is made, unless the user has set it. */
    private static void byDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** The port that is listened at. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Stops listening at once and returns when the requests that are being served are answered, or after 9 seconds. */
    @Override
    public void close() {
        server.stop(inFlight.get() == 0 ? 0 : DRAIN_SECONDS);
        executor.shutdown();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        inFlight.incrementAndGet();
        try (exchange) {
            write(answer(exchange), exchange);
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private HttpResponse answer(HttpExchange exchange) throws IOException {
        try {
            Request head = Request.of(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    new byte[0]);
            HttpResponse refused = service.refusedOrNull(head);
            if (refused != null) {
                return refused;
            }
            byte[] body = body(exchange);
            return body == null ? service.tooLarge() : service.serveTrusted(head.withBody(body));
        } catch (RuntimeException | Error e) {
            new Log(null).error(e);
            return HttpResponse.status(500);
        }
    }

    private byte @Nullable [] body(HttpExchange exchange) throws IOException {
        int most = service.mostBytes();
        String declared = exchange.getRequestHeaders().getFirst("Content-Length");
        if (declared != null && Long.parseLong(declared) > most) {
            return null;
        }
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(most == Integer.MAX_VALUE ? most : most + 1);
        return body.length > most ? null : body;
    }

    private static void write(HttpResponse response, HttpExchange exchange) throws IOException {
        for (Map.Entry<String, List<String>> header : response.headers().entrySet()) {
            if (!GoogleHttp.isTheServers(header.getKey())) {
                for (String value : header.getValue()) {
                    exchange.getResponseHeaders().add(header.getKey(), value);
                }
            }
        }
        for (String cookie : response.cookies()) {
            exchange.getResponseHeaders().add("Set-Cookie", cookie);
        }
        boolean bodiless = response.body().isEmpty()
                || exchange.getRequestMethod().equals("HEAD")
                || response.status() == 204
                || response.status() == 304;
        exchange.sendResponseHeaders(
                response.status(), bodiless ? -1 : response.body().size());
        if (!bodiless) {
            try (OutputStream out = exchange.getResponseBody()) {
                response.body().stream().transferTo(out);
            }
        }
    }

    /** A virtual thread for each request where the JVM has them, which a library for Java 17 can only ask at run time. */
    private static ExecutorService executor() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            return Executors.newFixedThreadPool(THREADS);
        }
    }
}
