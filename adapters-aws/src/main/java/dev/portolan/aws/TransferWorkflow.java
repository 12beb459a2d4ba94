package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A custom step of a Transfer Family workflow; the handler itself reports its result.
 *
 * @see <a href="https://docs.aws.amazon.com/transfer/latest/userguide/custom-step-details.html">Custom steps</a>
 */
final class TransferWorkflow extends Call {

    TransferWorkflow(Invocation invocation) {
        super("aws:transfer-workflow", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        // The token is the step's own, and whoever knows it may report a result: it stays in the data.
        event.id(Hashes.hash16(call.text("token")))
                .source("aws:transfer.", call.text("serviceMetadata", "executionDetails", "workflowId"))
                .type("com.amazonaws.transfer.WorkflowStep")
                .subject(file(call))
                .dataJson(call);
    }

    /** A key of S3, or a path of EFS. */
    private static @Nullable String file(JsonNode call) {
        String key = call.textOrNull("fileLocation", "key");
        return key == null ? call.textOrNull("fileLocation", "path") : key;
    }
}
