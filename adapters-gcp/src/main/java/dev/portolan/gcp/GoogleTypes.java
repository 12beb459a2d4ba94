package dev.portolan.gcp;

import dev.portolan.Event;
import dev.portolan.Limits;
import dev.portolan.data.TimerFired;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Attributes;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Numbers;
import dev.portolan.spi.Origin;
import dev.portolan.spi.Text;
import dev.portolan.spi.Time;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What an event of a type of Google's contains, however it came.
 *
 * @see <a href="https://github.com/googleapis/google-cloudevents">The types and their data</a>
 */
final class GoogleTypes {

    static final String STORAGE = "google.cloud.storage.object.v1.";
    static final String MESSAGE_PUBLISHED = "google.cloud.pubsub.topic.v1.messagePublished";
    static final String FIRESTORE = "google.cloud.firestore.document.v1.";
    static final String DATASTORE = "google.cloud.datastore.entity.v1.";
    static final String REALTIME_DATABASE = "google.firebase.database.ref.v1.";
    static final String JOB_EXECUTED = "google.cloud.scheduler.job.v1.executed";

    /** Documents have as many members as their owner likes. */
    private static final Limits DATA = Limits.STANDARD.withMembers(Integer.MAX_VALUE);

    private GoogleTypes() {}

    static TypedData typedData(Event event) {
        String type = event.getType();
        if (type.startsWith(FIRESTORE)) {
            return DocumentChanges.ofFirestore(event);
        }
        if (type.startsWith(DATASTORE)) {
            return DocumentChanges.ofDatastore(event);
        }
        if (type.equals(JOB_EXECUTED)) {
            return timer(event);
        }
        boolean isJson =
                type.startsWith(STORAGE) || type.startsWith(REALTIME_DATABASE) || type.equals(MESSAGE_PUBLISHED);
        byte[] data = isJson ? jsonOrNull(event) : null;
        if (data == null) {
            return Origin.opaque(event);
        }
        try (Json json = read(data)) {
            TypedData typed = typedDataOrNull(event, json.root());
            return typed == null ? Origin.opaque(event) : typed;
        }
    }

    // Where classes meet, as behind a question mark, Java 25's compiler has the verifier load them.
    private static @Nullable TypedData typedDataOrNull(Event event, JsonNode root) {
        String type = event.getType();
        if (type.startsWith(STORAGE)) {
            return StoredObjects.of(event, root);
        }
        if (type.startsWith(REALTIME_DATABASE)) {
            return DocumentChanges.ofRealtimeDatabase(event, root);
        }
        return Messages.of(event, root);
    }

    /**
     * An event's data if that is JSON, by its media type or as it shows: pipelines of Eventarc turn what is JSON into other
     * formats, or do not say what it is.
     */
    static byte @Nullable [] jsonOrNull(Event event) {
        byte[] data = event.data();
        String contentType = event.getDataContentType();
        boolean isDeclared = contentType != null && Attributes.isJson(contentType);
        return data != null && (isDeclared || Json.isDocument(data, 0, data.length)) ? data : null;
    }

    /** The same of an event that tells of a message; null for any other event. */
    static byte @Nullable [] messageOrNull(Event event) {
        return event.getType().equals(MESSAGE_PUBLISHED) ? jsonOrNull(event) : null;
    }

    /** An event's data as JSON, whatever the number of its members. */
    static Json read(byte[] data) {
        return Json.read(data, 0, data.length, DATA);
    }

    private static TimerFired timer(Event event) {
        String subject = event.getSubject();
        OffsetDateTime time = event.getTime();
        return new TimerFired(
                subject == null || !subject.startsWith("jobs/") ? null : subject.substring("jobs/".length()),
                time == null ? null : Numbers.instantOrNull(Time.of(time)),
                null);
    }

    /** The media type of bytes: as declared, else as they show; null for none. */
    static @Nullable String contentType(byte[] bytes, @Nullable String declared) {
        if (declared != null && Attributes.isMediaType(declared)) {
            return declared;
        }
        if (bytes.length == 0) {
            return null;
        }
        if (Json.isDocument(bytes, 0, bytes.length)) {
            return "application/json";
        }
        return Text.isUtf8(bytes, 0, bytes.length) ? "text/plain" : "application/octet-stream";
    }

    /** The part of a type behind its prefix, without the suffix that says that an auth context is carried. */
    static String verb(Event event, String prefix) {
        String verb = event.getType().substring(prefix.length());
        int dot = verb.indexOf('.');
        return dot < 0 ? verb : verb.substring(0, dot);
    }
}
