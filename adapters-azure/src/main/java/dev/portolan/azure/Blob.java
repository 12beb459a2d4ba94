package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.StoredObject;
import dev.portolan.data.StoredObject.Change;
import dev.portolan.data.TypedData;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Numbers;
import dev.portolan.spi.Time;
import dev.portolan.spi.Times;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A blob that was written: its content is the data.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-blob-trigger">Azure Blob
 *     storage trigger</a>
 */
final class Blob extends Carrier {

    private static final Fields FIELDS = new Fields(
            null,
            List.of("BlobTrigger", "Properties"),
            List.of("BlobTrigger"),
            List.of("Uri", "Properties"),
            List.of());

    private final Bindings binding;

    Blob(Bindings binding) {
        this.binding = binding;
    }

    @Override
    public String kind() {
        return "azure:blob";
    }

    @Override
    Fields fields() {
        return FIELDS;
    }

    @Override
    public void map(JsonNode record, Draft event) {
        String container = container(record);
        String name = name(record);
        event.id(container + "/" + name + "@" + version(record))
                .source(binding.source(source(record.textOrNull("metadata", "Uri"), container)))
                .type("com.microsoft.azure.storage.BlobCreated")
                .subject("/blobServices/default/containers/" + container + "/blobs/" + name)
                .time(Stamps.iso(record.atOrNull("metadata", "Properties", "LastModified")))
                .dataBytes(body, record.textOrNull("metadata", "Properties", "ContentType"));
    }

    private static String container(JsonNode record) {
        String path = record.text("metadata", "BlobTrigger");
        return path.substring(0, slash(record, path));
    }

    private static String name(JsonNode record) {
        String path = record.text("metadata", "BlobTrigger");
        return path.substring(slash(record, path) + 1);
    }

    private static int slash(JsonNode record, String path) {
        int slash = path.indexOf('/');
        if (slash < 1 || slash == path.length() - 1) {
            throw record.at("metadata", "BlobTrigger").malformed("expected container/name, found no such text");
        }
        return slash;
    }

    /** What an overwriting changes. Newer hosts print the entity tag as an empty object, and times count whole seconds. */
    private String version(JsonNode record) {
        String etag = etag(record);
        String version = record.textOrNull("metadata", "Properties", "VersionId");
        if (etag != null) {
            return etag;
        }
        if (version != null) {
            return version;
        }
        Time modified = Times.iso(record.text("metadata", "Properties", "LastModified"));
        if (modified == null) {
            throw record.at("metadata", "Properties", "LastModified").malformed("expected a time, found other text");
        }
        String hash = record.textOrNull("metadata", "Properties", "ContentHash");
        return Stamps.utc(modified) + "." + (hash == null ? Integer.toString(body.length) : hash);
    }

    private static @Nullable String etag(JsonNode record) {
        return Scalars.unquoted(record.textOrNull("metadata", "Properties", "ETag"));
    }

    /** The blob's address up to its container: the rest may be signed, and the storage emulator has the account before it. */
    private static String source(@Nullable String uri, String container) {
        String address = uri == null ? "" : uri;
        int authority = address.indexOf("://");
        int path = authority < 0 ? -1 : address.indexOf('/', authority + 3);
        if (path < 0) {
            return "/blobs/" + container;
        }
        int at = address.indexOf("/" + container + "/", path);
        return at < 0
                ? address.substring(0, path) + "/" + container
                : address.substring(0, at + 1 + container.length());
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        return new StoredObject(
                Change.CREATED,
                container(record),
                name(record),
                Numbers.longOrNull(record.atOrNull("metadata", "Properties", "ContentLength")),
                etag(record),
                record.textOrNull("metadata", "Properties", "VersionId"),
                record.textOrNull("metadata", "Properties", "ContentType"),
                null);
    }
}
