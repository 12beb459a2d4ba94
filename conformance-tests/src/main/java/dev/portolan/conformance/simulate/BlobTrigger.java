package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.StoredObject;
import dev.portolan.data.StoredObject.Change;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A blob that a blob trigger found, with its content.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-blob-trigger">Blob storage
 *     trigger</a>
 */
final class BlobTrigger extends Format<StoredObject> {

    private static final int MOST_CONTENT = 1024;

    BlobTrigger() {
        super("azure:blob", StoredObject.class);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    /** Only new blobs are found; the host prints no tag, and nothing tells an order. */
    @Override
    StoredObject told(StoredObject object, Seed seed) {
        requireName(object);
        require(object.change() == Change.CREATED, "anything but new blobs");
        require(object.bucket().indexOf('/') < 0, "a container with a slash in its name");
        return new StoredObject(
                Change.CREATED,
                object.bucket(),
                object.key(),
                object.size() == null ? (Long) 0L : object.size(),
                null,
                Texts.orNull(object.version()),
                Texts.or(object.contentType(), "application/octet-stream"),
                null);
    }

    /** The content is as long as the size says, but for large ones. */
    @Override
    byte[] payload(List<Sent<StoredObject>> records) {
        StoredObject object = records.get(0).data();
        Seed seed = records.get(0).seed();
        long size = object.size() == null ? 0 : object.size();
        Bytes content = Bytes.utf8("x".repeat((int) Math.min(size, MOST_CONTENT)));
        String time = seed.instant().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "+00:00");
        Doc properties = new Doc()
                .with("LastModified", time)
                .with("CreatedOn", time)
                .with("ContentType", object.contentType())
                .with("ContentLength", size)
                .with("ContentHash", Bytes.utf8(seed.hex("content", 16)).toArray())
                .with("ETag", new Doc())
                .with("VersionId", object.version())
                .with("BlobType", 0);
        String uri = "https://contosodocs.blob.core.windows.net/" + Texts.percentEncoded(object.bucket()) + "/"
                + Texts.percentEncoded(object.key());
        Doc metadata = new Doc()
                .with("BlobTrigger", object.bucket() + "/" + object.key())
                .with("Uri", Azure.quoted(uri))
                .with("Properties", properties)
                .with("Metadata", new Doc());
        Doc binding = new Doc()
                .with("name", "blob")
                .with("type", "blobTrigger")
                .with("direction", "in")
                .with("dataType", "binary")
                .with("path", object.bucket() + "/{name}")
                .with("connection", "Docs");
        return Azure.description("blobTrigger", Azure.binary(content), metadata, binding)
                .bytes();
    }
}
