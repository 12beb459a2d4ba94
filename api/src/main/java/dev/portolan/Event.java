package dev.portolan;

import dev.portolan.data.Bytes;
import dev.portolan.data.Opaque;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonWriter;
import dev.portolan.spi.Origin;
import dev.portolan.spi.Text;
import dev.portolan.spi.Time;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvents 1.0 event: immutable, and legal in every attribute.
 *
 * <p>{@link #typedData()} says what it contains, the same for every cloud; {@link #data()} are the bytes as the provider
 * or the producer wrote them. Both are computed when asked for. An event keeps the payload it was read from alive: {@link
 * #detached()} gives one that does not.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents 1.0.2</a>
 */
public final class Event extends Item implements CloudEvent {

    /** Stands for a content type that is told by the bytes when someone asks. */
    static final String SNIFF = String.valueOf(new char[0]);

    static final String JSON = "application/json";
    static final String TEXT = "text/plain";
    static final String BINARY = "application/octet-stream";

    /** How deep data may nest so that it can be read again from a batch, two levels down. */
    static final int DATA_DEPTH = Limits.STANDARD.depth() - 2;

    final String id;
    final String source;
    final String type;
    final @Nullable String subject;
    final @Nullable Time time;
    final @Nullable String dataSchema;
    final byte[] dataArray;
    final int dataStart;
    final int dataEnd;
    final byte dataForm;

    /** Every text set but the media type is printable ASCII that JSON holds as it is. */
    final boolean isPlain;

    final Object[] extensions;
    private final Origin origin;
    // Computed once or twice, always with the same outcome; what they hold is immutable, so a race does no harm.
    private @Nullable String contentType;
    private @Nullable TypedData typedData;

    Event(Draft draft, Origin origin) {
        super(draft.recordArray, draft.recordStart, draft.recordEnd);
        if (draft.id == null || draft.source == null || draft.type == null) {
            throw new IllegalStateException(origin.kind() + " set no id, source or type");
        }
        if (draft.id.isEmpty() || draft.source.isEmpty() || draft.type.isEmpty()) {
            throw new IllegalStateException(origin.kind() + " set an empty id, source or type");
        }
        id = draft.id;
        source = draft.source;
        type = draft.type;
        subject = draft.subject;
        time = draft.time;
        contentType = draft.contentType;
        dataSchema = draft.dataSchema;
        extensions = draft.extensions;
        dataArray = draft.dataArray;
        dataStart = draft.dataStart;
        dataEnd = draft.dataEnd;
        dataForm = draft.dataForm;
        isPlain = draft.isPlain;
        this.origin = origin;
    }

    /**
     * The same event as ours: checked against the specification, and copied; one that is ours already is given back.
     *
     * @throws IllegalArgumentException if an attribute is not what CloudEvents 1.0 allows; the message names it
     */
    public static Event copyOf(CloudEvent event) {
        return event instanceof Event ours ? ours : ForeignEvents.copy(event, CarriedOrigin.ONLY);
    }

    /**
     * What the event contains, the same for every cloud; {@link Opaque} where nothing more is known.
     *
     * @throws MalformedPayloadException if a part of the payload that only this reads is malformed
     */
    public TypedData typedData() {
        TypedData known = typedData;
        if (known == null) {
            Class<? extends TypedData> portable = dataSchema == null ? null : PortableProfile.record(dataSchema);
            try {
                known = portable == null
                        ? origin.typedData(this, recordArray, recordStart, recordEnd)
                        : PortableProfile.read(this, portable);
            } catch (MalformedPayloadException e) {
                throw e.kind() == null ? e.in(origin.kind()) : e;
            }
            typedData = known;
        }
        return known;
    }

    /**
     * The data, decoded into a fresh array at each call; null when the event has none.
     *
     * <p>The provider's own form, see {@link #dataAs}. The cheapest way to it: {@link #getData()} wraps the same.
     */
    public byte @Nullable [] data() {
        if (dataForm == DataForm.NONE) {
            return null;
        }
        return standsAsItIs() ? Arrays.copyOfRange(dataArray, dataStart, dataEnd) : decoded();
    }

    /** Whether the slice of the array is the data itself. */
    boolean standsAsItIs() {
        return dataForm == DataForm.JSON || dataForm == DataForm.BYTES;
    }

    /** The data, which is a text's content. */
    byte[] decoded() {
        return dataForm == DataForm.JSON_TEXT
                ? Text.utf8(dataArray, dataStart, dataEnd)
                : Text.base64(dataArray, dataStart, dataEnd);
    }

    /**
     * The JSON data bound to a class of yours, see {@link Bytes#jsonAs}; an event without data gives null.
     *
     * <p>The data is the provider's own form, which differs from source to source: of SQS it is the message's body, of SNS and
     * Pub/Sub the document that carries the message. What a producer sent is the same everywhere in {@link #typedData()}:
     * {@code message.body().jsonAs(Order.class)}.
     *
     * @throws MalformedPayloadException if the data does not fit the class
     */
    public <T> @Nullable T dataAs(Class<T> type) {
        byte[] json = data();
        try {
            return json == null ? null : Bytes.wrap(json).jsonAs(type);
        } catch (MalformedPayloadException e) {
            throw e.within("data").in(origin.kind());
        }
    }

    /**
     * The same event in the portable profile: one type, schema and JSON shape per kind of typed data, the native type in the
     * extension {@code nativetype}. An event whose typed data is {@link Opaque} stays as it is.
     *
     * @throws MalformedPayloadException if a part of the payload that only typed data reads is malformed
     */
    public Event portable() {
        return PortableProfile.of(this);
    }

    /**
     * The same event holding only its own bytes, not the whole payload: for events that are kept.
     *
     * @throws MalformedPayloadException if a part of the payload that only typed data reads is malformed
     */
    public Event detached() {
        TypedData known = typedData();
        Draft draft = redraft();
        byte[] data = data();
        if (data != null) {
            draft.dataBytes(data, null);
        }
        return with(draft.dataContentType(getDataContentType()), known);
    }

    /** A draft of the same event, without its data and record. */
    Draft redraft() {
        Draft draft = new Draft(new byte[0], 0, 0);
        draft.isPlain = isPlain;
        draft.id = id;
        draft.source = source;
        draft.type = type;
        draft.subject = subject;
        draft.time = time;
        draft.dataSchema = dataSchema;
        for (int i = 0; i < extensions.length; i += 2) {
            draft.put((String) extensions[i], extensions[i + 1]);
        }
        return draft;
    }

    /** The event of a draft that contains what is known already. */
    Event with(Draft draft, TypedData known) {
        Event event = draft.event(origin);
        event.typedData = known;
        return event;
    }

    /** Writes this event as a JSON object, as {@link dev.portolan.wire.CloudEventsJson} does, in a place for a value. */
    public void writeTo(JsonWriter json) {
        EventWriter.write(this, json);
    }

    /** About how many bytes {@link #writeTo} writes, and rarely fewer than it does. */
    public int jsonSize() {
        return EventWriter.size(this);
    }

    /** The source that this event came from, such as {@code aws:sqs}; {@code cloudevents} where it came ready-made. */
    public String kind() {
        return origin.kind();
    }

    @Override
    public SpecVersion getSpecVersion() {
        return SpecVersion.V1;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public URI getSource() {
        return URI.create(source);
    }

    @Override
    public String getType() {
        return type;
    }

    @Override
    public @Nullable String getSubject() {
        return subject;
    }

    @Override
    public @Nullable OffsetDateTime getTime() {
        return time == null ? null : time.toOffsetDateTime();
    }

    /** The media type of the data: as declared, else as the bytes show. */
    @Override
    public @Nullable String getDataContentType() {
        String known = contentType;
        if (isSniffed(known)) {
            known = sniffed();
            contentType = known;
        }
        return known;
    }

    private @Nullable String sniffed() {
        if (dataForm == DataForm.JSON_TEXT) {
            return dataStart == dataEnd ? null : Text.isDocument(dataArray, dataStart, dataEnd) ? JSON : TEXT;
        }
        if (standsAsItIs()) {
            return typeOf(dataArray, dataStart, dataEnd);
        }
        byte[] decoded = decoded();
        return typeOf(decoded, 0, decoded.length);
    }

    /** The media type that the bytes show; null if there are none. */
    static @Nullable String typeOf(byte[] data, int start, int end) {
        if (start == end) {
            return null;
        }
        if (Json.isDocument(data, start, end)) {
            return JSON;
        }
        return Text.isUtf8(data, start, end) ? TEXT : BINARY;
    }

    /** Whether nobody has to look at the bytes any more to tell their media type. */
    boolean isTypeTold() {
        return !isSniffed(contentType);
    }

    /** Keeps the media type that the bytes show, unless one is known. */
    void tellType(@Nullable String shown) {
        if (isSniffed(contentType)) {
            contentType = shown;
        }
    }

    @SuppressWarnings("ReferenceEquality") // the constant is told from an equal text of a payload by its identity
    private static boolean isSniffed(@Nullable String contentType) {
        return contentType == SNIFF;
    }

    @Override
    public @Nullable URI getDataSchema() {
        return dataSchema == null ? null : URI.create(dataSchema);
    }

    @Override
    public @Nullable CloudEventData getData() {
        return dataForm == DataForm.NONE ? null : Data.of(this);
    }

    private record Data(Event event) implements CloudEventData {

        /** Declared as the interface, so that the verifier of {@link Event} needs not load it to know that this is one. */
        static CloudEventData of(Event event) {
            return new Data(event);
        }

        @Override
        public byte[] toBytes() {
            byte[] bytes = event.data();
            return bytes == null ? new byte[0] : bytes;
        }

        @Override
        public String toString() {
            return "Data";
        }
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case "specversion" -> getSpecVersion();
            case "id" -> id;
            case "source" -> getSource();
            case "type" -> type;
            case "subject" -> subject;
            case "time" -> getTime();
            case "datacontenttype" -> getDataContentType();
            case "dataschema" -> getDataSchema();
            default -> throw new IllegalArgumentException("CloudEvents 1.0 has no attribute of that name");
        };
    }

    @Override
    public Set<String> getAttributeNames() {
        return Collections.unmodifiableSet(SpecVersion.V1.getAllAttributes());
    }

    @Override
    public @Nullable Object getExtension(String name) {
        for (int i = 0; i < extensions.length; i += 2) {
            if (extensions[i].equals(name)) {
                return extensions[i + 1];
            }
        }
        return null;
    }

    @Override
    public Set<String> getExtensionNames() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(sortedExtensionNames())));
    }

    String[] sortedExtensionNames() {
        String[] names = new String[extensions.length / 2];
        for (int i = 0; i < names.length; i++) {
            names[i] = (String) extensions[2 * i];
        }
        if (names.length > 1) {
            Arrays.sort(names);
        }
        return names;
    }

    /**
     * The canonical text of an attribute or extension, as HTTP headers carry it; null if the event has none of that name.
     *
     * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#type-system">CloudEvents type system</a>
     */
    public @Nullable String text(String name) {
        return switch (name) {
            case "specversion" -> "1.0";
            case "id" -> id;
            case "source" -> source;
            case "type" -> type;
            case "subject" -> subject;
            case "time" -> time == null ? null : time.toString();
            case "datacontenttype" -> getDataContentType();
            case "dataschema" -> dataSchema;
            default -> extensionText(getExtension(name));
        };
    }

    static @Nullable String extensionText(@Nullable Object value) {
        return value instanceof OffsetDateTime time
                ? Time.of(time).toString()
                : value == null ? null : value.toString();
    }

    /** Equal attributes and extensions, by their canonical texts, and equal data bytes. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Event that
                && id.equals(that.id)
                && source.equals(that.source)
                && type.equals(that.type)
                && Objects.equals(subject, that.subject)
                && Objects.equals(text("time"), that.text("time"))
                && Objects.equals(getDataContentType(), that.getDataContentType())
                && Objects.equals(dataSchema, that.dataSchema)
                && extensionsEqual(that)
                && Arrays.equals(data(), that.data());
    }

    private boolean extensionsEqual(Event that) {
        for (int i = 0; i < extensions.length; i += 2) {
            String name = (String) extensions[i];
            if (!Objects.equals(text(name), that.text(name))) {
                return false;
            }
        }
        return extensions.length == that.extensions.length;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * id.hashCode() + source.hashCode()) + type.hashCode();
    }

    /** The kind of the event, never its content. */
    @Override
    public String toString() {
        return "Event[" + kind() + "]";
    }
}
