package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * An action that a Bedrock agent wants done.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/agents-lambda.html">Lambda functions for agents</a>
 */
final class BedrockAgent extends Call {

    BedrockAgent(Invocation invocation) {
        super("aws:bedrock-agent", invocation);
    }

    @Override
    public void map(JsonNode call, Draft event) {
        event.id(unidentified(call))
                .source("aws:bedrock.", call.text("agent", "id"))
                .type("com.amazonaws.bedrock.AgentInvocation")
                .dataJson(call);
    }
}
