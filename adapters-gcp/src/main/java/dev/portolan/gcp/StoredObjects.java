package dev.portolan.gcp;

import dev.portolan.Event;
import dev.portolan.data.StoredObject;
import dev.portolan.data.StoredObject.Change;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * Objects of Cloud Storage.
 *
 * @see <a href="https://cloud.google.com/storage/docs/json_api/v1/objects#resource">The resource an event carries</a>
 */
final class StoredObjects {

    private StoredObjects() {}

    /** Null if neither the data nor the attributes name an object. */
    static @Nullable StoredObject of(Event event, JsonNode data) {
        String bucket = bucket(event, data);
        String key = key(event, data);
        if (bucket == null || key == null) {
            return null;
        }
        return new StoredObject(
                change(GoogleTypes.verb(event, GoogleTypes.STORAGE)),
                bucket,
                key,
                Numbers.longOrNull(data.atOrNull("size")),
                data.textOrNull("etag"),
                version(data),
                data.textOrNull("contentType"),
                null);
    }

    private static Change change(String verb) {
        return switch (verb) {
            case "finalized" -> Change.CREATED;
            case "deleted" -> Change.DELETED;
            case "metadataUpdated" -> Change.UPDATED;
            // "archived": a live version became noncurrent, by deletion or by overwriting.
            default -> Change.OTHER;
        };
    }

    private static @Nullable String bucket(Event event, JsonNode data) {
        String named = data.textOrNull("bucket");
        if (named != null) {
            return named;
        }
        if (event.getExtension("bucket") instanceof String extension) {
            return extension;
        }
        String source = String.valueOf(event.text("source"));
        int at = source.indexOf("/buckets/");
        return at < 0 ? null : source.substring(at + "/buckets/".length());
    }

    private static @Nullable String key(Event event, JsonNode data) {
        String named = data.textOrNull("name");
        if (named != null) {
            return named;
        }
        String subject = event.getSubject();
        return subject == null || !subject.startsWith("objects/") ? null : subject.substring("objects/".length());
    }

    private static @Nullable String version(JsonNode data) {
        JsonNode generation = data.atOrNull("generation");
        return generation != null && generation.isNumber() ? generation.literal() : data.textOrNull("generation");
    }
}
