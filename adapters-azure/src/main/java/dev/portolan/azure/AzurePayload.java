package dev.portolan.azure;

import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the Functions worker hands to a method: a payload, the trigger's metadata, and what is known of the binding.
 *
 * <p>Immutable; byte arrays are neither copied nor changed and must not be changed afterwards.
 */
public final class AzurePayload {

    private static final byte[] NO_BODY = {};
    private static final Metadata NO_METADATA = new GivenMetadata(Map.of());

    /** Method, url and headers of an HTTP request as a JSON document, whose body is the only part; null for all else. */
    final byte @Nullable [] request;

    /** The trigger's type as in function.json, such as {@code queueTrigger}; null to tell by the metadata. */
    final @Nullable String trigger;

    /** Whether the parts were texts: of a single text the host may have taken metadata. */
    final boolean text;

    final boolean batch;
    final List<byte[]> parts;

    private final Metadata metadata;

    private final Map<String, String> binding;

    private AzurePayload(
            byte @Nullable [] request,
            @Nullable String trigger,
            boolean text,
            boolean batch,
            List<byte[]> parts,
            Metadata metadata,
            Map<String, String> binding) {
        this.request = request;
        this.trigger = trigger;
        this.text = text;
        this.batch = batch;
        this.parts = parts;
        this.metadata = metadata;
        this.binding = binding;
    }

    /** A payload of bytes, as a {@code byte[]} parameter with {@code dataType = "binary"} gets it: the safe channel. */
    public static AzurePayload of(@Nullable String trigger, byte[] payload) {
        return new AzurePayload(null, trigger, false, false, List.of(payload), NO_METADATA, Map.of());
    }

    /** A payload of text, as a {@code String} parameter gets it. */
    public static AzurePayload of(@Nullable String trigger, String payload) {
        return ofText(trigger, utf8(payload));
    }

    static AzurePayload ofText(@Nullable String trigger, byte[] utf8) {
        return new AzurePayload(null, trigger, true, false, List.of(utf8), NO_METADATA, Map.of());
    }

    static AzurePayload ofBatch(@Nullable String trigger, boolean text, List<byte[]> parts) {
        return new AzurePayload(null, trigger, text, true, parts, NO_METADATA, Map.of());
    }

    /** A batch of bytes, as a {@code byte[][]} or {@code List<byte[]>} parameter gets it. */
    public static AzurePayload ofBatch(@Nullable String trigger, byte[]... payloads) {
        return ofBatch(trigger, false, List.of(payloads));
    }

    /** A batch of texts, as a {@code String[]} or {@code List<String>} parameter gets it. */
    public static AzurePayload ofBatch(@Nullable String trigger, String... payloads) {
        List<byte[]> parts = new ArrayList<>(payloads.length);
        for (String payload : payloads) {
            parts.add(utf8(payload));
        }
        return ofBatch(trigger, true, parts);
    }

    /**
     * An HTTP request.
     *
     * @param url the absolute URL as the host gives it, which need not be one that {@link java.net.URI} takes
     * @param headers the header values by name; repeated ones joined with commas, as the host does it
     * @param body the body's bytes; null for none
     */
    public static AzurePayload ofRequest(
            String method, String url, Map<String, String> headers, byte @Nullable [] body) {
        JsonWriter request = new JsonWriter(256);
        request.beginObject()
                .name("method")
                .text(method)
                .name("url")
                .text(url)
                .name("headers")
                .beginObject();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request.name(header.getKey()).text(header.getValue());
        }
        request.endObject().endObject();
        return ofRequest(request.toBytes(), body);
    }

    /** A request whose method, url and headers stand in a JSON document. */
    static AzurePayload ofRequest(byte[] request, byte @Nullable [] body) {
        List<byte[]> parts = List.of(body == null ? NO_BODY : body);
        return new AzurePayload(request, "httpTrigger", false, false, parts, NO_METADATA, Map.of());
    }

    /** The same payload of this trigger. */
    AzurePayload declaredAs(String type) {
        return new AzurePayload(request, type, text, batch, parts, metadata, binding);
    }

    /**
     * The same payload with this trigger metadata.
     *
     * @param metadata by name, exactly as the worker sends it: text and JSON text as {@code String}, numbers and truth
     *     values as such, collections as lists or arrays; a null says nothing
     */
    public AzurePayload withMetadata(Map<String, ? extends @Nullable Object> metadata) {
        Map<String, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<String, ? extends @Nullable Object> entry : metadata.entrySet()) {
            if (entry.getValue() != null) {
                copy.put(entry.getKey(), entry.getValue());
            }
        }
        return withMetadata(new GivenMetadata(copy));
    }

    /** The same payload with this trigger metadata, which is asked for what the trigger needs. */
    AzurePayload withMetadata(Metadata metadata) {
        return new AzurePayload(request, trigger, text, batch, parts, metadata, binding);
    }

    /**
     * The same payload with what is known of the binding: the attributes of function.json or of the annotation, and where
     * known {@code account}, {@code namespace}, {@code hostname}, {@code server}, {@code database}, {@code function},
     * {@code invocationId}; {@code eventSource} replaces the events' source.
     */
    public AzurePayload withBinding(Map<String, String> binding) {
        return new AzurePayload(
                request,
                trigger,
                text,
                batch,
                parts,
                metadata,
                Collections.unmodifiableMap(new LinkedHashMap<>(binding)));
    }

    /**
     * The one payload of a trigger that hands over no batch.
     *
     * @throws MalformedPayloadException if there is none, or more than one
     */
    byte[] single() {
        if (parts.size() != 1) {
            throw new MalformedPayloadException(null, "payload", -1, "expected one payload, found " + parts.size());
        }
        return parts.get(0);
    }

    /** A {@code String}, a {@code List<String>}, or the bytes of a JSON document that is no text; null if there is none. */
    @Nullable
    Object metadata(String name) {
        Object value = metadata.get(name);
        return value == null ? null : normal(value);
    }

    /** Metadata that the host sent as bytes; null if that cannot be told. */
    byte @Nullable [] metadataBytes(String name) {
        return metadata.bytes(name);
    }

    private static Object normal(Object value) {
        if (value instanceof Collection<?> values) {
            List<String> texts = new ArrayList<>(values.size());
            for (Object one : values) {
                texts.add(String.valueOf(one));
            }
            return texts;
        }
        if (value instanceof byte[] document) {
            return document;
        }
        if (value instanceof long[] values) {
            List<String> texts = new ArrayList<>(values.length);
            for (long one : values) {
                texts.add(Long.toString(one));
            }
            return texts;
        }
        return value instanceof Object[] values ? normal(Arrays.asList(values)) : value.toString();
    }

    Bindings bindings() {
        return new Bindings(binding);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class GivenMetadata implements Metadata {

        private final Map<String, Object> values;

        GivenMetadata(Map<String, Object> values) {
            this.values = values;
        }

        @Override
        public @Nullable Object get(String name) {
            return values.get(name);
        }
    }

    /** The trigger and the size of the payload, never its content. */
    @Override
    public String toString() {
        return "AzurePayload[" + trigger + ", " + parts.size() + (parts.size() == 1 ? " part]" : " parts]");
    }
}
