package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Identity;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Numbers;
import dev.portolan.spi.Text;
import dev.portolan.spi.Time;
import dev.portolan.spi.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message from a RabbitMQ queue: the producer's body is the data.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-rabbitmq-trigger">RabbitMQ trigger</a>
 */
final class RabbitMq extends Carrier {

    private static final Fields FIELDS =
            new Fields(null, List.of(), List.of("Exchange", "RoutingKey"), List.of("BasicProperties"), List.of());

    private final @Nullable String queue;
    private final String source;
    private final Invocation invocation;

    RabbitMq(Bindings binding, Invocation invocation) {
        this.invocation = invocation;
        queue = binding.textOrNull("queueName");
        String host = binding.textOrNull("host");
        source = binding.source(Sources.of(
                "amqp://", authority(host == null ? binding.textOrNull("hostName") : host), "/rabbitmq", queue));
    }

    /** The host and port of an address, without credentials. */
    private static @Nullable String authority(@Nullable String address) {
        if (address == null) {
            return null;
        }
        int start = address.indexOf("://");
        start = start < 0 ? 0 : start + 3;
        int slash = address.indexOf('/', start);
        String authority = address.substring(start, slash < 0 ? address.length() : slash);
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    @Override
    public String kind() {
        return "azure:rabbitmq";
    }

    @Override
    Fields fields() {
        return FIELDS;
    }

    @Override
    public void map(JsonNode record, Draft event) {
        String id = record.textOrNull("metadata", "BasicProperties", "MessageId");
        event.id(id == null ? Identity.of(invocation, body) : id)
                .source(source)
                .type("com.microsoft.azure.rabbitmq.Message")
                .time(timestamp(record))
                .trace(header(record, "traceparent"), header(record, "tracestate"))
                .dataBytes(body, declaredType(record));
    }

    /** Whole seconds, bare or as {@code UnixTime}; 0 says that there is none. */
    private static @Nullable Time timestamp(JsonNode record) {
        JsonNode timestamp = record.atOrNull("metadata", "BasicProperties", "Timestamp");
        if (timestamp != null && timestamp.isObject()) {
            timestamp = timestamp.atOrNull("UnixTime");
        }
        Long seconds = Numbers.longOrNull(timestamp);
        return seconds == null || seconds == 0 ? null : Times.seconds(timestamp);
    }

    private static @Nullable String header(JsonNode record, String name) {
        JsonNode value = record.at("metadata").atOrNull("BasicProperties", "Headers", name);
        return value == null ? null : text(value).utf8();
    }

    /** A text header, which the client has as bytes and the host therefore prints as base64; all else as JSON text. */
    private static Bytes text(JsonNode value) {
        if (value.isBase64()) {
            byte[] decoded = value.base64();
            if (Text.isUtf8(decoded, 0, decoded.length)) {
                return Bytes.wrap(decoded);
            }
        }
        return Bytes.wrap(Scalars.utf8(value));
    }

    @Override
    @Nullable
    String declaredType(JsonNode record) {
        return record.textOrNull("metadata", "BasicProperties", "ContentType");
    }

    @Override
    String declaredTypeField() {
        return "BasicProperties.ContentType";
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        Integer requeued = Numbers.intOrNull(
                record.at("metadata").atOrNull("BasicProperties", "Headers", "x-ms-rabbitmq-requeuecount"));
        return new Message(
                Bodies.of(event),
                event.getDataContentType(),
                attributes(record),
                record.textOrNull("metadata", "BasicProperties", "MessageId"),
                queue,
                null,
                requeued == null ? null : requeued + 1,
                Numbers.instantOrNull(timestamp(record)));
    }

    private static Map<String, Bytes> attributes(JsonNode record) {
        Map<String, Bytes> attributes = new LinkedHashMap<>();
        JsonNode headers = record.atOrNull("metadata", "BasicProperties", "Headers");
        if (headers != null && headers.isObject()) {
            for (JsonNode header : headers) {
                if (!header.isNull()) {
                    attributes.put(header.name(), text(header));
                }
            }
        }
        add(attributes, record, "RoutingKey");
        add(attributes, record, "Exchange");
        return attributes;
    }

    private static void add(Map<String, Bytes> attributes, JsonNode record, String name) {
        String value = record.textOrNull("metadata", name);
        if (value != null) {
            attributes.put(name, Bytes.utf8(value));
        }
    }
}
