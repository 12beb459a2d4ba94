package dev.portolan.conformance.simulate;

import dev.portolan.data.StoredObject;
import dev.portolan.data.StoredObject.Change;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * An object in an S3 bucket, told through EventBridge.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">Event message structure</a>
 */
final class EventBridgeS3 extends Format<StoredObject> {

    EventBridgeS3() {
        super("aws:eventbridge", StoredObject.class);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    @Override
    StoredObject told(StoredObject object, Seed seed) {
        requireName(object);
        Change change = object.change();
        require(change != Change.OTHER, "another change than created, deleted and updated");
        return new StoredObject(
                change,
                object.bucket(),
                object.key(),
                change == Change.CREATED ? object.size() : null,
                change == Change.DELETED ? null : Texts.orNull(object.etag()),
                Texts.orNull(object.version()),
                null,
                change == Change.UPDATED ? null : Texts.orNull(object.sequencer()));
    }

    @Override
    byte[] payload(List<Sent<StoredObject>> records) {
        StoredObject object = records.get(0).data();
        Seed seed = records.get(0).seed();
        Doc key = new Doc()
                .with("key", object.key())
                .with("size", object.size())
                .with("etag", object.etag())
                .with("version-id", object.version())
                .with("sequencer", object.sequencer());
        Doc detail = new Doc()
                .with("version", "0")
                .with("bucket", new Doc().with("name", object.bucket()))
                .with("object", key)
                .with("request-id", seed.hex("request", 16))
                .with("requester", Aws.ACCOUNT)
                .with("source-ip-address", "192.0.2.1")
                .with("reason", object.change() == Change.CREATED ? "PutObject" : null)
                .with("deletion-type", object.change() == Change.DELETED ? "Permanently Deleted" : null);
        return new Doc()
                .with("version", "0")
                .with("id", seed.uuid("event"))
                .with("detail-type", detailType(object.change()))
                .with("source", "aws.s3")
                .with("account", Aws.ACCOUNT)
                .with("time", seed.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .with("region", Aws.REGION)
                .with("resources", List.of("arn:aws:s3:::" + object.bucket()))
                .with("detail", detail)
                .bytes();
    }

    private static String detailType(Change change) {
        return switch (change) {
            case CREATED -> "Object Created";
            case DELETED -> "Object Deleted";
            default -> "Object Tags Added";
        };
    }
}
