package dev.portolan.conformance.simulate;

import dev.portolan.data.StoredObject;
import dev.portolan.data.StoredObject.Change;
import java.math.BigInteger;
import java.util.List;

/**
 * An object in a Cloud Storage bucket: delivered by Eventarc, notified by Pub/Sub, or handed to a function of the first
 * generation.
 *
 * @see <a href="https://github.com/googleapis/google-cloudevents/blob/main/proto/google/events/cloud/storage/v1/data.proto">
 *     StorageObjectData</a>
 * @see <a href="https://cloud.google.com/storage/docs/pubsub-notifications">Pub/Sub notifications for Cloud Storage</a>
 */
final class CloudStorage extends Format<StoredObject> {

    private enum Way {
        EVENTARC,
        PUBSUB,
        FIRST_GENERATION
    }

    private final Way way;

    private CloudStorage(String source, String kind, Way way) {
        super(source, kind, StoredObject.class);
        this.way = way;
    }

    static CloudStorage byEventarc() {
        return new CloudStorage("gcp:storage", "gcp:cloudevent", Way.EVENTARC);
    }

    static CloudStorage byPubSub() {
        return new CloudStorage("gcp:storage-notification", "gcp:pubsub", Way.PUBSUB);
    }

    static CloudStorage ofFirstGeneration() {
        return new CloudStorage("gcp:legacy-storage", "gcp:legacy", Way.FIRST_GENERATION);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    /** There is no order, and every version is a generation: a decimal. */
    @Override
    StoredObject told(StoredObject object, Seed seed) {
        requireName(object);
        require(object.bucket().indexOf('/') < 0, "a bucket with a slash in its name");
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
        return switch (way) {
            case EVENTARC -> event(object, seed);
            case PUBSUB -> notification(object, seed);
            case FIRST_GENERATION -> background(object, seed);
        };
    }

    private static byte[] event(StoredObject object, Seed seed) {
        String type = switch (object.change()) {
            case CREATED -> "finalized";
            case DELETED -> "deleted";
            case UPDATED -> "metadataUpdated";
            case OTHER -> "archived";
        };
        return Google.event("google.cloud.storage.object.v1." + type, seed)
                .header(
                        "ce-source",
                        "//storage.googleapis.com/projects/_/buckets/" + Texts.percentEncoded(object.bucket()))
                .header("ce-subject", RawRequest.headerText("objects/" + object.key()))
                .header("ce-bucket", RawRequest.headerText(object.bucket()))
                .body("application/json", resource(object, seed).bytes())
                .bytes();
    }

    private static byte[] notification(StoredObject object, Seed seed) {
        String type = switch (object.change()) {
            case CREATED -> "OBJECT_FINALIZE";
            case DELETED -> "OBJECT_DELETE";
            case UPDATED -> "OBJECT_METADATA_UPDATE";
            case OTHER -> "OBJECT_ARCHIVE";
        };
        Doc attributes = new Doc()
                .with("notificationConfig", "projects/_/buckets/" + object.bucket() + "/notificationConfigs/1")
                .with("eventType", type)
                .with("payloadFormat", "JSON_API_V1")
                .with("bucketId", object.bucket())
                .with("objectId", object.key())
                .with("objectGeneration", object.version())
                .with("eventTime", Times.milliseconds(seed.instant()));
        String id = new BigInteger(seed.hex("message", 12), 16).toString();
        String time = Times.milliseconds(seed.instant());
        Doc message = new Doc()
                .with("attributes", attributes)
                .with("data", resource(object, seed).bytes())
                .with("messageId", id)
                .with("message_id", id)
                .with("publishTime", time)
                .with("publish_time", time);
        return Google.push(new Doc()
                .with("message", message)
                .with("subscription", Google.subscription(object.bucket() + "-push")));
    }

    private static byte[] background(StoredObject object, Seed seed) {
        String type = switch (object.change()) {
            case CREATED -> "finalize";
            case DELETED -> "delete";
            case UPDATED -> "metadataUpdate";
            case OTHER -> "archive";
        };
        Doc name = new Doc()
                .with("service", "storage.googleapis.com")
                .with("name", "projects/_/buckets/" + object.bucket() + "/objects/" + object.key())
                .with("type", "storage#object");
        Doc context = Google.context("google.storage.object." + type, name, seed.uuid("event"), seed.instant());
        return Google.background(new Doc().with("context", context).with("data", resource(object, seed)));
    }

    /** The object as the JSON API of Cloud Storage describes it. */
    private static Doc resource(StoredObject object, Seed seed) {
        String time = Times.milliseconds(seed.instant());
        return new Doc()
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
    }
}
