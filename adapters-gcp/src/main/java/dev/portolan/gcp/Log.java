package dev.portolan.gcp;

import dev.portolan.Event;
import dev.portolan.FailureLog;
import dev.portolan.spi.JsonWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes to standard error what Cloud Logging reads as one entry: a line of JSON.
 *
 * @see <a href="https://cloud.google.com/logging/docs/structured-logging">Structured logging</a>
 */
final class Log implements FailureLog {

    private final @Nullable String trace;

    /** @param trace the request's traceparent, which joins its entries; null for none */
    Log(@Nullable String trace) {
        this.trace = trace;
    }

    void info(String message) {
        write("INFO", message);
    }

    /** Why nothing can be served. */
    void critical(String message) {
        write("CRITICAL", message);
    }

    void warning(String message) {
        write("WARNING", message);
    }

    @Override
    public void failed(String kind, int item, @Nullable Event event, Throwable failure) {
        error(failure);
    }

    /** What a handler threw, with its stack trace, which Error Reporting groups by. */
    void error(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        write("ERROR", text.toString());
    }

    private void write(String severity, String message) {
        JsonWriter line = new JsonWriter(message.length() + 200);
        line.beginObject().name("severity").text(severity).name("message").text(message);
        String project = System.getenv("GOOGLE_CLOUD_PROJECT");
        if (trace != null && project != null) {
            line.name("logging.googleapis.com/trace").text("projects/" + project + "/traces/" + trace.substring(3, 35));
            line.name("logging.googleapis.com/spanId").text(trace.substring(36, 52));
        }
        System.err.println(new String(line.endObject().toBytes(), StandardCharsets.UTF_8));
    }
}
