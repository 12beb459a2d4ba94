package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * A custom resource to create, update or delete; the handler itself tells {@code ResponseURL}, nothing here does.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html">Custom resource requests</a>
 */
final class CloudFormation extends Call {

    CloudFormation(Invocation invocation) {
        super("aws:cloudformation", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        // The CDK asks with the same request whether the resource is complete, until it is.
        event.id(unidentified(call))
                .source(call.text("StackId"))
                .type("com.amazonaws.cloudformation.", call.text("RequestType"))
                .subject(call.textOrNull("LogicalResourceId"))
                .dataJson(call);
    }
}
