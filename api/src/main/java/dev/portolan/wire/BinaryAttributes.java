package dev.portolan.wire;

import dev.portolan.Draft;
import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.Attributes;
import dev.portolan.spi.JsonNode;
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

    /** What holds the attributes; null where its path is not of interest, or not of JSON. */
    private final @Nullable JsonNode holder;

    private final String prefix;
    private final Set<String> names = new HashSet<>();
    private @Nullable String contentType;

    /**
     * None so far.
     *
     * @param draft the event, which holds its attributes to the specification or {@linkplain Draft#legalizing makes them legal}
     * @param prefix what stands before a name in the path of an error, such as {@code ce-} or {@code attributes.ce-}
     */
    public BinaryAttributes(Draft draft, String prefix) {
        this(draft, null, prefix);
    }

    /**
     * None so far.
     *
     * @param draft the event, which holds its attributes to the specification or {@linkplain Draft#legalizing makes them legal}
     * @param holder the object or array that holds them, whose path stands before their names in that of an error
     * @param prefix what stands before a name there, such as {@code ce-}
     */
    public BinaryAttributes(Draft draft, @Nullable JsonNode holder, String prefix) {
        this.draft = draft;
        this.holder = holder;
        this.prefix = prefix;
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
            throw malformed(path(name), "expected it once, found it again");
        }
        if (name.equals("datacontenttype") && value instanceof String text) {
            contentType = text;
        } else {
            carry(name, value, null);
        }
    }

    /** @param path where the value stands, if not under its name beside the others */
    private void carry(String name, Object value, @Nullable String path) {
        try {
            draft.carried(name, value);
        } catch (IllegalArgumentException e) {
            throw malformed(path == null ? path(name) : path, String.valueOf(e.getMessage()));
        }
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
                throw malformed(path(name), "expected text, found nothing");
            }
        }
        if (declared != null) {
            carry("datacontenttype", declared, "content-type");
        } else if (contentType != null) {
            carry("datacontenttype", contentType, null);
        }
    }

    /** Worth looking for only where something is wrong: a holder's is found from the beginning of the document. */
    private String path(String name) {
        return (holder == null ? "" : holder.path() + ".") + prefix + name;
    }

    private static MalformedPayloadException malformed(String path, String problem) {
        return new MalformedPayloadException(null, path, -1, problem);
    }
}
