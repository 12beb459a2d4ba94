package dev.portolan.azure;

import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;

/**
 * A request of Event Grid to an endpoint that accepts them.
 *
 * @see <a href="https://learn.microsoft.com/azure/event-grid/delivery-and-retry">Delivery and retry</a>
 */
final class EventGridRequest {

    static final String VALIDATION = "Microsoft.EventGrid.SubscriptionValidationEvent";

    private EventGridRequest() {}

    /** @throws MalformedPayloadException if the type is none, or if a validation stands beside other events */
    static void check(String eventGridType, byte[] body, Limits limits) {
        switch (eventGridType) {
            case "Notification", "SubscriptionValidation", "Unsubscribe" -> {}
            default ->
                throw new MalformedPayloadException(
                        "azure:eventgrid",
                        "headers.aeg-event-type",
                        -1,
                        "expected Notification, SubscriptionValidation or Unsubscribe, found other text");
        }
        try (Json json = Json.read(body, 0, body.length, limits)) {
            JsonNode root = json.root();
            if (root.isArray() && root.size() > 1) {
                for (JsonNode event : root) {
                    JsonNode type = event.atOrNull("eventType");
                    if (type != null && type.isString() && type.string().equals(VALIDATION)) {
                        throw type.malformed("expected a validation by itself, found other events beside it");
                    }
                }
            }
        } catch (MalformedPayloadException e) {
            throw e.in("azure:eventgrid");
        }
    }
}
