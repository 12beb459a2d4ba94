package dev.portolan.data;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row or document changed: DynamoDB, DocumentDB, Firestore, Datastore, Realtime Database, Cosmos DB, SQL, MySQL.
 *
 * <p>Documents are plain JSON: {@code String}, {@link BigDecimal} (every digit kept), {@code Boolean}, null,
 * {@code List} and {@code Map} in the payload's order, all unmodifiable. Binary values are base64 text.
 *
 * @param operation what happened
 * @param table the table, collection or container
 * @param keys the members that identify the row
 * @param before the row before the change; null when it was new or the platform does not send it
 * @param after the row after the change; null when it was deleted or the platform does not send it
 */
public record DocumentChange(
        Operation operation,
        @Nullable String table,
        @Nullable Map<String, @Nullable Object> keys,
        @Nullable Object before,
        @Nullable Object after)
        implements TypedData {

    /** What happened to a row or document. */
    public enum Operation {
        /** It is new. */
        INSERT,
        /** It existed and has other content now. */
        UPDATE,
        /** It was written; the platform does not tell whether it is new. */
        UPSERT,
        /** It is gone. */
        DELETE,
        /** Anything else, such as a dropped collection. */
        OTHER
    }

    public DocumentChange {
        Objects.requireNonNull(operation, "operation");
        keys = keys == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }

    @Override
    public String toString() {
        return "DocumentChange[" + operation + "]";
    }
}
