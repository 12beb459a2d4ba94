package dev.portolan.aws;

import dev.portolan.DeliveryFailedException;
import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.MalformedPayloadException;
import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.JsonWriter;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import org.jspecify.annotations.Nullable;

/**
 * A record that a pipe of EventBridge Pipes carries to a target or an enrichment; it is mapped as its source's own.
 *
 * <p>A target is answered as the record's source would be. An enrichment's replies are handed on as one array, without those
 * that are empty.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-source.html">Pipes sources</a>
 */
final class Pipes extends Source<byte[]> {

    private final Source<byte[]> row;

    private Pipes(Source<byte[]> row) {
        this.row = row;
    }

    static Pipes of(JsonNode payload, boolean reportsKafkaItems) {
        String kind = String.valueOf(Recognition.pipedKind(payload));
        for (JsonNode first : payload) {
            return new Pipes(
                    switch (kind) {
                        case "aws:sqs" -> new Sqs(first.textOrNull("eventSourceARN"));
                        case "aws:kinesis" -> new Kinesis(Window.of(payload), first.atOrNull("kinesis") == null);
                        case "aws:dynamodb" -> new DynamoDb(Window.of(payload));
                        case "aws:kafka" -> new Kafka(first, reportsKafkaItems);
                        case "aws:activemq" -> new ActiveMq(first);
                        case "aws:rabbitmq" -> new RabbitMq(first);
                        default ->
                            throw new UnrecognizedPayloadException(
                                    "an array of records of " + kind + " is none that EventBridge Pipes sends");
                    });
        }
        throw payload.malformed("expected records, found none");
    }

    @Override
    public String kind() {
        return "aws:pipes";
    }

    @Override
    public Exchange exchange() {
        return Exchange.EACH;
    }

    @Override
    public Order order() {
        return row.order();
    }

    @Override
    public @Nullable String group(JsonNode record) {
        return row.group(record);
    }

    @Override
    public void map(JsonNode record, Draft event) {
        if (row instanceof RabbitMq rabbitMq) {
            rabbitMq.reading(record.text("eventSourceKey"));
        }
        row.map(record, event);
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        return row.typedData(record, event);
    }

    @Override
    public @Nullable String acknowledgement(JsonNode record) {
        return row.acknowledgement(record);
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        if (!outcomes.isReplied()) {
            return row.answer(outcomes);
        }
        if (!outcomes.allDone()) {
            throw outcomes.deliveryFailed();
        }
        JsonWriter json = new JsonWriter(256).beginArray();
        for (int i = 0; i < outcomes.size(); i++) {
            byte[] reply = outcomes.reply(i);
            if (reply != null && reply.length > 0) {
                requireJson(reply, i);
                json.json(reply, 0, reply.length);
            }
        }
        return json.endArray().toBytes();
    }

    private static void requireJson(byte[] reply, int item) {
        try (Json json = Json.read(reply)) {
            json.root();
        } catch (MalformedPayloadException e) {
            throw new DeliveryFailedException("aws:pipes: the reply to record " + item + " is not JSON", e);
        }
    }
}
