package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * An operation on a resource, a stack or a change set that a hook may forbid. It is asked again while it says that it is in
 * progress, and its token is not said to be another one then: no field is an identity.
 *
 * @see <a href="https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/lambda-hooks-create-lambda-function.html">Lambda Hooks</a>
 */
final class CloudFormationHook extends Call {

    CloudFormationHook(Invocation invocation) {
        super("aws:cloudformation-hook", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        // Cloud Control knows no stack, and sends an empty text.
        String stack = call.textOrNull("stackId");
        event.id(unidentified(call))
                .source(stack == null ? "aws:cloudformation." + call.text("hookTypeName") : stack)
                .type("com.amazonaws.cloudformation.Hook")
                .subject(call.textOrNull("requestData", "targetLogicalId"))
                .dataJson(call);
    }
}
