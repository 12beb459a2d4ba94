package dev.portolan.conformance.simulate;

import dev.portolan.data.StoredObject;
import dev.portolan.data.StoredObject.Change;
import java.util.List;

/**
 * A blob, told by Event Grid in its own schema or as CloudEvents: the array that a webhook gets.
 *
 * @see <a href="https://learn.microsoft.com/azure/event-grid/event-schema-blob-storage">Azure Blob Storage as source</a>
 */
final class EventGrid extends Format<StoredObject> {

    private static final String ACCOUNT = "contosodocs";
    private static final String TOPIC = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/docs"
            + "/providers/Microsoft.Storage/storageAccounts/" + ACCOUNT;

    private final boolean isCloudEvents;

    private EventGrid(String source, boolean isCloudEvents) {
        super(source, StoredObject.class);
        this.isCloudEvents = isCloudEvents;
    }

    static EventGrid inItsOwnSchema() {
        return new EventGrid("azure:eventgrid", false);
    }

    static EventGrid inCloudEvents() {
        return new EventGrid("azure:cloudevents", true);
    }

    /** There are no versions, and deletes tell no size. */
    @Override
    StoredObject told(StoredObject object, Seed seed) {
        requireName(object);
        require(object.change() != Change.OTHER, "another change than created, deleted and updated");
        require(object.bucket().indexOf('/') < 0, "a container with a slash in its name");
        require(
                !isCloudEvents || Texts.isAttribute(object.bucket() + object.key()),
                "a name that CloudEvents does not allow in a subject");
        return new StoredObject(
                object.change(),
                object.bucket(),
                object.key(),
                object.change() == Change.DELETED ? null : object.size(),
                Texts.orNull(object.etag()),
                null,
                Texts.orNull(object.contentType()),
                Texts.orNull(object.sequencer()));
    }

    @Override
    byte[] payload(List<Sent<StoredObject>> records) {
        return Doc.bytes(Doc.array(records, this::event));
    }

    private Doc event(Sent<StoredObject> sent) {
        StoredObject object = sent.data();
        Seed seed = sent.seed();
        String url = "https://" + ACCOUNT + ".blob.core.windows.net/" + Texts.percentEncoded(object.bucket()) + "/"
                + Texts.percentEncoded(object.key());
        Doc data = new Doc()
                .with("api", api(object.change()))
                .with("clientRequestId", seed.uuid("client"))
                .with("requestId", seed.uuid("request"))
                .with("eTag", object.etag())
                .with("contentType", object.contentType())
                .with("contentLength", object.size())
                .with("blobType", "BlockBlob")
                .with("url", url)
                .with("sequencer", object.sequencer())
                .with("storageDiagnostics", new Doc().with("batchId", seed.uuid("batch")));
        String subject = "/blobServices/default/containers/" + object.bucket() + "/blobs/" + object.key();
        String type = "Microsoft.Storage." + type(object.change());
        if (isCloudEvents) {
            return new Doc()
                    .with("specversion", "1.0")
                    .with("source", TOPIC)
                    .with("subject", subject)
                    .with("type", type)
                    .with("time", seed.instant().toString())
                    .with("id", seed.uuid("event"))
                    .with("data", data);
        }
        return new Doc()
                .with("topic", TOPIC)
                .with("subject", subject)
                .with("eventType", type)
                .with("id", seed.uuid("event"))
                .with("data", data)
                .with("dataVersion", "")
                .with("metadataVersion", "1")
                .with("eventTime", seed.instant().toString());
    }

    private static String type(Change change) {
        return switch (change) {
            case CREATED -> "BlobCreated";
            case DELETED -> "BlobDeleted";
            default -> "BlobTierChanged";
        };
    }

    private static String api(Change change) {
        return switch (change) {
            case CREATED -> "PutBlob";
            case DELETED -> "DeleteBlob";
            default -> "SetBlobTier";
        };
    }
}
