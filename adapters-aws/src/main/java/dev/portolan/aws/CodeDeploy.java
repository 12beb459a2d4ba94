package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * A lifecycle hook of a CodeDeploy deployment; the handler itself reports its result.
 *
 * @see <a href="https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html">Lifecycle hooks</a>
 */
final class CodeDeploy extends Call {

    CodeDeploy(Invocation invocation) {
        super("aws:codedeploy", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        event.id(call.text("LifecycleEventHookExecutionId"))
                .source("aws:codedeploy")
                .type("com.amazonaws.codedeploy.LifecycleHook")
                .dataJson(call);
    }
}
