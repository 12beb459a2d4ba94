package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Where the simulated Azure resources are, and how what the Functions worker hands over is written down. */
final class Azure {

    static final String NAMESPACE = "contoso.servicebus.windows.net";
    static final String HOST = "contoso.azurewebsites.net";

    private Azure() {}

    /** The description of a payload that is no array. */
    static Doc description(String trigger, Object payload, Doc metadata, Doc binding) {
        return new Doc()
                .with("trigger", trigger)
                .with("payload", payload)
                .with("metadata", metadata)
                .with("binding", binding);
    }

    /** Bytes, as a parameter with {@code dataType = "binary"} gets them. */
    static Doc binary(Bytes bytes) {
        return new Doc().with("base64", bytes.toArray());
    }

    /** A column of metadata: the host leaves out what is null or empty. */
    static <T> List<Object> column(List<T> records, Function<? super T, ?> value) {
        List<Object> column = new ArrayList<>();
        for (T record : records) {
            Object one = value.apply(record);
            if (one != null && !one.equals("")) {
                column.add(one);
            }
        }
        return column;
    }

    /** JSON text, quotes included, as the host sends times. */
    static String quoted(Object value) {
        return Doc.text(Objects.requireNonNull(value));
    }
}
