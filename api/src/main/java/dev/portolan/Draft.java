package dev.portolan;

import dev.portolan.spi.Attributes;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Origin;
import dev.portolan.spi.Source;
import dev.portolan.spi.Time;
import dev.portolan.spi.TraceContext;
import dev.portolan.spi.Uris;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event being written by a {@link Source}: one call per attribute, in the order of the mapping table.
 *
 * <p>Provider text that CloudEvents forbids is made legal here, by one reversible rule: illegal code points become {@code
 * %XX}, {@code %} in such a value becomes {@code %25}, and the extension {@code escaped} names the attributes concerned.
 * In {@code source}, what no URI-reference allows is percent-encoded.
 */
public final class Draft {

    private static final Object[] NONE = {};

    /** They are looked through one by one; what is said of the way that an event came has room behind them. */
    private static final int MOST_EXTENSIONS = Limits.STANDARD.members();

    /** A source or type longer than this is not worth keeping. */
    private static final int KEPT = 256;

    /** The last source and how it is written: a function is called by the same one again and again. */
    private static volatile String[] lastSource = {"", ""};

    /** The parts of the last source that was made of several, and the whole behind them. */
    private static volatile String[] lastParts = {""};

    /** The last plain type: its namespace, its name, and both. */
    private static volatile String[] lastType = {"", "", ""};

    @Nullable
    String id;

    @Nullable
    String source;

    @Nullable
    String type;

    @Nullable
    String subject;

    @Nullable
    Time time;

    @Nullable
    String contentType;

    /** The content type is what a ready-made event says, or does not say: data leaves it alone. */
    private boolean contentTypeCarried;

    /** What a ready-made event carries is made legal. */
    boolean legalizing;

    @Nullable
    String dataSchema;

    Object[] extensions = NONE;
    byte[] dataArray;
    int dataStart;
    int dataEnd;
    byte dataForm = DataForm.NONE;
    byte[] recordArray;
    int recordStart;
    int recordEnd;
    private int extensionCount;

    /** What texts come from; null where only bytes are known. */
    private @Nullable JsonNode record;

    /** The names of the attributes that were escaped; null while there are none. */
    private @Nullable Set<String> escaped;

    // What a batch repeats, and how it is written; the type only if it is plain.
    private @Nullable String sourceAsGiven;
    private String sourceAsWritten = "";
    private String typeNamespace = "";
    private @Nullable String typeName;
    private String plainType = "";

    /** Nothing in the texts set so far has another form in JSON: see {@link Attributes#isPlain}. */
    boolean isPlain = true;

    /** A draft of an event that is mapped from this record; its bytes stay with the event. */
    public Draft(JsonNode record) {
        this(record.bytes(), record.start(), record.end());
        this.record = record;
    }

    /** A draft of an event that is mapped from these bytes, which stay with the event. */
    public Draft(byte[] bytes, int start, int end) {
        recordArray = bytes;
        dataArray = bytes;
        recordStart = start;
        recordEnd = end;
    }

    /** The occurrence's id, from fields that a redelivery leaves alone. */
    public Draft id(String id) {
        return id("", id);
    }

    /** The same, of a beginning and a text. */
    public Draft id(String beginning, String text) {
        id = legal("id", beginning, text);
        return this;
    }

    /** The context of the occurrence; not empty. */
    @SuppressWarnings("ReferenceEquality") // the records of a batch mostly share the very text
    public Draft source(String source) {
        if (source != sourceAsGiven) {
            sourceAsGiven = source;
            sourceAsWritten = written(source);
        }
        this.source = sourceAsWritten;
        return this;
    }

    /** The context of the occurrence, of parts that are written behind each other; not empty. */
    public Draft source(String... parts) {
        String[] last = lastParts;
        if (!Arrays.equals(parts, 0, parts.length, last, 0, last.length - 1)) {
            last = Arrays.copyOf(parts, parts.length + 1);
            last[parts.length] = String.join("", parts);
            if (last[parts.length].length() <= KEPT) {
                lastParts = last;
            }
        }
        return source(last[parts.length]);
    }

