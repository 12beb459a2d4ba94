package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.Identity;
import dev.portolan.spi.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A call of a tool through the Model Context Protocol: the call is the data.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-mcp-trigger">MCP tool trigger</a>
 */
final class Mcp extends Carrier {

    private final String source;
    private final Invocation invocation;

    Mcp(Bindings binding, @Nullable String function, Invocation invocation) {
        this.source = binding.source(Sources.of("", null, "/mcp", function));
        this.invocation = invocation;
    }

    @Override
    public String kind() {
        return "azure:mcp";
    }

    @Override
    Fields fields() {
        return Fields.NONE;
    }

    @Override
    public void map(JsonNode record, Draft event) {
        event.id(Identity.of(invocation, body))
                .source(source)
                .type("com.microsoft.azure.mcp.ToolInvoked")
                .dataBytes(body, null);
    }
}
