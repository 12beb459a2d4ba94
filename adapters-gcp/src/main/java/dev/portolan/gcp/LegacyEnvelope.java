package dev.portolan.gcp;

import dev.portolan.spi.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Where a legacy envelope has its members: in {@code context}, else at the top level, and a resource that is text or an
 * object.
 */
final class LegacyEnvelope {

    private final JsonNode root;
    private final JsonNode resource;

    LegacyEnvelope(JsonNode root) {
        this.root = root;
        JsonNode inContext = root.atOrNull("context", "resource");
        resource = inContext == null ? root.at("resource") : inContext;
    }

    String id() {
        return text("eventId");
    }

    String type() {
        return text("eventType");
    }

    /** Where a Realtime Database is: {@code firebaseio.com}, or {@code <location>.firebasedatabase.app}. */
    String domain() {
        return text("domain");
    }

    private String text(String name) {
        String inContext = root.textOrNull("context", name);
        return inContext == null ? root.text(name) : inContext;
    }

    @Nullable
    JsonNode timestamp() {
        JsonNode inContext = root.atOrNull("context", "timestamp");
        return inContext == null ? root.atOrNull("timestamp") : inContext;
    }

    /** The name of the resource, such as {@code projects/_/buckets/B/objects/O}. */
    String resource() {
        if (resource.isObject()) {
            return resource.text("name");
        }
        String name = resource.string();
        if (name.isEmpty()) {
            throw resource.malformed("expected the name of a resource, found an empty text");
        }
        return name;
    }

    /** Whether the resource's name begins with these segments and has more. */
    boolean isIn(String segments) {
        String name = resource();
        return name.length() > segments.length() && name.charAt(segments.length()) == '/' && name.startsWith(segments);
    }

    /** The first segments of the resource's name. */
    String head(int segments) {
        String name = resource();
        int end = end(name, segments);
        return end < 0 ? name : name.substring(0, end);
    }

    /** What follows the first segments of the resource's name; empty if nothing does. */
    String tail(int segments) {
        String name = resource();
        int end = end(name, segments);
        return end < 0 ? "" : name.substring(end + 1);
    }

    private int end(String name, int segments) {
        int slash = -1;
        for (int i = 0; i < segments; i++) {
            slash = name.indexOf('/', slash + 1);
            if (slash < 0 && i + 1 < segments) {
                throw resource.malformed("expected a name of " + segments + " segments, found fewer");
            }
        }
        return slash;
    }

    /** The service that the resource names; null if it names none. */
    @Nullable
    String service() {
        return resource.isObject() ? resource.textOrNull("service") : null;
    }

    /** The data, which must be there and may be null. */
    JsonNode data() {
        JsonNode data = root.atOrNull("data");
        if (data != null) {
            return data;
        }
        // JSON's null is data here, which a look-up takes for nothing.
        for (JsonNode member : root) {
            if ("data".equals(member.name())) {
                return member;
            }
        }
        return root.at("data");
    }
}