    /** Whether the text may be a source as it stands. */
    static boolean isReference(String source) {
        return source.equals(written(source));
    }

    /** The source as it may be written. */
    private static String written(String source) {
        String[] last = lastSource;
        if (source.equals(last[0])) {
            return last[1];
        }
        String written = Uris.encodeReference(source);
        if (source.length() <= KEPT) {
            lastSource = new String[] {source, written};
        }
        return written;
    }

    /** The type of the occurrence; not empty. */
    public Draft type(String type) {
        return type("", type);
    }

    /** The type of the occurrence: a namespace such as {@code com.amazonaws.s3.} and a name in it; not both empty. */
    @SuppressWarnings("ReferenceEquality") // as above
    public Draft type(String namespace, String name) {
        if (name != typeName || !namespace.equals(typeNamespace)) {
            String plain = plainOrNull(namespace, name);
            if (plain == null) {
                type = legal("type", joined(namespace, name));
                return this;
            }
            typeNamespace = namespace;
            typeName = name;
            plainType = plain;
        }
        forgetEscaped("type");
        type = plainType;
        return this;
    }

    /** The whole type; null if it is not plain, or not worth keeping. */
    private static @Nullable String plainOrNull(String namespace, String name) {
        String[] last = lastType;
        if (name.equals(last[1]) && namespace.equals(last[0])) {
            return last[2];
        }
        String whole = joined(namespace, name);
        if (whole.length() > KEPT || !Attributes.isPlain(whole)) {
            return null;
        }
        lastType = new String[] {namespace, name, whole};
        return whole;
    }

    private static String joined(String beginning, String text) {
        return beginning.isEmpty() ? text : beginning.concat(text);
    }

    /** What in the context of the source the event is about; null or empty for nothing. */
    public Draft subject(@Nullable String subject) {
        return subject("", subject);
    }

