package dev.portolan.gcp;

import static dev.portolan.spi.Times.iso;

import dev.portolan.Draft;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.JsonWriter;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of first-generation background functions, converted as Google's Functions Frameworks do.
 *
 * @see <a href="https://github.com/GoogleCloudPlatform/functions-framework-conformance/blob/main/docs/mapping.md">Mapping of
 *     legacy events</a>
 */
final class Legacy extends Acknowledged {

    /** In characters; longer ones are none of Google's and not kept. */
    private static final int LONGEST_BUCKET = 256;

    /**
     * The bucket of the last event, as resources name it, {@code projects/_/buckets/B}, and by its own name: most functions get
     * events of one. Set and read without a lock: who sees another one makes it anew.
     */
    private static String[] lastBucket = {};

    private final Request request;

    Legacy(Request request) {
        this.request = request;
    }

    @Override
    public String kind() {
        return Recognition.LEGACY;
    }

    @Override
    public void map(JsonNode root, Draft event) {
        LegacyEnvelope envelope = new LegacyEnvelope(root);
        JsonNode data = envelope.data();
        String type = LegacyTypes.modern(envelope.type(), data);
        event.id(envelope.id())
                .type(type == null ? envelope.type() : type)
                .time(iso(envelope.timestamp()))
                .dataJson(data);
        if (type == null) {
            other(envelope, event);
        } else if (type.startsWith(GoogleTypes.STORAGE)) {
            storage(envelope, data, event);
        } else if (type.startsWith(GoogleTypes.MESSAGE_PUBLISHED)) {
            pubsub(envelope, data, event);
        } else if (type.startsWith(GoogleTypes.FIRESTORE)) {
            event.source("//firestore.googleapis.com/", envelope.head(4)).subject(envelope.tail(4));
        } else if (type.startsWith(GoogleTypes.REALTIME_DATABASE)) {
            realtimeDatabase(envelope, event);
        } else if (type.startsWith("google.firebase.auth.")) {
            auth(envelope, data, event);
        } else if (type.startsWith("google.firebase.analytics.")) {
            analytics(envelope, data, event);
        } else if (type.startsWith("google.firebase.testlab.")) {
            event.source("//testing.googleapis.com/", envelope.head(2)).subject(envelope.tail(2));
        } else {
            event.source("//firebaseremoteconfig.googleapis.com/", envelope.resource());
        }
        Traces.add(event, request);
    }

    private static void storage(LegacyEnvelope envelope, JsonNode data, Draft event) {
        String[] bucket = bucket(envelope);
        String name = data.isObject() ? data.textOrNull("name") : null;
        event.source("//storage.googleapis.com/", bucket[0]).extension("bucket", bucket[1]);
        if (name == null) {
            event.subject(withoutGeneration(envelope.tail(4)));
        } else {
            event.subject("objects/", name);
        }
    }

    private static String[] bucket(LegacyEnvelope envelope) {
        String[] last = lastBucket;
        if (last.length > 0 && envelope.isIn(last[0])) {
            return last;
        }
        String path = envelope.head(4);
        String[] bucket = {path, path.substring(path.lastIndexOf('/') + 1)};
        if (path.length() <= LONGEST_BUCKET) {
            lastBucket = bucket;
        }
        return bucket;
    }

    /** Some resource names end in {@code #generation}. */
    private static String withoutGeneration(String name) {
        int at = name.length();
        while (at > 0 && name.charAt(at - 1) >= '0' && name.charAt(at - 1) <= '9') {
            at--;
        }
        return at > 0 && at < name.length() && name.charAt(at - 1) == '#' ? name.substring(0, at - 1) : name;
    }

    private static void pubsub(LegacyEnvelope envelope, JsonNode data, Draft event) {
        String topic = envelope.resource();
        JsonNode timestamp = envelope.timestamp();
        event.source(Topics.HOST, topic)
                .extension("topic", Topics.shortName(topic))
                .extension("partitionkey", data.isObject() ? data.textOrNull("orderingKey") : null)
                .dataBytes(wrapped(data, envelope.id(), timestamp), "application/json");
    }

    /** The message inside the object that the current type has, with its id and time added. */
    private static byte[] wrapped(JsonNode data, String id, @Nullable JsonNode timestamp) {
        JsonWriter json = new JsonWriter(data.end() - data.start() + 128);
        json.beginObject().name("message").beginObject();
        if (data.isObject() && data.size() > 0) {
            json.json(data.bytes(), data.start() + 1, data.end() - 1);
        }
        if (!data.isObject() || data.atOrNull("messageId") == null) {
            json.name("messageId").text(id);
        }
        if (timestamp != null && timestamp.isString() && (!data.isObject() || data.atOrNull("publishTime") == null)) {
            json.name("publishTime").text(timestamp.string());
        }
        return json.endObject().endObject().toBytes();
    }

    private static void realtimeDatabase(LegacyEnvelope envelope, Draft event) {
        String domain = envelope.domain();
        int dot = domain.indexOf('.');
        String location = domain.equals("firebaseio.com") ? "us-central1" : dot < 0 ? domain : domain.substring(0, dot);
        String instance = envelope.head(4);
        int project = envelope.head(2).length();
        event.source(
                        "//firebasedatabase.googleapis.com/",
                        instance.substring(0, project),
                        "/locations/",
                        location,
                        instance.substring(project))
                .subject(envelope.tail(4));
    }

    private static void auth(LegacyEnvelope envelope, JsonNode data, Draft event) {
        String uid = data.isObject() ? data.textOrNull("uid") : null;
        event.source("//firebaseauth.googleapis.com/", envelope.resource()).subject("users/", uid);
        JsonNode metadata = data.isObject() ? data.atOrNull("metadata") : null;
        if (metadata != null && metadata.isObject()) {
            event.dataBytes(renamed(data, metadata), "application/json");
        }
    }

    /** The data with the two members of its metadata that have other names today. */
    private static byte[] renamed(JsonNode data, JsonNode metadata) {
        byte[] bytes = data.bytes();
        ByteArrayOutputStream renamed = new ByteArrayOutputStream(data.end() - data.start() + 16);
        int from = data.start();
        for (JsonNode member : metadata) {
            byte[] name = LegacyTypes.modernMetadata(member.name());
            if (name != null) {
                int end = nameEnd(bytes, member.start());
                int start = nameStart(bytes, end);
                renamed.write(bytes, from, start - from);
                renamed.write(name, 0, name.length);
                from = end;
            }
        }
        renamed.write(bytes, from, data.end() - from);
        return renamed.toByteArray();
    }

    /** Where the name of the member ends whose value starts here: at its closing quote. */
    private static int nameEnd(byte[] bytes, int value) {
        int at = value - 1;
        while (bytes[at] != '"') {
            at--;
        }
        return at;
    }

    /** Where the name begins; it holds no quote. */
    private static int nameStart(byte[] bytes, int nameEnd) {
        int at = nameEnd;
        while (bytes[at - 1] != '"') {
            at--;
        }
        return at;
    }

    private static void analytics(LegacyEnvelope envelope, JsonNode data, Draft event) {
        event.source(
                        "//firebaseanalytics.googleapis.com/",
                        envelope.head(2),
                        "/apps/",
                        data.text("userDim", "appInfo", "appId"))
                .subject(envelope.tail(2));
    }

    private static void other(LegacyEnvelope envelope, Draft event) {
        String named = envelope.service();
        String service = named == null ? LegacyTypes.service(envelope.type()) : named;
        event.source(service == null ? envelope.resource() : "//" + service + "/" + envelope.resource());
    }
}
