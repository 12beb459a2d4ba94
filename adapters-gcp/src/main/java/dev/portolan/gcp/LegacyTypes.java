package dev.portolan.gcp;

import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Numbers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The event types of first-generation functions and what they are called today.
 *
 * @see <a href="https://github.com/GoogleCloudPlatform/functions-framework-conformance/blob/main/docs/mapping.md">Mapping of
 *     legacy events</a>
 */
final class LegacyTypes {

    static final String AUTH = "google.firebase.auth.user.v1.";
    static final String REALTIME_DATABASE = "providers/google.firebase.database/eventTypes/ref.";
    private static final String FIRESTORE = "providers/cloud.firestore/eventTypes/document.";
    private static final byte[] CREATE_TIME = "createTime".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST_SIGN_IN_TIME = "lastSignInTime".getBytes(StandardCharsets.US_ASCII);

    private LegacyTypes() {}

    /** The type today; null for a type that this table does not know. */
    static @Nullable String modern(String type, JsonNode data) {
        return switch (type) {
            case "google.storage.object.finalize" -> "google.cloud.storage.object.v1.finalized";
            case "google.storage.object.delete" -> "google.cloud.storage.object.v1.deleted";
            case "google.storage.object.archive" -> "google.cloud.storage.object.v1.archived";
            case "google.storage.object.metadataUpdate" -> "google.cloud.storage.object.v1.metadataUpdated";
            case "providers/cloud.storage/eventTypes/object.change" -> changed(data);
            case "google.pubsub.topic.publish", "providers/cloud.pubsub/eventTypes/topic.publish" ->
                GoogleTypes.MESSAGE_PUBLISHED;
            case "providers/google.firebase.analytics/eventTypes/event.log", "google.analytics.event.log" ->
                "google.firebase.analytics.log.v1.written";
            case "providers/firebase.auth/eventTypes/user.create", "google.firebase.auth.user.create" ->
                "google.firebase.auth.user.v1.created";
            case "providers/firebase.auth/eventTypes/user.delete", "google.firebase.auth.user.delete" ->
                "google.firebase.auth.user.v1.deleted";
            case "google.firebase.remoteconfig.update", "providers/firebase.remoteConfig/remoteconfig.update" ->
                "google.firebase.remoteconfig.remoteConfig.v1.updated";
            case "google.testing.testMatrix.complete" -> "google.firebase.testlab.testMatrix.v1.completed";
            default -> modernDocument(type);
        };
    }

    private static String changed(JsonNode data) {
        if (data.isObject() && "not_exists".equals(data.textOrNull("resourceState"))) {
            return "google.cloud.storage.object.v1.deleted";
        }
        JsonNode metageneration = data.isObject() ? data.atOrNull("metageneration") : null;
        if (metageneration == null) {
            return "google.cloud.storage.object.v1.finalized";
        }
        return Long.valueOf(1).equals(Numbers.longOrNull(metageneration))
                ? "google.cloud.storage.object.v1.finalized"
                : "google.cloud.storage.object.v1.metadataUpdated";
    }

    private static @Nullable String modernDocument(String type) {
        String verb = null;
        String prefix = GoogleTypes.FIRESTORE;
        if (type.startsWith(FIRESTORE) || type.startsWith("google.firestore.document.")) {
            verb = pastTense(type.substring(type.lastIndexOf('.') + 1));
        } else if (type.startsWith(REALTIME_DATABASE) || type.startsWith("google.firebase.database.ref.")) {
            verb = pastTense(type.substring(type.lastIndexOf('.') + 1));
            prefix = GoogleTypes.REALTIME_DATABASE;
        }
        return verb == null ? null : prefix + verb;
    }

    private static @Nullable String pastTense(String verb) {
        return switch (verb) {
            case "write" -> "written";
            case "create" -> "created";
            case "update" -> "updated";
            case "delete" -> "deleted";
            default -> null;
        };
    }

    /** What a member of a user's metadata is called today; null if its name has not changed. */
    static byte @Nullable [] modernMetadata(@Nullable String name) {
        if ("createdAt".equals(name)) {
            return CREATE_TIME;
        }
        return "lastSignedInAt".equals(name) ? LAST_SIGN_IN_TIME : null;
    }

    /** The type that first-generation functions know; null for a type that they do not. */
    static @Nullable String former(String type) {
        String verb = type.substring(type.lastIndexOf('.') + 1);
        if (type.startsWith(GoogleTypes.FIRESTORE) || type.startsWith(GoogleTypes.REALTIME_DATABASE)) {
            String former = presentTense(verb);
            String prefix = type.startsWith(GoogleTypes.FIRESTORE) ? FIRESTORE : REALTIME_DATABASE;
            return former == null ? null : prefix + former;
        }
        return switch (type) {
            case "google.cloud.storage.object.v1.finalized" -> "google.storage.object.finalize";
            case "google.cloud.storage.object.v1.deleted" -> "google.storage.object.delete";
            case "google.cloud.storage.object.v1.archived" -> "google.storage.object.archive";
            case "google.cloud.storage.object.v1.metadataUpdated" -> "google.storage.object.metadataUpdate";
            case GoogleTypes.MESSAGE_PUBLISHED -> "google.pubsub.topic.publish";
            case "google.firebase.auth.user.v1.created" -> "providers/firebase.auth/eventTypes/user.create";
            case "google.firebase.auth.user.v1.deleted" -> "providers/firebase.auth/eventTypes/user.delete";
            case "google.firebase.remoteconfig.remoteConfig.v1.updated" -> "google.firebase.remoteconfig.update";
            case "google.firebase.testlab.testMatrix.v1.completed" -> "google.testing.testMatrix.complete";
            default -> null;
        };
    }

    private static @Nullable String presentTense(String verb) {
        return switch (verb) {
            case "written" -> "write";
            case "created" -> "create";
            case "updated" -> "update";
            case "deleted" -> "delete";
            default -> null;
        };
    }

    /** What a member of a user's metadata was called. */
    static String formerMetadata(String name) {
        return switch (name) {
            case "createTime" -> "createdAt";
            case "lastSignInTime" -> "lastSignedInAt";
            default -> name;
        };
    }

    /** The service whose events have types like this one; null if it is not known. */
    static @Nullable String service(String type) {
        if (type.startsWith("providers/cloud.firestore/") || type.startsWith("google.firestore.")) {
            return "firestore.googleapis.com";
        }
        if (type.startsWith("providers/google.firebase.analytics/") || type.startsWith("google.analytics.")) {
            return "firebaseanalytics.googleapis.com";
        }
        if (type.startsWith("providers/firebase.auth/") || type.startsWith("google.firebase.auth.")) {
            return "firebaseauth.googleapis.com";
        }
        if (type.startsWith("providers/google.firebase.database/") || type.startsWith("google.firebase.database.")) {
            return "firebasedatabase.googleapis.com";
        }
        if (type.startsWith("providers/cloud.pubsub/") || type.startsWith("google.pubsub.")) {
            return "pubsub.googleapis.com";
        }
        if (type.startsWith("providers/cloud.storage/") || type.startsWith("google.storage.")) {
            return "storage.googleapis.com";
        }
        if (type.startsWith("providers/firebase.remoteConfig/") || type.startsWith("google.firebase.remoteconfig.")) {
            return "firebaseremoteconfig.googleapis.com";
        }
        return type.startsWith("google.testing.") ? "testing.googleapis.com" : null;
    }
}
