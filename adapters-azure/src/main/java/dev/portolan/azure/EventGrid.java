package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.TypedData;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Numbers;
import dev.portolan.spi.Times;
import dev.portolan.wire.CloudEventsJson;
import org.jspecify.annotations.Nullable;

/**
 * An event from Event Grid, in its own schema or as a CloudEvent: its data is the publisher's.
 *
 * @see <a href="https://learn.microsoft.com/azure/event-grid/event-schema">Event Grid event schema</a>
 * @see <a href="https://learn.microsoft.com/azure/event-grid/cloud-event-schema">CloudEvents schema</a>
 */
final class EventGrid extends Trigger {

    EventGrid(boolean overHttp) {
        super(overHttp);
    }

    @Override
    public String kind() {
        return "azure:eventgrid";
    }

    @Override
    public void map(JsonNode record, Draft event) {
        if (Schema.isCloudEvent(record)) {
            // The same names stand in either schema, with whatever characters they have.
            CloudEventsJson.read(record, event.legalizing());
        } else {
            mapEvent(record, event);
        }
    }

    /**
     * Whether a CloudEvent is Event Grid's own, whichever way it came: of a service of Azure, or of a topic, whose events
     * it turns into CloudEvents itself. It writes {@code #} for no schema, and names as they are.
     */
    static boolean hasWritten(JsonNode cloudEvent) {
        return cloudEvent.isObject()
                && (startsWith(cloudEvent.atOrNull("type"), "Microsoft.")
                        || startsWith(cloudEvent.atOrNull("source"), "/subscriptions/"));
    }

    private static boolean startsWith(@Nullable JsonNode node, String start) {
        return node != null && node.isString() && node.string().startsWith(start);
    }

    private static void mapEvent(JsonNode record, Draft event) {
        String topic = record.textOrNull("topic");
        event.id(record.text("id"))
                .source(topic == null ? "//eventgrid.azure.net" : topic)
                .type(record.text("eventType"))
                .subject(record.textOrNull("subject"))
                .time(Times.iso(record.atOrNull("eventTime")))
                .extension("dataversion", record.textOrNull("dataVersion"))
                .extension("deadletterreason", record.textOrNull("deadLetterReason"))
                .extension("lastdeliveryoutcome", record.textOrNull("lastDeliveryOutcome"))
                .extension("publishtime", record.textOrNull("publishTime"))
                .extension("lastdeliveryattempttime", record.textOrNull("lastDeliveryAttemptTime"));
        Integer attempts = Numbers.intOrNull(record.atOrNull("deliveryAttempts"));
        if (attempts != null) {
            event.carried("deliveryattempts", attempts);
        }
        JsonNode data = record.atOrNull("data");
        if (data != null) {
            event.dataJson(data);
        }
    }

    @Override
    public TypedData typedData(Event event, byte[] bytes, int start, int end) {
        return StorageEvents.typedData(event);
    }
}
