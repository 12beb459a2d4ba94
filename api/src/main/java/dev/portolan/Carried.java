package dev.portolan;

import dev.portolan.spi.Attributes;
import dev.portolan.spi.Time;
import dev.portolan.spi.Times;
import dev.portolan.spi.Uris;
import org.jspecify.annotations.Nullable;

/** The one place where attributes of ready-made events are held to the specification. */
final class Carried {

    private Carried() {}

    static void set(Draft draft, String name, Object value) {
        switch (name) {
            case "specversion" -> require(value.equals("1.0"), "expected 1.0, found another version");
            case "id" -> draft.id = required(draft, name, value);
            case "source" -> {
                String source = required(draft, name, value);
                require(draft.legalizing || Draft.isReference(source), "expected a URI-reference, found other text");
                draft.source(source);
            }
            case "type" -> draft.type = required(draft, name, value);
            case "subject" -> draft.subject = optional(draft, name, value);
            case "time" -> draft.time = time(draft, value);
            case "datacontenttype" -> draft.dataContentType(mediaType(draft, value));
            case "dataschema" -> draft.dataSchema = schema(draft, value);
            default -> {
                require(Attributes.isExtensionName(name), "expected a name of lower-case letters and digits");
                draft.put(name, extension(draft, name, value));
            }
        }
    }

    private static String required(Draft draft, String name, Object value) {
        String text = text(draft, name, value);
        require(!text.isEmpty(), "expected text, found an empty one");
        return text;
    }

    private static @Nullable String optional(Draft draft, String name, Object value) {
        String text = text(draft, name, value);
        return text.isEmpty() ? null : text;
    }

    private static String text(Draft draft, String name, Object value) {
        require(value instanceof String, "expected text, found another type");
        String text = (String) value;
        if (draft.legalizing) {
            return hasFormOfItsOwn(name) ? text : draft.legal(name, text);
        }
        require(draft.isLegal(text), "expected text, found a character that CloudEvents forbids");
        return text;
    }

    /** Whether what the attribute may be is told by more than its characters. */
    private static boolean hasFormOfItsOwn(String name) {
        return switch (name) {
            case "source", "time", "dataschema", "datacontenttype" -> true;
            default -> false;
        };
    }

    private static @Nullable String schema(Draft draft, Object value) {
        String text = optional(draft, "dataschema", value);
        boolean legal = text == null || Uris.isAbsolute(text);
        require(legal || draft.legalizing, "expected an absolute URI, found other text");
        return legal ? text : null;
    }

    private static @Nullable String mediaType(Draft draft, Object value) {
        String text = optional(draft, "datacontenttype", value);
        return draft.legalizing && text != null && !Attributes.isMediaType(text) ? null : text;
    }

    private static @Nullable Time time(Draft draft, Object value) {
        String text = optional(draft, "time", value);
        if (text == null) {
            return null;
        }
        Time time = Times.rfc3339(text);
        if (time == null && draft.legalizing) {
            return Times.iso(text);
        }
        require(time != null, "expected a time of RFC 3339, found other text");
        return time;
    }

    private static Object extension(Draft draft, String name, Object value) {
        return value instanceof Integer || value instanceof Boolean ? value : text(draft, name, value);
    }

    private static void require(boolean legal, String expectedAndFound) {
        if (!legal) {
            throw new IllegalArgumentException(expectedAndFound);
        }
    }
}
