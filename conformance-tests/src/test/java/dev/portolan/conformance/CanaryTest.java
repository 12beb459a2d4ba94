package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portolan.CallHandler;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Handler;
import dev.portolan.HttpHandler;
import dev.portolan.Invocation;
import dev.portolan.aws.AwsAdapter;
import dev.portolan.aws.LambdaEntry;
import dev.portolan.azure.AzureAdapter;
import dev.portolan.azure.AzureFunction;
import dev.portolan.azure.AzurePayload;
import dev.portolan.azure.FailurePolicy;
import dev.portolan.conformance.Anatomy.Kind;
import dev.portolan.conformance.Anatomy.Part;
import dev.portolan.conformance.aws.LambdaContext;
import dev.portolan.conformance.azure.FunctionContext;
import dev.portolan.conformance.gcp.RawHttp;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import dev.portolan.gcp.CloudRun;
import dev.portolan.gcp.GcpAdapter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a payload holds, and whatever fails: no log, error or answer of an entry tells it. */
class CanaryTest {

    private static final String CANARY = "Kanarienvogel";
    private static final String REASON = "on purpose";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final List<java.util.logging.Handler> handlers = List.of(root().getHandlers());
    private final java.util.logging.Handler recorder = new java.util.logging.Handler() {
        @Override
        public void publish(LogRecord record) {
            log(record.getMessage() + List.of(record.getParameters() == null ? new Object[0] : record.getParameters()));
            log(told(record.getThrown()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final Set<String> fields = new HashSet<>();
    private int leaves;
    private int failures;

    private static Logger root() {
        return LogManager.getLogManager().getLogger("");
    }

    @BeforeEach
    void record() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        handlers.forEach(root()::removeHandler);
        root().addHandler(recorder);
    }

    @AfterEach
    void stopRecording() {
        System.setOut(out);
        System.setErr(err);
        root().removeHandler(recorder);
        handlers.forEach(root()::addHandler);
    }

    private void log(String text) {
        byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (printed) {
            printed.write(line, 0, line.length);
        }
    }

    /** Everything that a program could print of it: names, messages, causes, suppressed ones. */
    private static String told(@Nullable Throwable thrown) {
        StringWriter text = new StringWriter();
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }

    /** A handler that looks at everything and fails. */
    private static final class Failing implements EventHandler, HttpHandler {
        @Override
        public void handle(Event event, Invocation invocation) {
            event.data();
            event.typedData();
            event.portable();
            throw new IllegalStateException(REASON);
        }

        @Override
        public HttpResponse handle(HttpRequest request, Invocation invocation) {
            throw new IllegalStateException(REASON);
        }
    }

    private static final CallHandler FAILING_CALL = (event, invocation) -> {
        event.typedData();
        throw new IllegalStateException(REASON);
    };

    /** Gives a payload to whatever is tested, and says what may be seen of it beside the log. */
    private interface Entry {
        String run(byte[] payload) throws Exception;
    }

    /** Each leaf of each fixture made a canary; the first of its field also behind what was there, and encoded. */
    private void expose(String provider, EntryOf entries) throws Exception {
        for (Fixture fixture : Fixtures.of(provider)) {
            Entry entry = entries.of(fixture);
            Anatomy anatomy = Anatomy.of(fixture);
            for (Part part : anatomy.parts()) {
                if (part.kind() != Kind.TEXT && part.kind() != Kind.HEADER) {
                    continue;
                }
                leaves++;
                String text = anatomy.text(part);
                String bare = part.kind() == Kind.TEXT ? text.substring(1, text.length() - 1) : text;
                String encoded = Base64.getEncoder().encodeToString((CANARY + "{\"").getBytes(StandardCharsets.UTF_8));
                boolean isNew = fields.add(fixture.source() + " " + part.pattern());
                for (String value : isNew ? List.of(CANARY, bare + CANARY, encoded) : List.of(CANARY)) {
                    byte[] payload = anatomy.with(part, part.kind() == Kind.TEXT ? '"' + value + '"' : value);
                    expose(entry, payload, fixture.name() + ", " + part.path() + " = " + value);
                }
            }
        }
    }

    private void assertExposed(int leastLeaves, int leastFailures) {
        assertTrue(leaves >= leastLeaves, () -> leaves + " leaves");
        assertTrue(failures >= leastFailures, () -> failures + " failures");
    }

    private interface EntryOf {
        Entry of(Fixture fixture) throws Exception;
    }

    private void expose(Entry entry, byte[] payload, String what) {
        printed.reset();
        String seen;
        try {
            seen = entry.run(payload);
        } catch (Exception | Error e) {
            seen = told(e);
        }
        String all = printed.toString(StandardCharsets.UTF_8) + seen;
        failures += all.isEmpty() ? 0 : 1;
        assertFalse(all.toLowerCase(Locale.ROOT).contains(CANARY.toLowerCase(Locale.ROOT)), () -> what + ": " + all);
    }

    @Test
    void lambda_tells_nothing() throws Exception {
        expose("aws", fixture -> {
            AwsAdapter adapter = (AwsAdapter) Clouds.adapter("aws", fixture.options());
            return payload -> {
                for (Handler handler : new Handler[] {new Failing(), FAILING_CALL}) {
                    invoke(new LambdaEntry(handler, adapter), payload);
                }
                return "";
            };
        });
        assertExposed(6_000, 8_000);
    }

    private void invoke(LambdaEntry entry, byte[] payload) {
        try {
            // What is answered names items for the platform alone; nobody else sees it.
            entry.handleRequest(
                    new ByteArrayInputStream(payload),
                    OutputStream.nullOutputStream(),
                    new LambdaContext(Invocation.UNKNOWN, this::log));
        } catch (IOException | RuntimeException e) {
            log(told(e));
        }
    }

    @Test
    void cloud_run_tells_nothing() throws Exception {
        Map<Options, CloudRun> servers = new HashMap<>();
        try {
            expose("gcp", fixture -> {
                CloudRun server = servers.get(fixture.options());
                if (server == null) {
                    server = CloudRun.start(
                            new Failing(),
                            (GcpAdapter) Clouds.adapter("gcp", fixture.options()),
                            null,
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                    servers.put(fixture.options(), server);
                }
                int port = server.port();
                return payload -> answer(port, fixture.isHttp() ? payload : posted(payload));
            });
        } finally {
            servers.values().forEach(CloudRun::close);
        }
        assertExposed(2_000, 2_500);
    }

    private static byte[] posted(byte[] document) {
        byte[] head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head);
        request.writeBytes(document);
        return request.toByteArray();
    }

    /** What the sender sees, which must not be what it sent. */
    private static String answer(int port, byte[] request) {
        String text = new String(request, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        String head = text.substring(0, end)
                .replaceAll("(?i)\r\n(content-length|transfer-encoding|expect|connection):[^\r]*", "");
        String sized = head + "\r\nContent-Length: " + (request.length - end - 4) + text.substring(end);
        try {
            RawHttp.Response response = RawHttp.send(port, sized.getBytes(StandardCharsets.ISO_8859_1));
            return response.head() + response.body();
        } catch (IOException e) {
            // The JDK's server closes the connection where a request is none.
            return "";
        }
    }

    @Test
    void an_azure_function_tells_nothing() throws Exception {
        expose("azure", fixture -> {
            AzureAdapter adapter = (AzureAdapter) Clouds.adapter("azure", fixture.options());
            AzureFunction function =
                    AzureFunction.of(Failing::new).reading(adapter).onFailure(FailurePolicy.fail());
            return payload -> {
                JsonNode description = StrictJson.MAPPER.readTree(payload);
                if (description.path("trigger").isTextual()
                        && !description.path("trigger").asText().equals("httpTrigger")) {
                    function.handle(described(description), FunctionContext.logging(Logger.getLogger("azure")));
                } else {
                    adapter.delivery(payload, Invocation.UNKNOWN).handle(new Failing(), Invocation.UNKNOWN);
                }
                return "";
            };
        });
        assertExposed(2_000, 2_500);
    }

    private static AzurePayload described(JsonNode description) {
        String trigger = description.path("trigger").asText();
        JsonNode payload = description.path("payload");
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        description
                .path("metadata")
                .properties()
                .forEach(member -> metadata.put(member.getKey(), text(member.getValue())));
        Map<String, String> binding = new HashMap<>();
        description
                .path("binding")
                .properties()
                .forEach(member -> binding.put(member.getKey(), text(member.getValue())));
        AzurePayload read = payload.isArray()
                ? AzurePayload.ofBatch(trigger, batch(payload))
                : payload.has("base64")
                        ? AzurePayload.of(trigger, bytes(payload))
                        : AzurePayload.of(trigger, text(payload));
        return read.withMetadata(metadata).withBinding(binding);
    }

    private static byte[][] batch(JsonNode batch) {
        List<byte[]> items = new ArrayList<>();
        batch.forEach(item -> items.add(bytes(item)));
        return items.toArray(new byte[0][]);
    }

    private static byte[] bytes(JsonNode item) {
        return item.has("base64")
                ? Base64.getDecoder().decode(item.get("base64").asText())
                : text(item).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }

    @Test
    void the_tool_tells_nothing_but_events() throws Exception {
        for (String provider : List.of("aws", "gcp", "azure")) {
            expose(provider, fixture -> payload -> {
                Run run = Run.with(80, payload, "normalize", "--from", provider);
                return run.err();
            });
        }
        assertExposed(10_000, 2_000);
    }
}
