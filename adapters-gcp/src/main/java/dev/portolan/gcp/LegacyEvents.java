package dev.portolan.gcp;

import dev.portolan.Event;
import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as the envelopes that first-generation background functions receive: the way back from what this module
 * reads.
 *
 * @see <a href="https://github.com/GoogleCloudPlatform/functions-framework-conformance/blob/main/docs/mapping.md">Mapping of
 *     legacy events</a>
 */
public final class LegacyEvents {

    private LegacyEvents() {}

    /**
     * {@code {"context":{"eventId","timestamp","eventType","resource"},"data"}}.
     *
     * @throws IllegalArgumentException if first-generation functions know no event of that type
     * @throws MalformedPayloadException if the event's data is not what its type says
     */
    public static byte[] write(Event event) {
        String type = LegacyTypes.former(event.getType());
        byte[] data = event.data();
        if (type == null || data == null) {
            throw new IllegalArgumentException(
                    "expected an event with data of a type that first-generation functions know");
        }
        try (Json json = GoogleTypes.read(data)) {
            return write(event, type, json.root());
        }
    }

    private static byte[] write(Event event, String type, JsonNode data) {
        String source = event.getSource().toString();
        int path = source.startsWith("//") ? source.indexOf('/', 2) : -1;
        if (path < 0) {
            throw new IllegalArgumentException("expected a source of the form //service/name");
        }
        String service = source.substring(2, path);
        String name = source.substring(path + 1);
        JsonWriter json = new JsonWriter(data.end() - data.start() + 512);
        json.beginObject().name("context").beginObject();
        json.name("eventId").text(event.getId());
        timestamp(json, event.text("time"));
        json.name("eventType").text(type).name("resource");
        resource(json, event, service, name, data);
        json.endObject();
        if (type.startsWith(LegacyTypes.REALTIME_DATABASE)) {
            json.name("domain").text(domain(name));
        }
        json.name("data");
        data(json, event, data);
        return json.endObject().toBytes();
    }

    private static void timestamp(JsonWriter json, @Nullable String time) {
        if (time != null) {
            json.name("timestamp").text(time);
        }
    }

    private static void resource(JsonWriter json, Event event, String service, String name, JsonNode data) {
        String subject = event.getSubject();
        String full = subject == null ? name : name + "/" + subject;
        if (event.getType().startsWith(GoogleTypes.STORAGE)) {
            object(json, service, full, data.textOrNull("kind"));
        } else if (event.getType().equals(GoogleTypes.MESSAGE_PUBLISHED)) {
            object(json, service, name, "type.googleapis.com/google.pubsub.v1.PubsubMessage");
        } else if (event.getType().startsWith(GoogleTypes.REALTIME_DATABASE)) {
            json.text(withoutLocation(full));
        } else if (event.getType().startsWith(LegacyTypes.AUTH)) {
            json.text(name);
        } else {
            json.text(full);
        }
    }

    private static void object(JsonWriter json, String service, String name, @Nullable String type) {
        json.beginObject().name("service").text(service).name("name").text(name);
        if (type != null) {
            json.name("type").text(type);
        }
        json.endObject();
    }

    private static String withoutLocation(String name) {
        int location = name.indexOf("/locations/");
        int end = name.indexOf('/', location + "/locations/".length());
        return location < 0 || end < 0 ? name : name.substring(0, location) + name.substring(end);
    }

    private static String domain(String name) {
        int location = name.indexOf("/locations/");
        int end = name.indexOf('/', location + "/locations/".length());
        String region =
                location < 0 || end < 0 ? "us-central1" : name.substring(location + "/locations/".length(), end);
        return region.equals("us-central1") ? "firebaseio.com" : region + ".firebasedatabase.app";
    }

    private static void data(JsonWriter json, Event event, JsonNode data) {
        if (event.getType().equals(GoogleTypes.MESSAGE_PUBLISHED)) {
            message(json, data.at("message"));
        } else if (event.getType().startsWith(LegacyTypes.AUTH) && data.isObject()) {
            user(json, data);
        } else {
            json.json(data.bytes(), data.start(), data.end());
        }
    }

    /** The envelope tells id and time of a message. */
    private static void message(JsonWriter json, JsonNode message) {
        json.beginObject();
        for (JsonNode member : message) {
            switch (member.name()) {
                case "messageId", "message_id", "publishTime", "publish_time" -> {}
                default -> copy(json, member.name(), member);
            }
        }
        json.endObject();
    }

    private static void user(JsonWriter json, JsonNode user) {
        json.beginObject();
        for (JsonNode member : user) {
            if ("metadata".equals(member.name()) && member.isObject()) {
                json.name("metadata").beginObject();
                for (JsonNode one : member) {
                    String name = one.name();
                    copy(json, LegacyTypes.formerMetadata(name), one);
                }
                json.endObject();
            } else {
                copy(json, member.name(), member);
            }
        }
        json.endObject();
    }

    private static void copy(JsonWriter json, String name, JsonNode value) {
        json.name(name).json(value.bytes(), value.start(), value.end());
    }
}
