package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.Identity;
import dev.portolan.spi.JsonNode;

/**
 * A client that connected, disconnected or sent a message through the SignalR service.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-signalr-service-trigger">SignalR
 *     Service trigger</a>
 */
final class SignalR extends Trigger {

    private final Bindings binding;
    private final Invocation invocation;

    SignalR(Bindings binding, Invocation invocation) {
        this.binding = binding;
        this.invocation = invocation;
    }

    @Override
    public String kind() {
        return "azure:signalr";
    }

    @Override
    public void map(JsonNode record, Draft event) {
        String hub = record.text("Hub");
        String endpoint = binding.textOrNull("endpoint");
        event.id(id(record))
                .source(binding.source(endpoint == null ? "/signalr/" + hub : "https://" + endpoint + "/hubs/" + hub))
                .type("com.microsoft.azure.signalr.", type(record))
                .subject(record.textOrNull("ConnectionId"))
                .dataJson(record);
    }

    private String id(JsonNode record) {
        return isMessage(record)
                ? Identity.of(invocation, record.slice())
                : record.text("ConnectionId") + "/" + record.text("Event");
    }

    private static boolean isMessage(JsonNode record) {
        return "messages".equals(record.text("Category"));
    }

    private static String type(JsonNode record) {
        if (isMessage(record)) {
            return "Message";
        }
        return switch (record.text("Event")) {
            case "connected" -> "Connected";
            case "disconnected" -> "Disconnected";
            default -> throw record.at("Event").malformed("expected connected or disconnected, found other text");
        };
    }
}
