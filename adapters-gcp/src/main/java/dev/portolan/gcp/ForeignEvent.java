package dev.portolan.gcp;

import static dev.portolan.spi.Times.iso;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.MalformedPayloadException;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Attributes;
import dev.portolan.spi.Origin;
import dev.portolan.spi.Time;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import java.time.OffsetDateTime;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * An event as the Functions Framework hands it over: names with commas are cut there, UTF-8 is read as Latin-1, and a
 * generation is taken for part of a name, so that everything the payload names is taken from the payload.
 */
final class ForeignEvent implements Origin {

    private ForeignEvent() {}

    static Event read(CloudEvent event) {
        CloudEventData content = event.getData();
        String type = event.getType();
        String contentType = event.getDataContentType();
        byte[] data = content == null ? new byte[0] : Repairs.data(type, contentType, content.toBytes());
        OffsetDateTime time = event.getTime();
        String subject = Repairs.subject(type, contentType, data);
        Draft draft = new Draft(data, 0, 0);
        draft.id(event.getId())
                .source(Repairs.source(event.getSource().toString()))
                .type(type)
                .subject(subject == null ? text(event.getSubject()) : subject)
                .time(time == null ? null : iso(time.toString()));
        if (event.getDataSchema() != null) {
            try {
                draft.carried("dataschema", event.getDataSchema().toString());
            } catch (IllegalArgumentException e) {
                throw malformed("dataschema", e);
            }
        }
        for (String name : event.getExtensionNames()) {
            Object value = event.getExtension(name);
            if (!Attributes.isExtensionName(name)) {
                throw new MalformedPayloadException(
                        Recognition.CLOUD_EVENT, "", -1, "expected names of lower-case letters and digits");
            }
            try {
                if (value instanceof Integer || value instanceof Boolean) {
                    draft.carried(name, value);
                } else if (value instanceof String text) {
                    draft.extension(name, repaired(name, text(text), type, subject));
                } else if (value != null) {
                    draft.extension(name, canonical(value));
                }
            } catch (IllegalArgumentException e) {
                throw malformed(name, e);
            }
        }
        if (content != null) {
            draft.dataBytes(data, null);
        }
        draft.dataContentType(contentType != null && Attributes.isMediaType(contentType) ? contentType : null);
        return draft.event(new ForeignEvent());
    }

    /** Bytes and times as CloudEvents writes them. */
    private static String canonical(Object value) {
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        Time time = value instanceof OffsetDateTime ? iso(value.toString()) : null;
        return time == null ? value.toString() : time.toString();
    }

    /** UTF-8 that was read as Latin-1 is read again. */
    private static @Nullable String text(@Nullable String header) {
        return header == null ? null : HeaderText.of(header);
    }

    private static @Nullable String repaired(
            String name, @Nullable String value, String type, @Nullable String subject) {
        return name.equals("document")
                        && subject != null
                        && subject.startsWith("documents/")
                        && type.startsWith(GoogleTypes.FIRESTORE)
                ? subject.substring("documents/".length())
                : value;
    }

    private static MalformedPayloadException malformed(String name, IllegalArgumentException reason) {
        return new MalformedPayloadException(Recognition.CLOUD_EVENT, name, -1, String.valueOf(reason.getMessage()));
    }

    @Override
    public String kind() {
        return Recognition.CLOUD_EVENT;
    }

    @Override
    public TypedData typedData(Event event, byte[] bytes, int start, int end) {
        return GoogleTypes.typedData(event);
    }
}
