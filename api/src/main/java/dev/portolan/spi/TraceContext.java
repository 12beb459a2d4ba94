package dev.portolan.spi;

import org.jspecify.annotations.Nullable;

/**
 * W3C trace context, as it stands in an event's extensions.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">Trace Context</a>
 */
public final class TraceContext {

    private TraceContext() {}

    /** The text if it is a valid {@code traceparent}; null otherwise. */
    public static @Nullable String traceparentOrNull(@Nullable String text) {
        return text != null
                        && text.length() >= 55
                        && isHex(text, 0, 2)
                        && !text.startsWith("ff")
                        && (text.length() == 55 || (!text.startsWith("00") && text.charAt(55) == '-'))
                        && text.charAt(2) == '-'
                        && isHex(text, 3, 35)
                        && !isZero(text, 3, 35)
                        && text.charAt(35) == '-'
                        && isHex(text, 36, 52)
                        && !isZero(text, 36, 52)
                        && text.charAt(52) == '-'
                        && isHex(text, 53, 55)
                ? text
                : null;
    }

    /** A {@code traceparent} of version 00; null unless both ids are lower-case hex of 32 and 16 digits, not all zero. */
    public static @Nullable String traceparentOrNull(String traceId, String spanId, boolean sampled) {
        return traceparentOrNull("00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00"));
    }

    private static boolean isHex(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }
}
