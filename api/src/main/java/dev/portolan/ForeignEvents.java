package dev.portolan;

import dev.portolan.spi.Attributes;
import dev.portolan.spi.Origin;
import dev.portolan.spi.Time;
import dev.portolan.spi.Uris;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Events that someone else has made, held to the specification. */
final class ForeignEvents {

    private ForeignEvents() {}

    static Event copy(CloudEvent event, Origin origin) {
        require(event.getSpecVersion() == SpecVersion.V1, "specversion", "expected 1.0, found another version");
        Draft draft = new Draft(new byte[0], 0, 0);
        carry(draft, "id", text(event.getId()));
        carry(draft, "source", text(event.getSource()));
        carry(draft, "type", text(event.getType()));
        carry(draft, "subject", text(event.getSubject()));
        carry(draft, "dataschema", text(event.getDataSchema()));
        draft.time(time("time", event.getTime()));
        for (String name : event.getExtensionNames()) {
            Object value = event.getExtension(name);
            if (value != null) {
                extension(draft, name, value);
            }
        }
        CloudEventData data = event.getData();
        if (data != null) {
            draft.dataBytes(data.toBytes().clone(), null);
        }
        carry(draft, "datacontenttype", text(event.getDataContentType()));
        return draft.event(origin);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static void carry(Draft draft, String name, Object value) {
        try {
            draft.carried(name, value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(shown(name) + ": " + e.getMessage(), e);
        }
    }

    private static void extension(Draft draft, String name, Object value) {
        require(Attributes.isExtensionName(name), name, "expected a name that CloudEvents has not taken");
        if (value instanceof Number number) {
            require(
                    number.toString().equals(String.valueOf(number.intValue())),
                    name,
                    "expected a whole number of 32 bits, found another number");
            carry(draft, name, number.intValue());
        } else if (value instanceof byte[] bytes) {
            carry(draft, name, Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof URI uri) {
            require(Uris.isReference(uri.toString()), name, "expected a URI-reference, found other text");
            carry(draft, name, uri.toString());
            draft.put(name, uri);
        } else if (value instanceof OffsetDateTime time) {
            carry(draft, name, String.valueOf(time(name, time)));
            draft.put(name, time);
        } else {
            carry(draft, name, value);
        }
    }

    private static @Nullable Time time(String name, @Nullable OffsetDateTime time) {
        if (time == null) {
            return null;
        }
        int offset = time.getOffset().getTotalSeconds();
        require(
                time.getYear() >= 0 && time.getYear() <= 9999 && offset % 60 == 0,
                name,
                "expected a year from 0 to 9999 and an offset in minutes, found another time");
        return Time.of(time);
    }

    private static void require(boolean legal, String name, String expectedAndFound) {
        if (!legal) {
            throw new IllegalArgumentException(shown(name) + ": " + expectedAndFound);
        }
    }

    /** A name that is not one of CloudEvents may be anything. */
    private static String shown(String name) {
        return Attributes.isAttributeName(name) ? name : "an extension's name";
    }
}
