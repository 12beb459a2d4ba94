package dev.portolan.conformance.azure;

import dev.portolan.data.Bytes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the host sends to the worker for one value. */
sealed interface Wire {

    /** Text. */
    record Text(String value) implements Wire {}

    /** The text of a JSON value; a string among them keeps its quotes. */
    record JsonText(String value) implements Wire {}

    /** Bytes. */
    record Binary(Bytes value) implements Wire {}

    /** A collection of texts, which has lost its null and empty entries. */
    record Texts(List<String> values) implements Wire {}

    /** A collection of bytes, which keeps empty entries. */
    record Binaries(List<Bytes> values) implements Wire {}

    /** A collection of 64-bit numbers. */
    record Longs(List<Long> values) implements Wire {}

    /** A floating-point number. */
    record Real(double value) implements Wire {}

    /** An HTTP request. */
    record Request(
            String method,
            String url,
            Map<String, String> headers,
            Map<String, String> query,
            @Nullable Wire body) implements Wire {}

    /** Nothing. */
    record Empty() implements Wire {}
}
