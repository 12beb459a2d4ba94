package dev.portolan.conformance;

import dev.portolan.Adapter;
import dev.portolan.Delivery;
import dev.portolan.Invocation;
import java.nio.charset.StandardCharsets;

/** An adapter that overlooks the fields of a name, to be found out by the tool. */
final class ForgetfulAdapter implements Adapter<Object> {

    @Override
    @SuppressWarnings("unchecked")
    public Delivery<Object> delivery(byte[] payload, Invocation invocation) {
        String text =
                new String(payload, StandardCharsets.ISO_8859_1).replace("\"SentTimestamp\"", "\"sentTimestamp\"");
        Adapter<Object> real = (Adapter<Object>) Clouds.adapter("aws", Options.NONE);
        return real.delivery(text.getBytes(StandardCharsets.ISO_8859_1), invocation);
    }
}
