package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.Identity;
import dev.portolan.spi.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What Dapr hands over from an input binding or a service invocation: the body is the data. A topic's body is a CloudEvent
 * already, see {@link CloudEvents}.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-dapr">Dapr extension</a>
 */
final class Dapr extends Carrier {

    private final String type;
    private final String source;
    private final Invocation invocation;

    private Dapr(String type, Bindings binding, @Nullable String name, Invocation invocation) {
        this.type = type;
        this.source = binding.source(Sources.of("", null, "/dapr", name));
        this.invocation = invocation;
    }

    static Dapr binding(Bindings binding, Invocation invocation) {
        return new Dapr(
                "com.microsoft.azure.dapr.BindingEvent", binding, binding.textOrNull("bindingName"), invocation);
    }

    static Dapr invocation(Bindings binding, Invocation invocation) {
        return new Dapr("com.microsoft.azure.dapr.Invocation", binding, binding.textOrNull("methodName"), invocation);
    }

    @Override
    public String kind() {
        return "azure:dapr";
    }

    @Override
    Fields fields() {
        return Fields.NONE;
    }

    @Override
    public void map(JsonNode record, Draft event) {
        event.id(Identity.of(invocation, body)).source(source).type(type).dataBytes(body, null);
    }
}
