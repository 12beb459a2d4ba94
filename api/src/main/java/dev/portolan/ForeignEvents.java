package dev.portolan;

import dev.portolan.spi.Attributes;
import dev.portolan.spi.Origin;
import dev.portolan.spi.Time;
import dev.portolan.spi.Uris;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Events that someone else has made, held to the specification. */
final class ForeignEvents {

    private ForeignEvents() {}

    static Event copy(CloudEvent event, Origin origin) {
        require(event.getSpecVersion() == SpecVersion.V1, "specversion", "1.0");
        Draft draft = new Draft(new byte[0], 0, 0)
                .id(text("id", event.getId()))
                .source(source(event.getSource()))
                .type(text("type", event.getType()))
                .subject(event.getSubject() == null ? null : text("subject", event.getSubject()))
                .time(time(event.getTime()));
        if (event.getDataSchema() != null) {
            String schema = event.getDataSchema().toString();
            require(Uris.isAbsolute(schema), "dataschema", "an absolute URI");
            draft.dataSchema(schema);
        }
        for (String name : event.getExtensionNames()) {
            require(Attributes.isExtensionName(name), "an extension's name", "lower-case letters and digits");
            extension(draft, name, event.getExtension(name));
        }
        if (event.getData() != null) {
            draft.dataBytes(event.getData().toBytes().clone(), null);
        }
        // What was declared stays declared: nothing is told by the bytes here.
        String contentType = event.getDataContentType();
        require(contentType == null || Attributes.isMediaType(contentType), "datacontenttype", "a media type");
        draft.contentType = contentType;
        return draft.event(origin);
    }

    private static void extension(Draft draft, String name, @Nullable Object value) {
        if (value instanceof String text) {
            require(Attributes.isLegal(text), name, "text without control characters and lone surrogates");
            draft.extensionValue(name, text);
        } else if (value instanceof byte[] bytes) {
            draft.extensionValue(name, Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof Number number) {
            require(
                    number.doubleValue() == number.intValue() && number.longValue() == number.intValue(),
                    name,
                    "a whole number of 32 bits");
            draft.extensionValue(name, number.intValue());
        } else if (value instanceof Boolean || value instanceof URI || value instanceof OffsetDateTime) {
            draft.extensionValue(name, value);
        } else {
            require(value == null, name, "a value of a CloudEvents type");
        }
    }

    private static String text(String name, @Nullable String text) {
        String present = text == null ? "" : text;
        require(
                !present.isEmpty() && Attributes.isLegal(present),
                name,
                "non-empty text without control characters and lone surrogates");
        return present;
    }

    private static String source(@Nullable URI source) {
        String text = source == null ? "" : source.toString();
        require(Uris.isReference(text), "source", "a non-empty URI-reference");
        return text;
    }

    private static @Nullable Time time(@Nullable OffsetDateTime time) {
        if (time == null) {
            return null;
        }
        int offset = time.getOffset().getTotalSeconds();
        require(
                time.getYear() >= 0 && time.getYear() <= 9999 && offset % 60 == 0,
                "time",
                "a time of RFC 3339, years 0000 to 9999, offset in minutes");
        return new Time(time.toEpochSecond(), time.getNano(), offset);
    }

    private static void require(boolean legal, String name, String expected) {
        if (!legal) {
            throw new IllegalArgumentException(name + ": expected " + expected);
        }
    }
}
