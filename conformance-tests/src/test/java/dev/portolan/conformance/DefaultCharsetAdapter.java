package dev.portolan.conformance;

import dev.portolan.Adapter;
import dev.portolan.Delivery;
import dev.portolan.Invocation;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** An adapter that decodes payloads with whatever charset the JVM prefers. */
final class DefaultCharsetAdapter implements Adapter<Object> {

    @Override
    @SuppressWarnings("unchecked")
    public Delivery<Object> delivery(byte[] payload, Invocation invocation) {
        String text = new String(payload, Charset.defaultCharset());
        Adapter<Object> real = (Adapter<Object>) Clouds.adapter("aws", Options.NONE);
        return real.delivery(text.getBytes(StandardCharsets.UTF_8), invocation);
    }
}
