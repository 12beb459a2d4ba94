package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * A stage of the deployment of an ECS service. It is asked again while it says that it is in progress, and its id is not said
 * to be another one then: no field is an identity.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/lambda-lifecycle-hooks.html">Lambda hooks for service deployments</a>
 */
final class EcsHook extends Call {

    EcsHook(Invocation invocation) {
        super("aws:ecs-hook", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        event.id(unidentified(call))
                .source(call.text("executionDetails", "serviceArn"))
                .type("com.amazonaws.ecs.", call.text("lifecycleStage"))
                .subject(call.textOrNull("resourceArn"))
                .dataJson(call);
    }
}
