package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.Bytes;
import dev.portolan.data.Message;
import dev.portolan.data.TypedData;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.JsonWriter;
import dev.portolan.spi.Numbers;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import dev.portolan.spi.Time;
import dev.portolan.spi.Times;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message from a RabbitMQ broker: the producer's bytes are the data.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html">Using Lambda with Amazon MQ</a>
 */
final class RabbitMq extends Source<byte[]> {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private final String broker;
    private String queueKey = "";
    private String queue = "";

    /** @param payload what names the broker: the payload, or a record of a pipe */
    RabbitMq(JsonNode payload) {
        broker = payload.text("eventSourceArn");
    }

    /** The messages mapped from now on are those of this queue and virtual host, such as {@code pizza::/}. */
    void reading(String queueKey) {
        this.queueKey = queueKey;
        queue = queue(queueKey);
    }

    @Override
    public String kind() {
        return "aws:rabbitmq";
    }

    @Override
    public void map(JsonNode message, Draft event) {
        event.id(id(message))
                .source(broker)
                .type("com.amazonaws.mq.rabbitmq.Message")
                .subject(queue)
                .time(time(message.textOrNull("basicProperties", "timestamp")))
                .dataBase64(message.atOrNull("data"), message.textOrNull("basicProperties", "contentType"));
        Map<String, Bytes> headers = headers(message);
        event.trace(text(headers.get("traceparent")), text(headers.get("tracestate")));
    }

    private static @Nullable String text(@Nullable Bytes header) {
        return header == null ? null : header.utf8();
    }

    /** The producer's message id; without one, equal messages of a queue share an id. */
    private String id(JsonNode message) {
        String id = message.textOrNull("basicProperties", "messageId");
        return id != null
                ? id
                : Hashes.hash16(queueKey, properties(message.atOrNull("basicProperties")), message.textOrNull("data"));
    }

    /** The properties and the headers as JSON, without how often a quorum queue has delivered the message. */
    private static @Nullable String properties(@Nullable JsonNode all) {
        if (all == null || !all.isObject()) {
            return null;
        }
        JsonWriter json = new JsonWriter(256).beginArray().beginObject();
        JsonWriter headers = new JsonWriter(256).beginObject();
        for (JsonNode property : all) {
            if (!property.isCalled("headers")) {
                add(json, property);
            } else if (property.isObject()) {
                for (JsonNode header : property) {
                    if (!header.isCalled("x-delivery-count") && !header.isCalled("x-acquired-count")) {
                        add(headers, header);
                    }
                }
            }
        }
        byte[] rest = headers.endObject().toBytes();
        return new String(json.endObject().json(rest, 0, rest.length).endArray().toBytes(), StandardCharsets.UTF_8);
    }

    private static JsonWriter add(JsonWriter json, JsonNode member) {
        return json.name(member.name()).json(member.bytes(), member.start(), member.end());
    }

    /** Without the virtual host, which follows the last pair of colons. */
    private static String queue(String queueKey) {
        int colons = queueKey.lastIndexOf("::");
        return colons < 0 ? queueKey : queueKey.substring(0, colons);
    }

    /** {@code Jan 1, 1970, 12:33:41 AM}, taken as UTC; null for anything else. */
    static @Nullable Time time(@Nullable String text) {
        int day = text == null ? -1 : text.indexOf(", ");
        int year = text == null || day < 0 ? -1 : text.indexOf(", ", day + 2);
        int hour = text == null || year < 0 ? -1 : text.indexOf(':', year + 2);
        if (text == null || day < 5 || hour < 0 || text.length() != hour + 9 || !isBlank(text.charAt(hour + 6))) {
            return null;
        }
        int month = MONTHS.indexOf(text.substring(0, 3));
        boolean afternoon = text.endsWith("PM");
        Long twelfth = Numbers.longOrNull(text.substring(year + 2, hour));
        if (month % 3 != 0 || !(afternoon || text.endsWith("AM")) || twelfth == null || twelfth < 1 || twelfth > 12) {
            return null;
        }
        return Times.iso(text.substring(day + 2, year)
                + "-" + twoDigits(1 + month / 3)
                + "-" + (day == 5 ? "0" : "") + text.substring(4, day)
                + "T" + twoDigits(twelfth % 12 + (afternoon ? 12 : 0))
                + text.substring(hour, hour + 6)
                + "Z");
    }

    /** Newer Java runtimes write a narrow no-break space. */
    private static boolean isBlank(char c) {
        return c == ' ' || c == '\u202F';
    }

    private static String twoDigits(long number) {
        return number < 10 ? "0" + number : "" + number;
    }

    @Override
    public TypedData typedData(JsonNode message, Event event) {
        byte[] body = event.data();
        return new Message(
                body == null ? Bytes.EMPTY : Bytes.wrap(body),
                event.getDataContentType(),
                headers(message),
                message.textOrNull("basicProperties", "messageId"),
                event.getSubject(),
                null,
                null,
                Numbers.instantOrNull(time(message.textOrNull("basicProperties", "timestamp"))));
    }

    private static Map<String, Bytes> headers(JsonNode message) {
        Map<String, Bytes> headers = new LinkedHashMap<>();
        JsonNode all = message.atOrNull("basicProperties", "headers");
        if (all == null || !all.isObject()) {
            return headers;
        }
        for (JsonNode header : all) {
            if (!header.isNull()) {
                headers.put(header.name(), value(header));
            }
        }
        return headers;
    }

    /** Text comes as bytes; tables and lists stay the JSON they are. */
    private static Bytes value(JsonNode header) {
        JsonNode bytes = header.atOrNull("bytes");
        if (bytes != null) {
            return Bytes.wrap(Kafka.bytes(bytes));
        }
        return Bytes.wrap(header.isString() ? header.utf8() : header.slice());
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        return AllOrNothing.answer(outcomes);
    }
}