    /** The same, of a beginning such as {@code objects/} and a text; null or empty for nothing. */
    public Draft subject(String beginning, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            forgetEscaped("subject");
            subject = null;
            return this;
        }
        subject = legal("subject", beginning, text);
        return this;
    }

    /** The same, of a text in UTF-8: the first bytes of an array, which is not kept. */
    public Draft subject(byte[] text, int length) {
        if (!isPlain(text, length)) {
            return subject(new String(text, 0, length, StandardCharsets.UTF_8));
        }
        forgetEscaped("subject");
        subject = length == 0 ? null : new String(text, 0, length, StandardCharsets.ISO_8859_1);
        return this;
    }

    private static boolean isPlain(byte[] text, int length) {
        for (int i = 0; i < length; i++) {
            if (!Attributes.isPlain((char) text[i])) {
                return false;
            }
        }
        return true;
    }

    /** When it happened, see {@link dev.portolan.spi.Times}; null for unknown. */
    public Draft time(@Nullable Time time) {
        this.time = time;
        return this;
    }

    /**
     * The schema of the data; null for none.
     *
     * @throws IllegalArgumentException if it is no absolute URI
     */
    public Draft dataSchema(@Nullable String dataSchema) {
        if (dataSchema != null && !Uris.isAbsolute(dataSchema)) {
            throw new IllegalArgumentException("expected an absolute URI, found other text");
        }
        this.dataSchema = dataSchema;
        return this;
    }

    /**
     * An extension; null or empty leaves it out.
     *
     * @throws IllegalArgumentException if the name is not made of lower-case letters and digits, or an attribute's
     */
    public Draft extension(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return this;
        }
        if (!Attributes.isExtensionName(name)) {
            throw new IllegalArgumentException("expected a name of lower-case letters and digits");
        }
        put(name, legal(name, value));
        return this;
    }

    /** The extensions of the distributed-tracing documented extension; what is no valid {@code traceparent} is left out. */
    public Draft trace(@Nullable String traceparent, @Nullable String tracestate) {
        // Most events have none, and do without the class.
        if (traceparent != null && TraceContext.traceparentOrNull(traceparent) != null) {
            extension("traceparent", traceparent);
            extension("tracestate", tracestate);
        }
        return this;
    }

    /**
     * From now on what a ready-made event carries is made legal, as a provider's text is, where that does not keep to the
     * specification; a time or schema that is none is left out.
     */
    public Draft legalizing() {
        legalizing = true;
        return this;
    }

    /**
     * An attribute or extension of a ready-made event, held to the specification and otherwise as it is, an empty extension
     * too; an optional attribute that is empty is left out.
     *
     * @param value text in the attribute's canonical form; for an extension also an {@code Integer} or {@code Boolean}
     * @throws IllegalArgumentException if CloudEvents allows no such name or value; the message says what it expects
     */
    public Draft carried(String name, Object value) {
        Carried.set(this, name, value);
        return this;
    }

    void put(String name, Object value) {
        for (int i = 0; i < extensionCount; i += 2) {
            if (extensions[i].equals(name)) {
                // An event that was made may hold the array.
                extensions = extensions.clone();
                extensions[i + 1] = value;
                return;
            }
        }
        if (extensionCount >= 2 * MOST_EXTENSIONS && !isOfTheWay(name)) {
            throw new IllegalArgumentException("expected at most " + MOST_EXTENSIONS + " extensions, found more");
        }
        if (extensionCount == extensions.length) {
            extensions = Arrays.copyOf(extensions, extensionCount == 0 ? 2 : 2 * extensionCount);
        }
        extensions[extensionCount++] = name;
        extensions[extensionCount++] = value;
    }

    /** Whether it is added to an event that may have as many extensions as are allowed. */
    private static boolean isOfTheWay(String name) {
        return switch (name) {
            case "escaped", "nativetype", "traceparent", "tracestate", "via" -> true;
            default -> false;
        };
    }

    /** A notification's data: the exact bytes of this value, {@code application/json}. */
    public Draft dataJson(JsonNode value) {
        contentType(Event.JSON);
        byte form = value.isWithin(Event.DATA_DEPTH) ? DataForm.JSON : DataForm.BYTES;
        return data(value.bytes(), value.start(), value.end(), form);
    }

    /**
     * A carrier's data: the text of this string, UTF-8, decoded when asked for; null for no data.
     *
     * @param declared the media type the producer declared; null, or what is no media type, means to tell by the bytes
     * @throws MalformedPayloadException if the value is no string, or has no UTF-8 form
     */
    public Draft dataText(@Nullable JsonNode value, @Nullable String declared) {
        if (value == null) {
            return this;
        }
        declare(declared);
        if (!value.isString() || !value.isUnicode()) {
            throw value.malformed(
                    value.isString()
                            ? "expected text, found half a surrogate pair"
                            : "expected text, found another type");
        }
        return data(value.bytes(), value.start() + 1, value.end() - 1, DataForm.JSON_TEXT);
    }

    /**
     * A carrier's data: the bytes that this string is the base64 form of, decoded when asked for; null for no data.
     *
     * @param declared the media type the producer declared; null, or what is no media type, means to tell by the bytes
     * @throws MalformedPayloadException if the value is no string, or not padded base64 in the standard alphabet
     */
    public Draft dataBase64(@Nullable JsonNode value, @Nullable String declared) {
        if (value == null) {
            return this;
        }
        declare(declared);
        if (!value.isString() || !value.isBase64()) {
            throw value.malformed("expected padded base64 text, found something else");
        }
        byte form = value.isCanonicalBase64() ? DataForm.BASE64 : DataForm.OTHER_BASE64;
        return data(value.bytes(), value.start() + 1, value.end() - 1, form);
    }

    /**
     * Data that stands in no slice of the payload, or is not JSON; the array is given away.
     *
     * @param declared the media type the producer declared; null, or what is no media type, means to tell by the bytes
     */
    public Draft dataBytes(byte[] bytes, @Nullable String declared) {
        declare(declared);
        return data(bytes, 0, bytes.length, isRecord(bytes) ? DataForm.JSON : DataForm.BYTES);
    }

    /** Whether the record is all there is in the bytes, and does not nest too deep. */
    private boolean isRecord(byte[] bytes) {
        return record != null
                && record.bytes() == bytes
                && record.start() == 0
                && record.end() == bytes.length
                && record.isWithin(Event.DATA_DEPTH);
    }

    /** No data, whatever was set before. */
    public Draft noData() {
        contentType(null);
        return data(recordArray, 0, 0, DataForm.NONE);
    }

    /**
     * The media type that a ready-made event gives its data, null for none, whatever the data is set with: nothing is told
     * by the bytes.
     *
     * @throws IllegalArgumentException if it is no media type
     */
    public Draft dataContentType(@Nullable String carried) {
        if (carried != null && !Attributes.isMediaType(carried)) {
            throw new IllegalArgumentException("expected a media type, found other text");
        }
        contentType = carried;
        contentTypeCarried = true;
        return this;
    }

    private void declare(@Nullable String declared) {
        contentType(declared != null && Attributes.isMediaType(declared) ? declared : Event.SNIFF);
    }

    private void contentType(@Nullable String told) {
        if (!contentTypeCarried) {
            contentType = told;
        }
    }

    private Draft data(byte[] array, int start, int end, byte form) {
        dataArray = array;
        dataStart = start;
        dataEnd = end;
        dataForm = form;
        return this;
    }

    String legal(String attribute, String value) {
        return legal(attribute, "", value);
    }

    /** A text that was just read is known to be plain; the beginning is looked at. */
    private String legal(String attribute, String beginning, String text) {
        forgetEscaped(attribute);
        String value = joined(beginning, text);
        if (isKnownPrintable(text) ? isLegal(beginning) : isLegal(value)) {
            return value;
        }
        escaped = escaped == null ? new LinkedHashSet<>() : escaped;
        escaped.add(attribute);
        return Attributes.escape(value);
    }

    /** An attribute that is set again was perhaps escaped before. */
    private void forgetEscaped(String attribute) {
        if (escaped != null) {
            escaped.remove(attribute);
        }
    }

    /** Most texts are set as they were just read. */
    boolean isLegal(String value) {
        if (isKnownPrintable(value) || Attributes.isPlain(value)) {
            return true;
        }
        isPlain = false;
        return Attributes.isLegal(value);
    }

    private boolean isKnownPrintable(String value) {
        return record != null && record.isKnownPrintable(value);
    }

    /** Makes the draft ready for the next record of a batch; nothing of the last one shows. */
    public Draft restart(JsonNode record) {
        id = null;
        source = null;
        type = null;
        subject = null;
        time = null;
        contentType = null;
        contentTypeCarried = false;
        dataSchema = null;
        extensions = NONE;
        extensionCount = 0;
        escaped = null;
        legalizing = false;
        isPlain = true;
        this.record = record;
        recordArray = record.bytes();
        recordStart = record.start();
        recordEnd = record.end();
        return data(recordArray, 0, 0, DataForm.NONE);
    }

    /** The event as one that came ready-made: without an adapter that knows its type, only the portable profile does. */
    public Event event() {
        return event(CarriedOrigin.ONLY);
    }

    /**
     * The event; the draft must be restarted before it is used again.
     *
     * @param origin what knows the typed data of this event
     * @throws IllegalStateException if the source set no id, source or type, or an empty one
     */
    public Event event(Origin origin) {
        if (escaped != null && !escaped.isEmpty()) {
            put("escaped", String.join(" ", escaped));
        }
        if (extensionCount < extensions.length) {
            extensions = Arrays.copyOf(extensions, extensionCount);
        }
        return new Event(this, origin);
    }
}
