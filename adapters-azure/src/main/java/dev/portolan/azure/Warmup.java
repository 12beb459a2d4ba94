package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.spi.JsonNode;

/**
 * A new instance that is warmed up: no event, but the classes are loaded.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-warmup">Warmup trigger</a>
 */
final class Warmup extends Trigger {

    @Override
    public String kind() {
        return "azure:warmup";
    }

    @Override
    public void map(JsonNode record, Draft event) {
        throw record.malformed("expected no event, found one");
    }
}
