package dev.portolan.data;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An object in a bucket or container changed: S3, Cloud Storage, Azure Blob Storage.
 *
 * @param change what happened to the object
 * @param bucket the bucket, or on Azure the container
 * @param key the object's name as its owner wrote it, decoded; compare objects by this, not by the event's subject
 * @param size the object's size in bytes; null on most deletes
 * @param etag the entity tag without quotes; null on most deletes
 * @param version the object's version (S3 version id, Google generation); null in an unversioned bucket
 * @param contentType the object's media type; null where the notification does not tell (S3)
 * @param sequencer orders the events of one key, compared as text padded to equal length; null where there is no order
 */
public record StoredObject(
        Change change,
        String bucket,
        String key,
        @Nullable Long size,
        @Nullable String etag,
        @Nullable String version,
        @Nullable String contentType,
        @Nullable String sequencer)
        implements TypedData {

    /** What happened to an object. */
    public enum Change {
        /** It was written, whether new or over an older one. */
        CREATED,
        /** It is gone, or hidden by a delete marker. */
        DELETED,
        /** Its metadata, tags, access rights or storage class changed; its bytes did not. */
        UPDATED,
        /** Anything else, such as a replication report or an event name that is newer than this library. */
        OTHER
    }

    public StoredObject {
        Objects.requireNonNull(change, "change");
        Objects.requireNonNull(bucket, "bucket");
        Objects.requireNonNull(key, "key");
    }

    @Override
    public String toString() {
        return "StoredObject[" + change + "]";
    }
}
