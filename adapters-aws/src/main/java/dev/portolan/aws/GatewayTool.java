package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call of a tool behind an AgentCore gateway: the payload is the tool's bare input, and which tool it is stands in the client
 * context alone.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-add-target-lambda.html">AWS Lambda
 *     function targets</a>
 */
final class GatewayTool extends Call {

    private final Map<String, String> call;

    GatewayTool(Map<String, String> call, Invocation invocation) {
        super("aws:agentcore-tool", invocation);
        this.call = call;
    }

    @Override
    public void map(JsonNode input, Draft event) {
        event.id(unidentified(input))
                .source(source(call.get("bedrockAgentCoreGatewayId")))
                .type("com.amazonaws.bedrockagentcore.ToolInvoked")
                .subject(call.get("bedrockAgentCoreToolName"))
                .dataJson(input);
    }

    private static String source(@Nullable String gateway) {
        return gateway == null ? "aws:bedrock-agentcore" : "aws:bedrock-agentcore." + gateway;
    }
}
