package dev.portolan.aws;

import com.amazonaws.services.lambda.runtime.Context;
import dev.portolan.Event;
import dev.portolan.FailureLog;
import org.jspecify.annotations.Nullable;

/** Writes each failure into the function's log: which item, and what was thrown where. */
final class LambdaLog implements FailureLog {

    private static final int LONGEST_MESSAGE = 200;
    private static final int MOST_CAUSES = 5;
    private static final int MOST_FRAMES = 30;

    private final Context context;

    LambdaLog(Context context) {
        this.context = context;
    }

    @Override
    public void failed(String kind, int item, @Nullable Event event, Throwable failure) {
        StringBuilder entry = new StringBuilder(512);
        entry.append("portolan: ").append(kind).append(" item ").append(item).append(" failed: ");
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            append(entry.append(i == 0 ? "" : "\ncaused by "), cause);
            cause = cause.getCause();
        }
        context.getLogger().log(entry.append('\n').toString());
    }

    private static void append(StringBuilder entry, Throwable cause) {
        entry.append(cause.getClass().getName());
        appendClean(entry, cause.getMessage());
        StackTraceElement[] frames = cause.getStackTrace();
        for (int i = 0; i < frames.length && i < MOST_FRAMES; i++) {
            entry.append("\n\tat ").append(frames[i]);
        }
    }

    /** Shortened, and without what could forge a line of the log or steer a terminal. */
    private static void appendClean(StringBuilder entry, @Nullable String message) {
        if (message == null) {
            return;
        }
        entry.append(": ");
        for (int i = 0; i < message.length() && i < LONGEST_MESSAGE; i++) {
            char c = message.charAt(i);
            boolean control = c < ' ' || (c >= 0x7F && c <= 0x9F) || c == '\u2028' || c == '\u2029';
            entry.append(control ? '?' : c);
        }
        entry.append(message.length() > LONGEST_MESSAGE ? "…" : "");
    }
}
