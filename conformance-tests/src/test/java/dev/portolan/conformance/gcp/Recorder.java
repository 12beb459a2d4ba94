package dev.portolan.conformance.gcp;

import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.HttpHandler;
import dev.portolan.Invocation;
import dev.portolan.RejectedEventException;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The portable handler of the end-to-end tests: writes what it sees, a line for each event, into the file that {@code
 * PORTOLAN_TEST_RECORD} names, and fails when it is told to.
 */
public final class Recorder implements EventHandler, HttpHandler {

    private final Path file;

    public Recorder() {
        this(Path.of(System.getenv("PORTOLAN_TEST_RECORD")));
    }

    Recorder(Path file) {
        this.file = file;
    }

    @Override
    public synchronized void handle(Event event, Invocation invocation) throws IOException, InterruptedException {
        if ("fail".equals(event.getExtension("test"))) {
            throw new IllegalStateException("told to fail");
        }
        if ("reject".equals(event.getExtension("test"))) {
            throw new RejectedEventException("told to reject");
        }
        if ("error".equals(event.getExtension("test"))) {
            throw new StackOverflowError("told to overflow");
        }
        if ("slow".equals(event.getExtension("test"))) {
            System.out.println("slow event begun");
            Thread.sleep(1_000);
        }
        if ("very slow".equals(event.getExtension("test"))) {
            Thread.sleep(4_000);
        }
        Files.writeString(file, line(event) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public HttpResponse handle(HttpRequest request, Invocation invocation) {
        if (request.path().equals("/fail")) {
            throw new IllegalStateException("told to fail");
        }
        String trace = String.valueOf(invocation.traceparent());
        return HttpResponse.text(
                        request.method() + " " + request.path() + " " + request.query() + " " + request.cookies())
                .header("X-Trace", trace)
                .cookie("a=1")
                .cookie("b=2; Path=/");
    }

    /** Everything of an event in one line; data as base64. */
    static String line(Event event) {
        StringBuilder line = new StringBuilder();
        line.append(event.getId())
                .append('|')
                .append(event.getSource())
                .append('|')
                .append(event.getType());
        line.append('|').append(event.getSubject()).append('|').append(event.getTime());
        line.append('|').append(event.getDataContentType()).append('|').append(event.getDataSchema());
        for (String name : event.getExtensionNames()) {
            line.append('|').append(name).append('=').append(event.getExtension(name));
        }
        byte[] data = event.data();
        line.append('|').append(data == null ? "none" : Base64.getEncoder().encodeToString(data));
        line.append('|').append(event.typedData().getClass().getSimpleName());
        return line.toString();
    }

    /** The lines that were written since the last call. */
    static List<String> take(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
        Files.delete(file);
        return lines;
    }
}
