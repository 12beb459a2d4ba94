package dev.portolan.aws;

import static dev.portolan.spi.Times.millis;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.Bytes;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.StreamRecord.Header;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Attributes;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.JsonWriter;
import dev.portolan.spi.Numbers;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import dev.portolan.spi.Text;
import dev.portolan.spi.Time;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of a Kafka topic, on MSK or self-managed: the producer's value is the data.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html">Using Lambda with Amazon MSK</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kafka.html">Using Lambda with self-managed Kafka</a>
 */
final class Kafka extends Source<byte[]> {

    private final @Nullable String cluster;
    private final @Nullable String firstServer;
    private final boolean reportsItems;

    /** The topic that was read last, and the source of its records. */
    private @Nullable String lastTopic;

    private String lastSource = "";

    /**
     * @param payload what names the cluster: the payload, or a record of a pipe
     * @param reportsItems whether the event source mapping reports item failures
     */
    Kafka(JsonNode payload, boolean reportsItems) {
        cluster = payload.textOrNull("eventSourceArn");
        firstServer = cluster == null ? first(payload.textOrNull("bootstrapServers")) : null;
        this.reportsItems = reportsItems;
    }

    /** The first of the comma-separated servers in the order of their text, for the platform may list them in any. */
    private static @Nullable String first(@Nullable String servers) {
        String first = null;
        for (int start = 0; servers != null && start <= servers.length(); ) {
            int comma = servers.indexOf(',', start);
            int end = comma < 0 ? servers.length() : comma;
            String server = servers.substring(start, end).strip();
            if (!server.isEmpty() && (first == null || server.compareTo(first) < 0)) {
                first = server;
            }
            start = end + 1;
        }
        return first;
    }

    @Override
    public String kind() {
        return "aws:kafka";
    }

    @Override
    public void map(JsonNode record, Draft event) {
        String topic = record.text("topic");
        event.id(partition(record) + "@" + number(record, "offset"))
                .source(source(record, topic))
                .type("com.amazonaws.kafka.Record")
                .time(time(record))
                .extension("partitionkey", keyText(record));
        String contentType = null;
        String traceparent = null;
        String tracestate = null;
        for (Header header : headers(record)) {
            String name = header.name();
            Bytes value = header.value();
            if (value == null) {
                continue;
            }
            if (name.equalsIgnoreCase("content-type")) {
                contentType = value.utf8();
            } else if (name.equalsIgnoreCase("traceparent")) {
                traceparent = value.utf8();
            } else if (name.equalsIgnoreCase("tracestate")) {
                tracestate = value.utf8();
            }
        }
        event.trace(traceparent, tracestate);
        event.dataBase64(record.atOrNull("value"), contentType);
    }

    private String source(JsonNode record, String topic) {
        if (topic.equals(lastTopic)) {
            return lastSource;
        }
        if (cluster == null && firstServer == null) {
            throw record.malformed("expected eventSourceArn or bootstrapServers in the payload, found neither");
        }
        lastSource = cluster != null ? cluster + "#" + topic : "kafka://" + firstServer + "/" + topic;
        lastTopic = topic;
        return lastSource;
    }

    /** {@code <topic>-<partition>}, from the record: the key of the map it stands in may differ. */
    private static String partition(JsonNode record) {
        return record.text("topic") + "-" + number(record, "partition");
    }

    /** A number; EventBridge Pipes writes the partition as a text of one. */
    private static String number(JsonNode record, String name) {
        JsonNode number = record.at(name);
        if (number.isNumber()) {
            return number.literal();
        }
        Long inText = number.isString() ? Numbers.longOrNull(number) : null;
        if (inText == null) {
            throw number.malformed("expected a number, found something else");
        }
        return inText.toString();
    }

    private static @Nullable Time time(JsonNode record) {
        return "NO_TIMESTAMP_TYPE".equals(record.textOrNull("timestampType"))
                ? null
                : millis(record.atOrNull("timestamp"));
    }

    private static byte @Nullable [] key(JsonNode record) {
        JsonNode key = record.atOrNull("key");
        byte[] bytes = key == null ? null : key.base64();
        return bytes == null || bytes.length == 0 ? null : bytes;
    }

    /** The key where it is text that an attribute may hold. */
    private static @Nullable String keyText(JsonNode record) {
        byte[] key = key(record);
        if (key == null || !Text.isUtf8(key, 0, key.length)) {
            return null;
        }
        String text = new String(key, StandardCharsets.UTF_8);
        return Attributes.isLegal(text) ? text : null;
    }

    /** The headers in their order; each stands in an object of its own. */
    static List<Header> headers(JsonNode record) {
        JsonNode all = record.atOrNull("headers");
        List<Header> headers = new ArrayList<>();
        if (all == null || !all.isArray()) {
            return headers;
        }
        for (JsonNode entry : all) {
            if (!entry.isObject()) {
                throw entry.malformed("expected an object, found something else");
            }
            for (JsonNode value : entry) {
                headers.add(new Header(value.name(), value.isNull() ? null : Bytes.wrap(bytes(value))));
            }
        }
        return headers;
    }

    /** Signed bytes as a rule; also seen: unsigned ones, decimal texts, an object with index names, base64 text. */
    static byte[] bytes(JsonNode value) {
        if (value.isString()) {
            return value.base64();
        }
        if (!value.isArray() && !value.isObject()) {
            throw value.malformed("expected bytes, found something else");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Iterator<JsonNode> elements = value.entries(); elements.hasNext(); ) {
            bytes.write(signedByte(elements.next()));
        }
        return bytes.toByteArray();
    }

    private static byte signedByte(JsonNode element) {
        String text = element.isString() ? element.string() : element.isNumber() ? element.literal() : "";
        boolean negative = text.startsWith("-");
        Long value = Numbers.longOrNull(negative ? text.substring(1) : text);
        if (value == null || value > (negative ? 128 : 255)) {
            throw element.malformed("expected a byte from -128 to 255, found something else");
        }
        return (byte) (negative ? -value : value);
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        byte[] data = event.data();
        byte[] key = key(record);
        return new StreamRecord(
                data == null ? null : Bytes.wrap(data),
                key == null ? null : Bytes.wrap(key),
                number(record, "partition"),
                number(record, "offset"),
                record.text("topic"),
                Numbers.instantOrNull(time(record)),
                headers(record));
    }

    @Override
    public Order order() {
        return Order.BY_GROUP;
    }

    @Override
    public String group(JsonNode record) {
        return partition(record);
    }

    /** Partition and offset, which stand apart in the answer. */
    @Override
    public String acknowledgement(JsonNode record) {
        return partition(record) + "@" + number(record, "offset");
    }

    /** Everything or nothing, unless item failures are reported: then every offset that is not done. */
    @Override
    public byte[] answer(Outcomes outcomes) {
        if (!reportsItems) {
            return AllOrNothing.answer(outcomes);
        }
        JsonWriter json =
                new JsonWriter(64).beginObject().name("batchItemFailures").beginArray();
        for (int i = 0; i < outcomes.size(); i++) {
            String identifier = outcomes.isDone(i) ? null : outcomes.acknowledgement(i);
            if (identifier != null) {
                int at = identifier.lastIndexOf('@');
                json.beginObject()
                        .name("itemIdentifier")
                        .beginObject()
                        .name("partition")
                        .text(identifier.substring(0, at))
                        .name("offset")
                        .literal(identifier.substring(at + 1))
                        .endObject()
                        .endObject();
            }
        }
        return json.endArray().endObject().toBytes();
    }
}
