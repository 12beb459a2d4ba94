package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.RejectedEventException;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.JsonWriter;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A task of an S3 Batch Operations job: one object to work on. What the handler replies is the result's text.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-invoke-lambda.html">Invoke a function from a batch job</a>
 */
final class S3Batch extends Source<byte[]> {

    private final String schema;
    private final String invocation;
    private final @Nullable JsonNode arguments;

    S3Batch(JsonNode payload) {
        schema = payload.text("invocationSchemaVersion");
        invocation = payload.text("invocationId");
        arguments = payload.atOrNull("job", "userArguments");
    }

    @Override
    public String kind() {
        return "aws:s3-batch";
    }

    @Override
    public Exchange exchange() {
        return Exchange.EACH;
    }

    @Override
    public void map(JsonNode task, Draft event) {
        String bucket = task.textOrNull("s3BucketArn");
        event.id(invocation + "." + task.text("taskId"))
                .source(bucket == null ? task.text("s3Bucket") : bucket)
                .type("com.amazonaws.s3batch.Task")
                .subject(task.textOrNull("s3Key"))
                .dataJson(task);
        if (arguments != null && arguments.isObject() && !arguments.isEmpty()) {
            event.dataBytes(withArguments(task, arguments), "application/json");
        }
    }

    /** The task with the arguments of its job beside its own members. */
    private static byte[] withArguments(JsonNode task, JsonNode arguments) {
        JsonWriter json = new JsonWriter(task.end() - task.start() + arguments.end() - arguments.start() + 32);
        json.beginObject().json(task.bytes(), task.start() + 1, task.end() - 1);
        json.name("userArguments").json(arguments.bytes(), arguments.start(), arguments.end());
        return json.endObject().toBytes();
    }

    @Override
    public String acknowledgement(JsonNode task) {
        return task.text("taskId");
    }

    /** Every task once; a failed one is tried again unless its event was rejected. */
    @Override
    public byte[] answer(Outcomes outcomes) {
        JsonWriter json = new JsonWriter(256)
                .beginObject()
                .name("invocationSchemaVersion")
                .text(schema)
                .name("treatMissingKeysAs")
                .text("PermanentFailure")
                .name("invocationId")
                .text(invocation)
                .name("results")
                .beginArray();
        Set<String> written = new HashSet<>();
        for (int i = 0; i < outcomes.size(); i++) {
            String task = outcomes.acknowledgement(i);
            if (task == null || !written.add(task)) {
                throw outcomes.deliveryFailed();
            }
            byte[] reply = outcomes.reply(i);
            json.beginObject()
                    .name("taskId")
                    .text(task)
                    .name("resultCode")
                    .text(resultCode(outcomes, i))
                    .name("resultString")
                    .text(reply == null ? "" : new String(reply, StandardCharsets.UTF_8))
                    .endObject();
        }
        return json.endArray().endObject().toBytes();
    }

    private static String resultCode(Outcomes outcomes, int item) {
        if (outcomes.isDone(item)) {
            return "Succeeded";
        }
        return outcomes.failure(item) instanceof RejectedEventException ? "PermanentFailure" : "TemporaryFailure";
    }
}
