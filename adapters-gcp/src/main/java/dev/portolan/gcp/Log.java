package dev.portolan.gcp;

import dev.portolan.Event;
import dev.portolan.FailureLog;
import dev.portolan.spi.JsonWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes to standard error what Cloud Logging reads as one entry: a line of JSON.
 *
 * @see <a href="https://cloud.google.com/logging/docs/structured-logging">Structured logging</a>
 * @see <a href="https://docs.cloud.google.com/error-reporting/docs/formatting-error-messages">What Error Reporting takes</a>
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
        String what = kind + " item " + item + " failed: " + failure.getClass().getName();
        write("ERROR", what, stackTrace(failure));
    }

    /** What a handler threw, with its stack trace, which Error Reporting groups by. */
    void error(Throwable failure) {
        write("ERROR", stackTrace(failure));
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private void write(String severity, String message) {
        write(severity, message, null);
    }

    /** Error Reporting looks for the stack trace in {@code stack_trace}, then in {@code message}. */
    private void write(String severity, String message, @Nullable String stackTrace) {
        JsonWriter line = new JsonWriter(message.length() + (stackTrace == null ? 0 : stackTrace.length()) + 200);
        line.beginObject().name("severity").text(severity).name("message").text(message);
        if (stackTrace != null) {
            line.name("stack_trace").text(stackTrace);
        }
        String project = System.getenv("GOOGLE_CLOUD_PROJECT");
        if (trace != null && project != null) {
            line.name("logging.googleapis.com/trace").text("projects/" + project + "/traces/" + trace.substring(3, 35));
            line.name("logging.googleapis.com/spanId").text(trace.substring(36, 52));
        }
        byte[] entry = line.endObject().toBytes();
        byte[] whole = Arrays.copyOf(entry, entry.length + 1);
        whole[entry.length] = '\n';
        // As text it would be written in the encoding of the container, which is ASCII where none is set.
        System.err.write(whole, 0, whole.length);
        System.err.flush();
    }
}
