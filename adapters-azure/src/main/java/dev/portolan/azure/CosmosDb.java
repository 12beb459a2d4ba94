package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.DocumentChange.Operation;
import dev.portolan.data.TypedData;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.PlainJson;
import dev.portolan.spi.Time;
import dev.portolan.spi.Times;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document that was written, from a container's change feed: the document is the data, or, in the feed of all versions
 * and deletes, the change with the document before and after.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-cosmosdb-v2-trigger">Azure Cosmos DB
 *     trigger</a>
 * @see <a href="https://learn.microsoft.com/azure/cosmos-db/nosql/change-feed-modes">Change feed modes</a>
 */
final class CosmosDb extends Trigger {

    private final @Nullable String container;
    private final @Nullable String mode;
    private final String source;
    private final Order order;

    CosmosDb(Bindings binding, Order order) {
        this.order = order;
        String database = binding.textOrNull("databaseName");
        String name = binding.textOrNull("containerName");
        container = name == null ? binding.textOrNull("collectionName") : name;
        mode = binding.textOrNull("changeFeedMode");
        source = binding.source(Sources.of(
                "https://",
                binding.hostOrNull("account", ".documents.azure.com"),
                "/cosmosdb",
                database == null || container == null ? null : "dbs/" + database + "/colls/" + container));
    }

    @Override
    public String kind() {
        return "azure:cosmosdb";
    }

    @Override
    public Order order() {
        return order;
    }

    @Override
    public void map(JsonNode record, Draft event) {
        if (isChange(record)) {
            mapChange(record, event);
        } else {
            event.id(id(record))
                    .source(source)
                    .type("com.microsoft.azure.cosmosdb.DocumentWritten")
                    .subject(record.textOrNull("id"))
                    .time(Times.seconds(record.atOrNull("_ts")))
                    .dataJson(record);
        }
    }

    /** Whether this item tells of all versions; a document may have members of the same names, but has a resource id. */
    private boolean isChange(JsonNode record) {
        if ("AllVersionsAndDeletes".equalsIgnoreCase(mode)) {
            return true;
        }
        if ("LatestVersion".equalsIgnoreCase(mode)) {
            return false;
        }
        return record.atOrNull("_rid") == null && record.textOrNull("metadata", "operationType") != null;
    }

    private static String id(JsonNode record) {
        String resource = record.textOrNull("_rid");
        String etag = Scalars.unquoted(record.textOrNull("_etag"));
        return resource != null && etag != null
                ? resource + "." + etag
                : record.text("id") + "." + Scalars.text(record.at("_lsn"));
    }

    private void mapChange(JsonNode record, Draft event) {
        String document = documentId(record);
        String operation = record.text("metadata", "operationType");
        event.id(Scalars.text(record.at("metadata", "lsn")) + "." + document + "." + operation + version(record))
                .source(source)
                .type("com.microsoft.azure.cosmosdb.", type(operation))
                .subject(document)
                .time(changedAt(record))
                .dataJson(record);
    }

    /** Documents of a batch have the same number, and may have the same id in other partitions. */
    private static String version(JsonNode record) {
        String resource = record.textOrNull("current", "_rid");
        String etag = Scalars.unquoted(record.textOrNull("current", "_etag"));
        if (resource != null && etag != null) {
            return "." + resource + "." + etag;
        }
        JsonNode partition = record.atOrNull("metadata", "partitionKey");
        return partition == null ? "" : "." + PlainJson.of(partition);
    }

    private static String type(String operation) {
        return switch (operation) {
            case "create" -> "DocumentCreated";
            case "replace" -> "DocumentReplaced";
            case "delete" -> "DocumentDeleted";
            default -> "DocumentChanged";
        };
    }

    private static @Nullable Time changedAt(JsonNode record) {
        JsonNode time = record.atOrNull("metadata", "crts");
        return time != null && time.isNumber() ? Times.seconds(time) : Stamps.iso(time);
    }

    private static String documentId(JsonNode record) {
        String id = record.textOrNull("current", "id");
        id = id == null ? record.textOrNull("previous", "id") : id;
        return id == null ? record.text("metadata", "id") : id;
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        if (!isChange(record)) {
            String id = record.textOrNull("id");
            return new DocumentChange(
                    Operation.UPSERT, container, id == null ? null : Map.of("id", id), null, PlainJson.of(record));
        }
        Map<String, @Nullable Object> keys = new LinkedHashMap<>();
        keys.put("id", documentId(record));
        JsonNode partitionKey = record.atOrNull("metadata", "partitionKey");
        if (partitionKey != null) {
            keys.put("partitionKey", PlainJson.of(partitionKey));
        }
        Operation operation = operation(record.text("metadata", "operationType"));
        return new DocumentChange(
                operation,
                container,
                keys,
                PlainJson.objectOrNull(record.atOrNull("previous")),
                operation == Operation.DELETE ? null : PlainJson.objectOrNull(record.atOrNull("current")));
    }

    private static Operation operation(String operation) {
        return switch (operation) {
            case "create" -> Operation.INSERT;
            case "replace" -> Operation.UPDATE;
            case "delete" -> Operation.DELETE;
            default -> Operation.OTHER;
        };
    }
}
