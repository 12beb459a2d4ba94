package dev.portolan.conformance.simulate;

import dev.portolan.data.StoredObject;
import dev.portolan.data.StoredObject.Change;
import java.util.List;

/**
 * An object in an S3 bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event message
 *     structure</a>
 */
final class S3 extends Format<StoredObject> {

    S3() {
        super("aws:s3", StoredObject.class);
    }

    /** Deletes tell neither size nor tag; tagging, which changes no bytes, neither size nor order. */
    @Override
    StoredObject told(StoredObject object, Seed seed) {
        requireName(object);
        Change change = object.change();
        boolean isWritten = change == Change.CREATED || change == Change.OTHER;
        return new StoredObject(
                change,
                object.bucket(),
                object.key(),
                isWritten ? object.size() : null,
                change == Change.DELETED ? null : Texts.orNull(object.etag()),
                Texts.orNull(object.version()),
                null,
                change == Change.UPDATED ? null : Texts.orNull(object.sequencer()));
    }

    @Override
    byte[] payload(List<Sent<StoredObject>> records) {
        return new Doc().with("Records", Doc.array(records, S3::record)).bytes();
    }

    private static Doc record(Sent<StoredObject> sent) {
        StoredObject object = sent.data();
        Doc bucket = new Doc()
                .with("name", object.bucket())
                .with("ownerIdentity", new Doc().with("principalId", "A3NL1KOZZKEXAMPLE"))
                .with("arn", "arn:aws:s3:::" + object.bucket());
        Doc key = new Doc()
                .with("key", Texts.formEncoded(object.key()))
                .with("size", object.size())
                .with("eTag", object.etag())
                .with("versionId", object.version())
                .with("sequencer", object.sequencer());
        return new Doc()
                .with("eventVersion", object.change() == Change.UPDATED ? "2.3" : "2.1")
                .with("eventSource", "aws:s3")
                .with("awsRegion", Aws.REGION)
                .with("eventTime", Times.milliseconds(sent.seed().instant()))
                .with("eventName", eventName(object.change()))
                .with("userIdentity", new Doc().with("principalId", "AWS:AIDAEXAMPLE"))
                .with("requestParameters", new Doc().with("sourceIPAddress", "192.0.2.1"))
                .with(
                        "responseElements",
                        new Doc()
                                .with("x-amz-request-id", sent.seed().hex("request", 16))
                                .with("x-amz-id-2", sent.seed().hex("host", 64)))
                .with(
                        "s3",
                        new Doc()
                                .with("s3SchemaVersion", "1.0")
                                .with("configurationId", "simulated")
                                .with("bucket", bucket)
                                .with("object", key));
    }

    private static String eventName(Change change) {
        return switch (change) {
            case CREATED -> "ObjectCreated:Put";
            case DELETED -> "ObjectRemoved:Delete";
            case UPDATED -> "ObjectTagging:Put";
            case OTHER -> "Replication:OperationMissedThreshold";
        };
    }
}
