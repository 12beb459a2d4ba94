package dev.portolan.gcp;

import dev.portolan.MalformedPayloadException;
import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Shapes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which kind of request this is: the first rule that holds, among the kinds that the endpoint accepts.
 *
 * <p>Carriers come before CloudEvents: the stamp of Pub/Sub, Tasks or Scheduler says who composed the rest, and a
 * publisher can put any other header beside it.
 */
final class Recognition {

    static final String CLOUD_EVENT = "gcp:cloudevent";
    static final String LEGACY = "gcp:legacy";
    static final String PUBSUB = "gcp:pubsub";
    static final String PUBSUB_UNWRAPPED = "gcp:pubsub-unwrapped";
    static final String TASKS = "gcp:tasks";
    static final String SCHEDULER = "gcp:scheduler";
    static final String BIGQUERY = "gcp:bigquery";
    static final String AUTH_BLOCKING = "gcp:auth-blocking";
    static final String CALLABLE = "gcp:callable";
    static final String HTTP = "gcp:http";

    /** A push and a legacy envelope in one. */
    private static final String BOTH = "gcp:both";

    /** Of their own, because most events are told by their headers. */
    private static final class Bodies {

        /** What a body may be; its texts decide. */
        static final Shapes ANY = new Shapes("""
                gcp:pubsub    message{} subscription""
                gcp:both      message{} subscription"" context
                gcp:both      message{} subscription"" eventType
                gcp:both      message{} subscription"" data
                gcp:legacy    context{}
                gcp:legacy    eventType"" eventId"" resource
                gcp:bigquery  calls[] requestId
                """);
    }

    private Recognition() {}

    /** The kind that the headers alone tell; null if they tell none. */
    static @Nullable String byHeaders(Request request, Set<String> accepted) {
        if (request.header(PubSubUnwrapped.MESSAGE_ID) != null && accepted.contains(PUBSUB_UNWRAPPED)) {
            return PUBSUB_UNWRAPPED;
        }
        if ((request.header("X-CloudTasks-TaskName") != null || request.header("X-AppEngine-TaskName") != null)
                && accepted.contains(TASKS)) {
            return TASKS;
        }
        if (("true".equals(request.header("X-CloudScheduler")) || request.header("X-CloudScheduler-JobName") != null)
                && accepted.contains(SCHEDULER)) {
            return SCHEDULER;
        }
        if ((request.mediaType().startsWith("application/cloudevents") || request.header("ce-specversion") != null)
                && accepted.contains(CLOUD_EVENT)) {
            return CLOUD_EVENT;
        }
        return null;
    }

    /** Whether the body may be one of the envelopes. */
    static boolean isJsonPost(Request request) {
        String type = request.mediaType();
        return request.method.equals("POST") && (type.equals("application/json") || type.endsWith("+json"));
    }

    /**
     * The kind that a JSON body tells; null if it is no envelope.
     *
     * @throws MalformedPayloadException if it is two envelopes at once, or repeats a name
     */
    static @Nullable String byBody(JsonNode root, Set<String> accepted) {
        if (!root.isObject()) {
            return null;
        }
        List<String> kinds = Bodies.ANY.kinds(root);
        if (kinds.contains(PUBSUB) && root.hasText("subscription")) {
            if (kinds.contains(BOTH)) {
                throw both(root);
            }
            if (accepted.contains(PUBSUB)) {
                return PUBSUB;
            }
        }
        if (kinds.contains(LEGACY) && isLegacy(root) && accepted.contains(LEGACY)) {
            return LEGACY;
        }
        if (kinds.contains(BIGQUERY) && accepted.contains(BIGQUERY)) {
            return BIGQUERY;
        }
        if (hasOnlyData(root)) {
            if (accepted.contains(AUTH_BLOCKING) && isAuthBlocking(root)) {
                return AUTH_BLOCKING;
            }
            if (accepted.contains(CALLABLE)) {
                return CALLABLE;
            }
        }
        return null;
    }

    private static boolean hasOnlyData(JsonNode root) {
        boolean data = false;
        for (JsonNode member : root) {
            if (!"data".equals(member.name())) {
                return false;
            }
            data = true;
        }
        return data;
    }

    private static MalformedPayloadException both(JsonNode root) {
        String ofLegacy = root.has("context") ? "context" : root.has("eventType") ? "eventType" : "data";
        return root.at(ofLegacy).malformed("expected a Pub/Sub push or a legacy envelope, found members of both");
    }

    /** Whether the texts of what has the marks of a legacy envelope are those of one. */
    private static boolean isLegacy(JsonNode root) {
        if (root.hasText("context", "eventType") && root.hasText("context", "eventId")) {
            return true;
        }
        String type = root.textOrNull("eventType");
        return type != null
                && (type.startsWith("google.") || type.startsWith("providers/"))
                && root.hasText("eventId")
                && root.atOrNull("resource") != null;
    }

    private static boolean isAuthBlocking(JsonNode root) {
        return root.textOrNull("data", "jwt") != null && root.at("data").size() == 1;
    }

    /** What is thrown where no rule holds. */
    static UnrecognizedPayloadException unrecognized(Set<String> accepted) {
        return new UnrecognizedPayloadException(
                "the request is of no kind that this endpoint accepts, which are " + String.join(", ", accepted));
    }
}
