package dev.portolan.aws;

import static dev.portolan.spi.Times.iso;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.StoredObject;
import dev.portolan.data.TypedData;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Numbers;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import dev.portolan.spi.Uris;
import org.jspecify.annotations.Nullable;

/**
 * A notification that an object changed, sent by S3 through EventBridge: source, type and typed data as on the direct way.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">EventBridge event structure</a>
 */
final class EventBridgeS3 extends Source<byte[]> {

    private static final String PREFIX = "com.amazonaws.s3.";

    @Override
    public String kind() {
        return "aws:eventbridge";
    }

    @Override
    public void map(JsonNode payload, Draft event) {
        String region = payload.textOrNull("region");
        String name = eventName(payload);
        event.id(payload.text("id"))
                .source("aws:s3.", region == null ? "" : region, ".", payload.text("detail", "bucket", "name"))
                .type(name == null ? EventBridge.serviceType("aws.s3", payload.text("detail-type")) : PREFIX + name)
                .subject(formEncoded(payload.text("detail", "object", "key")))
                .time(iso(payload.atOrNull("time")))
                .extension("account", payload.textOrNull("account"))
                .extension("region", region)
                .extension("detailtype", payload.text("detail-type"))
                .extension("replayname", payload.textOrNull("replay-name"))
                .dataJson(payload.at("detail"));
    }

    /** As S3 writes a key on the direct way: events of one source and type have subjects of one form. */
    private static String formEncoded(String key) {
        return Uris.encodeComponent(key)
                .replace("%20", "+")
                .replace("%2F", "/")
                .replace("%2A", "*")
                .replace("~", "%7E");
    }

    /** What S3 calls the same event on the direct way; null for one that has no name there. */
    private static @Nullable String eventName(JsonNode payload) {
        return switch (payload.text("detail-type")) {
            case "Object Created" -> created(payload.textOrNull("detail", "reason"));
            case "Object Deleted" ->
                deleted(payload.textOrNull("detail", "reason"), payload.textOrNull("detail", "deletion-type"));
            case "Object Restore Initiated" -> "ObjectRestore:Post";
            case "Object Restore Completed" -> "ObjectRestore:Completed";
            case "Object Restore Expired" -> "ObjectRestore:Delete";
            case "Object ACL Updated" -> "ObjectAcl:Put";
            case "Object Tags Added" -> "ObjectTagging:Put";
            case "Object Tags Deleted" -> "ObjectTagging:Delete";
            case "Object Storage Class Changed" -> "LifecycleTransition";
            case "Object Access Tier Changed" -> "IntelligentTiering";
            default -> null;
        };
    }

    private static String created(@Nullable String reason) {
        if (reason == null) {
            return "ObjectCreated";
        }
        return switch (reason) {
            case "PutObject" -> "ObjectCreated:Put";
            case "POST Object", "PostObject" -> "ObjectCreated:Post";
            case "CopyObject" -> "ObjectCreated:Copy";
            default -> "ObjectCreated:" + reason;
        };
    }

    private static @Nullable String deleted(@Nullable String reason, @Nullable String deletionType) {
        String prefix = "Lifecycle Expiration".equals(reason) ? "LifecycleExpiration:" : "ObjectRemoved:";
        if ("Permanently Deleted".equals(deletionType)) {
            return prefix + "Delete";
        }
        return "Delete Marker Created".equals(deletionType) ? prefix + "DeleteMarkerCreated" : null;
    }

    @Override
    public TypedData typedData(JsonNode payload, Event event) {
        return stored(payload.at("detail"), event);
    }

    /** What a detail says of an object. */
    static StoredObject stored(JsonNode detail, Event event) {
        String type = event.getType();
        return new StoredObject(
                type.startsWith(PREFIX) ? S3.change(type.substring(PREFIX.length())) : StoredObject.Change.OTHER,
                detail.text("bucket", "name"),
                detail.text("object", "key"),
                Numbers.longOrNull(detail.atOrNull("object", "size")),
                detail.textOrNull("object", "etag"),
                detail.textOrNull("object", "version-id"),
                null,
                detail.textOrNull("object", "sequencer"));
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        return AllOrNothing.answer(outcomes);
    }
}
