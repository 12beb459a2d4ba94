package dev.portolan.gcp;

import dev.portolan.Draft;
import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.Attributes;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What Google's producers and the ways through headers do to ready-made events, undone.
 *
 * <p>Google encodes no header values, emulators differ from production, and the Functions Framework splits headers at
 * commas: the payload knows the name better.
 */
final class Repairs {

    private static final String FIRESTORE = "//firestore.googleapis.com/";
    private static final String DOUBLED = FIRESTORE + "projects/projects/";

    private Repairs() {}

    /** Google's producers put names into attributes as they are: what CloudEvents forbids in them is made legal. */
    static void expect(JsonNode document, Draft event) {
        if (document.isObject()) {
            expect(document.textOrNull("type"), event);
        }
    }

    static void expect(@Nullable String type, Draft event) {
        if (type != null && type.startsWith("google.")) {
            event.legalizing();
        }
    }

    /** Mends an event in JSON, which loses nothing: only what emulators do. */
    static void mend(JsonNode document, Draft event) {
        String type = document.text("type");
        String source = document.text("source");
        if (type.startsWith(GoogleTypes.STORAGE) && document.textOrNull("subject") == null) {
            String name = document.textOrNull("data", "name");
            event.subject(name == null ? subjectInSource(source) : object(name));
        }
        if (type.startsWith("google.")) {
            event.source(source(source));
        }
    }

    /** Whether a subject from a header may have lost something on its way. */
    static boolean isLossy(@Nullable String subject) {
        if (subject == null) {
            return true;
        }
        for (int i = 0; i < subject.length(); i++) {
            char c = subject.charAt(i);
            if (c < ' ' || c >= 0x7F || c == '%' || c == '"') {
                return true;
            }
        }
        return false;
    }

    /** The subject as the payload tells it; null for a type or a payload that does not. */
    static @Nullable String subject(String type, @Nullable String contentType, byte[] data) {
        boolean stored = type.startsWith(GoogleTypes.STORAGE);
        if (!stored && !type.startsWith(GoogleTypes.FIRESTORE)) {
            return null;
        }
        try {
            if (!stored && isProtobuf(contentType)) {
                return document(Protobuf.read(data));
            }
            try (Json json = GoogleTypes.read(data)) {
                return stored
                        ? object(json.root().textOrNull("name"))
                        : document(
                                json.root().textOrNull("value", "name"),
                                json.root().textOrNull("oldValue", "name"));
            }
        } catch (MalformedPayloadException e) {
            // What carries the event is whole; only its data is not what its type says.
            return null;
        }
    }

    private static @Nullable String object(@Nullable String name) {
        return name == null ? null : "objects/" + name;
    }

    private static @Nullable String document(Protobuf event) {
        Protobuf value = event.message(1);
        Protobuf oldValue = event.message(2);
        return document(value == null ? null : value.text(1), oldValue == null ? null : oldValue.text(1));
    }

    private static @Nullable String document(@Nullable String name, @Nullable String oldName) {
        String known = name == null || name.isEmpty() ? oldName : name;
        String path = known == null ? "" : DocumentChanges.pathOf(known);
        return path.isEmpty() ? null : path;
    }

    /**
     * The source without what the emulators add to it, a second {@code projects/} and the object's name, and without what the
     * framework takes for a part of it, the path of a nested document.
     */
    static String source(String source) {
        if (source.startsWith(FIRESTORE)) {
            String database = source.startsWith(DOUBLED)
                    ? FIRESTORE + source.substring(DOUBLED.length() - "projects/".length())
                    : source;
            int name = database.indexOf("/databases/");
            int end = name < 0 ? -1 : database.indexOf('/', name + "/databases/".length());
            return end < 0 ? database : database.substring(0, end);
        }
        int object = source.startsWith("//storage.googleapis.com/") ? source.indexOf("/objects/") : -1;
        return object < 0 ? source : source.substring(0, object);
    }

    /** The subject that an emulator put into the source; null if there is none. */
    static @Nullable String subjectInSource(String source) {
        int object = source.startsWith("//storage.googleapis.com/") ? source.indexOf("/objects/") : -1;
        return object < 0 ? null : source.substring(object + 1);
    }

    /** The data; protobuf that the emulator sends as base64 text is decoded. */
    static byte[] data(String type, @Nullable String contentType, byte[] data) {
        boolean document = type.startsWith(GoogleTypes.FIRESTORE) || type.startsWith(GoogleTypes.DATASTORE);
        // Fields 1 to 3 begin with 0A, 12, 1A in protobuf and with C, E, G in base64.
        if (!document || !isProtobuf(contentType) || data.length == 0 || "CEG".indexOf(data[0]) < 0) {
            return data;
        }
        try {
            return Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException e) {
            return data;
        }
    }

    static boolean isProtobuf(@Nullable String contentType) {
        return contentType != null && Attributes.mediaTypeOf(contentType).endsWith("protobuf");
    }
}
