package dev.portolan.aws;

import static dev.portolan.spi.Times.iso;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.StoredObject;
import dev.portolan.data.StoredObject.Change;
import dev.portolan.data.TypedData;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Numbers;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Percent;
import dev.portolan.spi.Source;
import org.jspecify.annotations.Nullable;

/**
 * A notification that an object changed, from S3 or from MinIO and Ceph, which speak the same.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event message
 *     structure</a>
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/adapters/aws-s3.md">CloudEvents adapter</a>
 */
final class S3 extends Source<byte[]> {

    @Override
    public String kind() {
        return "aws:s3";
    }

    @Override
    public void map(JsonNode record, Draft event) {
        String region = record.textOrNull("awsRegion");
        String name = eventName(record);
        withId(record, name, event)
                .source(
                        record.text("eventSource"),
                        ".",
                        region == null ? "" : region,
                        ".",
                        record.text("s3", "bucket", "name"))
                .type("com.amazonaws.s3.", name)
                .subject(record.text("s3", "object", "key"))
                .time(iso(record.atOrNull("eventTime")))
                .dataJson(record);
    }

    /** The ids of the HTTP request; with what tells its records apart wherever one request makes several. */
    private static Draft withId(JsonNode record, String eventName, Draft event) {
        String request = record.textOrNull("responseElements", "x-amz-request-id");
        String host = record.textOrNull("responseElements", "x-amz-id-2");
        if (request != null && host != null && eventName.startsWith("ObjectCreated:")) {
            return event.id(request.concat("."), host);
        }
        return event.id(id(record, request, host));
    }

    private static String id(JsonNode record, @Nullable String request, @Nullable String host) {
        String sequencer = record.textOrNull("s3", "object", "sequencer");
        String base = request == null ? host : host == null ? request : request + "." + host;
        JsonNode replication = record.atOrNull("replicationEventData");
        if (base != null && sequencer != null && replication == null) {
            return base + "." + sequencer;
        }
        String key = record.text("s3", "object", "key");
        String version = record.textOrNull("s3", "object", "versionId");
        String name = record.text("eventName");
        if (base == null && sequencer == null) {
            return Hashes.hash16(key, version, name, record.textOrNull("eventTime"));
        }
        // An object is replicated to several buckets.
        String discriminator = replication == null
                ? Hashes.hash16(key, version, name)
                : Hashes.hash16(
                        key,
                        version,
                        name,
                        replication.textOrNull("replicationRuleId"),
                        replication.textOrNull("destinationBucket"));
        return (base == null ? sequencer : base) + "." + discriminator;
    }

    /** Without the {@code s3:} that MinIO writes and AWS does not. */
    private static String eventName(JsonNode record) {
        String name = record.text("eventName");
        return name.startsWith("s3:") ? name.substring(3) : name;
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        return stored(record);
    }

    /** What a record says of an object. */
    static StoredObject stored(JsonNode record) {
        return new StoredObject(
                change(eventName(record)),
                record.text("s3", "bucket", "name"),
                Percent.decodeForm(record.text("s3", "object", "key")),
                Numbers.longOrNull(record.atOrNull("s3", "object", "size")),
                record.textOrNull("s3", "object", "eTag"),
                record.textOrNull("s3", "object", "versionId"),
                record.textOrNull("s3", "object", "contentType"),
                record.textOrNull("s3", "object", "sequencer"));
    }

    /** What an event name, without {@code s3:}, says of the object. */
    static Change change(String eventName) {
        int colon = eventName.indexOf(':');
        return switch (colon < 0 ? eventName : eventName.substring(0, colon)) {
            case "ObjectCreated" -> Change.CREATED;
            case "ObjectRemoved", "LifecycleExpiration" -> Change.DELETED;
            case "ObjectTagging",
                    "ObjectAcl",
                    "ObjectAnnotation",
                    "ObjectRestore",
                    "LifecycleTransition",
                    "IntelligentTiering" -> Change.UPDATED;
            default -> Change.OTHER;
        };
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        return AllOrNothing.answer(outcomes);
    }
}
