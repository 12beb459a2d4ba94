package dev.portolan.gcp;

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
final class Log {

    private static final String PROJECT = "GOOGLE_CLOUD_PROJECT";

    private Log() {}

    static void warning(String message, @Nullable String trace) {
        write("WARNING", message, trace);
    }

    /** What a handler threw, with its stack trace, which Error Reporting groups by. */
    static void error(Throwable failure, @Nullable String trace) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        write("ERROR", text.toString(), trace);
    }

    private static void write(String severity, String message, @Nullable String trace) {
        JsonWriter line = new JsonWriter(message.length() + 200);
        line.beginObject().name("severity").text(severity).name("message").text(message);
        String project = System.getenv(PROJECT);
        if (trace != null && project != null) {
            line.name("logging.googleapis.com/trace").text("projects/" + project + "/traces/" + trace.substring(3, 35));
            line.name("logging.googleapis.com/spanId").text(trace.substring(36, 52));
        }
        System.err.println(new String(line.endObject().toBytes(), StandardCharsets.UTF_8));
    }
}
