package dev.portolan.conformance.simulate;

import dev.portolan.data.StoredObject;
import dev.portolan.data.StoredObject.Change;
import java.util.List;

/**
 * An object in a Cloud Storage bucket, as Eventarc delivers it.
 *
 * @see <a href="https://github.com/googleapis/google-cloudevents/blob/main/proto/google/events/cloud/storage/v1/data.proto">
 *     StorageObjectData</a>
 */
final class CloudStorage extends Format<StoredObject> {

    CloudStorage() {
        super("gcp:storage", StoredObject.class);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    /** There is no order, and every version is a generation: a decimal. */
    @Override
    StoredObject told(StoredObject object, Seed seed) {
        requireName(object);
        String version = object.version();
        return new StoredObject(
                object.change(),
                object.bucket(),
                object.key(),
                object.size(),
                Texts.orNull(object.etag()),
                version != null && Texts.isDecimal(version) ? version : "176732304500" + seed.position(),
                Texts.orNull(object.contentType()),
                null);
    }

    @Override
    byte[] payload(List<Sent<StoredObject>> records) {
        StoredObject object = records.get(0).data();
        Seed seed = records.get(0).seed();
        String time = Times.milliseconds(seed.instant());
        Doc data = new Doc()
                .with("kind", "storage#object")
                .with("id", object.bucket() + "/" + object.key() + "/" + object.version())
                .with("name", object.key())
                .with("bucket", object.bucket())
                .with("generation", object.version())
                .with("metageneration", object.change() == Change.UPDATED ? "2" : "1")
                .with("contentType", object.contentType())
                .with("size", object.size() == null ? null : Long.toString(object.size()))
                .with("etag", object.etag())
                .with("timeCreated", time)
                .with("updated", time)
                .with("storageClass", "STANDARD");
        return Google.event("google.cloud.storage.object.v1." + type(object.change()), seed)
                .header(
                        "ce-source",
                        "//storage.googleapis.com/projects/_/buckets/" + Texts.percentEncoded(object.bucket()))
                .header("ce-subject", RawRequest.headerText("objects/" + object.key()))
                .header("ce-bucket", RawRequest.headerText(object.bucket()))
                .body("application/json", data.bytes())
                .bytes();
    }

    private static String type(Change change) {
        return switch (change) {
            case CREATED -> "finalized";
            case DELETED -> "deleted";
            case UPDATED -> "metadataUpdated";
            case OTHER -> "archived";
        };
    }
}
