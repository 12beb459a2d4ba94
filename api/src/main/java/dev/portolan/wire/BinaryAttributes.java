package dev.portolan.wire;

import dev.portolan.Draft;
import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.Attributes;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Times;
import dev.portolan.spi.Uris;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the attributes of an event in binary mode, which stand one by one beside its data: in HTTP or Kafka headers, AMQP
 * properties, message attributes.
 *
 * <p>Names come without their prefix and as the protocol compares them; a name that no attribute can have is passed over.
 */
public final class BinaryAttributes {

    private final Draft draft;
    private final String prefix;
    private final boolean legalizing;
    private final Set<String> names = new HashSet<>();
    private @Nullable String contentType;

    private BinaryAttributes(Draft draft, String prefix, boolean legalizing) {
        this.draft = draft;
        this.prefix = prefix;
        this.legalizing = legalizing;
    }

    /**
     * Attributes that must be what CloudEvents allows.
     *
     * @param prefix what stands before a name in the path of an error, such as {@code ce-} or {@code attributes.ce-}
     */
    public static BinaryAttributes strict(Draft draft, String prefix) {
        return new BinaryAttributes(draft, prefix, false);
    }

    /**
     * Attributes of a provider that does not keep to the specification: their text is made legal, as {@link Draft} does, and
     * a time or schema that is none is left out.
     *
     * @param prefix what stands before a name in the path of an error, such as {@code ce-} or {@code attributes.ce-}
     */
    public static BinaryAttributes legalizing(Draft draft, String prefix) {
        return new BinaryAttributes(draft, prefix, true);
    }

    /**
     * One attribute in its canonical form.
     *
     * @throws MalformedPayloadException if it is repeated or not allowed
     */
    public void add(String name, String value) {
        addValue(name, value);
    }

    /**
     * One attribute as text, a whole number, true or false; null is none.
     *
     * @throws MalformedPayloadException if it is repeated or not allowed
     */
    public void add(String name, JsonNode value) {
        if (!value.isNull()) {
            addValue(name, CloudEventsJson.value(value));
        }
    }

    private void addValue(String name, Object value) {
        if (!Attributes.isAttributeName(name) || name.equals("data")) {
            return;
        }
        if (!names.add(name)) {
            throw malformed(prefix + name, "expected it once, found it again");
        }
        if (name.equals("datacontenttype") && value instanceof String text) {
            contentType = text;
        } else if (legalizing && value instanceof String text && !name.equals("specversion")) {
            legalize(name, text);
        } else {
            carry(prefix + name, name, value);
        }
    }

    private void carry(String path, String name, Object value) {
        try {
            draft.carried(name, value);
        } catch (IllegalArgumentException e) {
            throw malformed(path, String.valueOf(e.getMessage()));
        }
    }

    private void legalize(String name, String value) {
        switch (name) {
            case "id" -> draft.id(required(name, value));
            case "source" -> draft.source(required(name, value));
            case "type" -> draft.type(required(name, value));
            case "subject" -> draft.subject(value);
            case "time" -> draft.time(Times.iso(value));
            case "dataschema" -> draft.dataSchema(Uris.isAbsolute(value) ? value : null);
            default -> draft.extension(name, value);
        }
    }

    private String required(String name, String value) {
        if (value.isEmpty()) {
            throw malformed(prefix + name, "expected text, found an empty one");
        }
        return value;
    }

    /**
     * Ends the event: nothing more comes.
     *
     * @param declared the media type that the protocol itself gives the data, which wins over an attribute; null for none
     * @throws MalformedPayloadException if a required attribute is missing, or the media type is none
     */
    public void complete(@Nullable String declared) {
        for (String name : CloudEventsJson.REQUIRED) {
            if (!names.contains(name)) {
                throw malformed(prefix + name, "expected text, found nothing");
            }
        }
        String mediaType = declared != null ? declared : contentType;
        if (mediaType != null && !(legalizing && !Attributes.isMediaType(mediaType))) {
            carry(declared != null ? "content-type" : prefix + "datacontenttype", "datacontenttype", mediaType);
        }
    }

    private static MalformedPayloadException malformed(String path, String problem) {
        return new MalformedPayloadException(null, path, -1, problem);
    }
}
