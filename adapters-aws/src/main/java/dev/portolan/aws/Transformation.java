package dev.portolan.aws;

import dev.portolan.spi.JsonNode;
import dev.portolan.spi.JsonWriter;
import dev.portolan.spi.Outcomes;
import java.util.HashSet;
import java.util.Set;

/**
 * The answer to a transformation: every record once, in the payload's order, with what became of its data.
 *
 * <p>A record that was handled as an event keeps its data; an empty reply drops the record. Nothing repeats the attempt at a
 * record that is reported as failed, so if one was not attempted at all the invocation fails, which is repeated.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-status-model.html">Status model</a>
 */
final class Transformation {

    private final byte[] payload;

    /** Of each record: where its data starts and where it ends, quotes included; equal for none. */
    private final int[] data;

    private final boolean[] isKafka;

    /** Whether a record is one that an application of Kinesis Analytics puts out, to be delivered. */
    private final boolean[] isOutput;

    /** @param records the records of the payload */
    Transformation(JsonNode records) {
        payload = records.bytes();
        data = new int[2 * records.size()];
        isKafka = new boolean[records.size()];
        isOutput = new boolean[records.size()];
        int at = 0;
        for (JsonNode record : records) {
            String name = dataName(record);
            JsonNode value = record.atOrNull(name);
            if (value != null && value.isString()) {
                data[2 * at] = value.start();
                data[2 * at + 1] = value.end();
            }
            isOutput[at] = record.atOrNull("lambdaDeliveryRecordMetadata") != null;
            isKafka[at++] = name.equals("kafkaRecordValue");
        }
    }

    /** What a record calls its data: Firehose names that of an MSK topic otherwise. */
    static String dataName(JsonNode record) {
        return record.atOrNull("kafkaRecordValue") == null ? "data" : "kafkaRecordValue";
    }

    private String result(int item, boolean isDone, boolean dropped) {
        if (isOutput[item]) {
            return isDone ? "Ok" : "DeliveryFailed";
        }
        return !isDone ? "ProcessingFailed" : dropped ? "Dropped" : "Ok";
    }

    byte[] answer(Outcomes outcomes) {
        JsonWriter json =
                new JsonWriter(payload.length).beginObject().name("records").beginArray();
        Set<String> written = new HashSet<>();
        for (int i = 0; i < outcomes.size(); i++) {
            String id = outcomes.acknowledgement(i);
            boolean attempted = outcomes.isDone(i) || outcomes.failure(i) != null;
            if (id == null || !written.add(id) || !attempted) {
                throw outcomes.deliveryFailed();
            }
            byte[] reply = outcomes.reply(i);
            boolean dropped = reply != null && reply.length == 0;
            json.beginObject()
                    .name("recordId")
                    .text(id)
                    .name("result")
                    .text(result(i, outcomes.isDone(i), dropped))
                    .name(isKafka[i] ? "kafkaRecordValue" : "data");
            if (reply != null && !dropped) {
                json.base64(reply);
            } else if (data[2 * i] < data[2 * i + 1]) {
                json.json(payload, data[2 * i], data[2 * i + 1]);
            } else {
                json.text("");
            }
            json.endObject();
        }
        return json.endArray().endObject().toBytes();
    }
}
