package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.data.Message;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Identity;
import dev.portolan.spi.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry that was taken from a Redis list, or a message that was published to a channel: the producer's bytes are the data,
 * and nothing is an identity. Neither comes again after a failure.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-cache-trigger-redislist">Redis list
 *     trigger</a>
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-cache-trigger-redispubsub">Redis pub/sub
 *     trigger</a>
 */
final class Redis extends Carrier {

    private static final Fields FIELDS = new Fields(null, List.of(), List.of("Channel"), List.of(), List.of());

    private final String type;
    private final @Nullable String queue;
    private final String source;
    private final Invocation invocation;
    private int index;

    private Redis(String type, Bindings binding, @Nullable String queue, Invocation invocation) {
        this.type = type;
        this.queue = queue;
        this.source = source(binding, queue);
        this.invocation = invocation;
    }

    static Redis list(Bindings binding, Invocation invocation) {
        return new Redis("com.microsoft.azure.redis.ListEntry", binding, binding.textOrNull("key"), invocation);
    }

    /** The channel of the binding may be a pattern; the message's own is the subject. */
    static Redis pubSub(Bindings binding, Invocation invocation) {
        return new Redis("com.microsoft.azure.redis.Message", binding, binding.textOrNull("channel"), invocation);
    }

    /** What a key or channel of a cache is called. */
    static String source(Bindings binding, @Nullable String name) {
        return binding.source(Sources.of("redis://", binding.textOrNull("cache"), "/redis", name));
    }

    @Override
    public String kind() {
        return "azure:redis";
    }

    @Override
    Fields fields() {
        return FIELDS;
    }

    @Override
    public void map(JsonNode record, Draft event) {
        int entry = index++;
        String delivery = Identity.of(invocation, body);
        event.id(entry == 0 ? delivery : delivery + "/" + entry)
                .source(source)
                .type(type)
                .subject(channel(record))
                .dataBytes(body, null);
    }

    private static @Nullable String channel(JsonNode record) {
        return record.textOrNull("metadata", "Channel");
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        String channel = channel(record);
        return new Message(
                Bodies.of(event),
                event.getDataContentType(),
                Map.of(),
                null,
                channel == null ? queue : channel,
                null,
                null,
                null);
    }
}
