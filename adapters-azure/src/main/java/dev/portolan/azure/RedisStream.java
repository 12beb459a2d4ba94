package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.spi.JsonNode;

/**
 * An entry of a Redis stream: its fields are the data. The stream moves on even if the function fails.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-cache-trigger-redisstream">Redis stream
 *     trigger</a>
 */
final class RedisStream extends Trigger {

    private final String source;

    RedisStream(Bindings binding) {
        source = Redis.source(binding, binding.textOrNull("key"));
    }

    @Override
    public String kind() {
        return "azure:redis-stream";
    }

    /** The id begins with a time, but a producer may choose it: it is not the event's. */
    @Override
    public void map(JsonNode record, Draft event) {
        event.id(record.text("Id"))
                .source(source)
                .type("com.microsoft.azure.redis.StreamEntry")
                .dataJson(record.at("Values"));
    }
}
