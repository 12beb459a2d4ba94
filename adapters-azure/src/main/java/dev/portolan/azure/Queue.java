package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.Message;
import dev.portolan.data.TypedData;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Numbers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message from a storage queue: the producer's body is the data.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue-trigger">Azure Queue
 *     storage trigger</a>
 */
final class Queue extends Carrier {

    private static final Fields FIELDS =
            new Fields(null, List.of("Id"), List.of("Id"), List.of("DequeueCount", "InsertionTime"), List.of());

    private final @Nullable String queue;
    private final String source;

    Queue(Bindings binding) {
        queue = binding.textOrNull("queueName");
        source = binding.source(
                Sources.of("https://", binding.hostOrNull("account", ".queue.core.windows.net"), "/queues", queue));
    }

    @Override
    public String kind() {
        return "azure:queue";
    }

    @Override
    Fields fields() {
        return FIELDS;
    }

    @Override
    public void map(JsonNode record, Draft event) {
        event.id(record.text("metadata", "Id"))
                .source(source)
                .type("com.microsoft.azure.storagequeue.Message")
                .time(Stamps.iso(record.atOrNull("metadata", "InsertionTime")))
                .dataBytes(body, null);
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        return new Message(
                Bodies.of(event),
                event.getDataContentType(),
                Map.of(),
                record.text("metadata", "Id"),
                queue,
                null,
                Numbers.intOrNull(record.atOrNull("metadata", "DequeueCount")),
                Stamps.instant(record.atOrNull("metadata", "InsertionTime")));
    }
}
