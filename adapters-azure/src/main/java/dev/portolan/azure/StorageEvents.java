package dev.portolan.azure;

import dev.portolan.Event;
import dev.portolan.MalformedPayloadException;
import dev.portolan.data.StoredObject;
import dev.portolan.data.StoredObject.Change;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Numbers;
import dev.portolan.spi.Origin;
import dev.portolan.spi.Percent;
import org.jspecify.annotations.Nullable;

/**
 * What Event Grid's storage events contain. A custom topic may use their types for anything: what does not fit is opaque,
 * never an error.
 *
 * @see <a href="https://learn.microsoft.com/azure/event-grid/event-schema-blob-storage">Blob Storage as a source</a>
 */
final class StorageEvents {

    private StorageEvents() {}

    static TypedData typedData(Event event) {
        Change change = changeOrNull(event.getType());
        String subject = exactOrNull(event.getSubject(), event.text("escaped"));
        byte[] data = event.data();
        if (change == null || subject == null || data == null || !Json.isDocument(data, 0, data.length)) {
            return Origin.opaque(event);
        }
        try (Json json = Json.read(data)) {
            TypedData object = objectOrNull(event, change, subject, json.root());
            return object == null ? Origin.opaque(event) : object;
        } catch (MalformedPayloadException e) {
            return Origin.opaque(event);
        }
    }

    /** The subject as it was sent: an attribute cannot hold every character, but says which ones are percent-encoded in it. */
    private static @Nullable String exactOrNull(@Nullable String subject, @Nullable String escaped) {
        if (subject == null || escaped == null || !(" " + escaped + " ").contains(" subject ")) {
            return subject;
        }
        String exact = Percent.decodeOrNull(subject);
        return exact == null ? subject : exact;
    }

    private static @Nullable Change changeOrNull(String type) {
        return switch (type) {
            case "Microsoft.Storage.BlobCreated", "Microsoft.Storage.BlobRenamed" -> Change.CREATED;
            case "Microsoft.Storage.BlobDeleted" -> Change.DELETED;
            case "Microsoft.Storage.BlobTierChanged" -> Change.UPDATED;
            default -> null;
        };
    }

    private static @Nullable TypedData objectOrNull(Event event, Change change, String subject, JsonNode data) {
        String container = segmentOrNull(subject, "/containers/");
        if (container == null) {
            return null;
        }
        String url = data.textOrNull(event.getType().endsWith("Renamed") ? "destinationUrl" : "url");
        String named = restOrNull(subject, "/blobs/");
        String key = url == null ? named : keyOrNull(url, container, named);
        return key == null
                ? null
                : new StoredObject(
                        change,
                        container,
                        key,
                        Numbers.longOrNull(data.atOrNull("contentLength")),
                        Scalars.unquoted(data.textOrNull("eTag")),
                        null,
                        data.textOrNull("contentType"),
                        data.textOrNull("sequencer"));
    }

    /** From the address, for the subject loses characters; some addresses were never encoded, as the subject then shows. */
    private static @Nullable String keyOrNull(String url, String container, @Nullable String named) {
        String raw = restOrNull(url, "/" + container + "/");
        if (raw == null || raw.equals(named)) {
            return named;
        }
        int query = raw.indexOf('?');
        String encoded = query < 0 ? raw : raw.substring(0, query);
        String decoded = Percent.decodeOrNull(encoded);
        return encoded.isEmpty() ? named : decoded == null ? encoded : decoded;
    }

    private static @Nullable String segmentOrNull(String text, String before) {
        String rest = restOrNull(text, before);
        int end = rest == null ? -1 : rest.indexOf('/');
        return rest == null || end < 0 ? rest : end == 0 ? null : rest.substring(0, end);
    }

    /** What follows the first occurrence; null for nothing. */
    private static @Nullable String restOrNull(String text, String before) {
        int at = text.indexOf(before);
        return at < 0 || at + before.length() == text.length() ? null : text.substring(at + before.length());
    }
}
