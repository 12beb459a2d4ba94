package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.DocumentChange.Operation;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Identity;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.PlainJson;
import org.jspecify.annotations.Nullable;

/**
 * A row that changed, as SQL's change tracking tells it: without identity, time or the row before.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-azure-sql-trigger">Azure SQL
 *     trigger</a>
 */
final class Sql extends Trigger {

    private final @Nullable String table;
    private final String source;
    private final String delivery;
    private int index;

    /** @param payload the whole delivery, which stands in for an identity */
    Sql(Bindings binding, Invocation invocation, byte[] payload) {
        table = binding.textOrNull("tableName");
        source = binding.source(Sources.of("//", binding.databaseOrNull(), "/sql", table));
        delivery = Identity.of(invocation, payload);
    }

    @Override
    public String kind() {
        return "azure:sql";
    }

    @Override
    public void map(JsonNode record, Draft event) {
        event.id(delivery + "/" + index++)
                .source(source)
                .type("com.microsoft.azure.sql.", type(operation(record)))
                .dataJson(record);
    }

    private static String type(Operation operation) {
        // No switch: over an enum it would load a class that asks for all values.
        return operation == Operation.INSERT
                ? "RowInserted"
                : operation == Operation.UPDATE ? "RowUpdated" : "RowDeleted";
    }

    /** A number, or its name. */
    private static Operation operation(JsonNode record) {
        JsonNode operation = record.at("Operation");
        String known = Scalars.textOrNull(operation);
        return switch (known == null ? "" : known) {
            case "0", "Insert" -> Operation.INSERT;
            case "1", "Update" -> Operation.UPDATE;
            case "2", "Delete" -> Operation.DELETE;
            default ->
                throw operation.malformed("expected 0, 1 or 2 for insert, update or delete, found something else");
        };
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        Operation operation = operation(record);
        JsonNode item = record.atOrNull("Item");
        boolean deleted = operation == Operation.DELETE;
        return new DocumentChange(
                operation,
                table,
                deleted ? PlainJson.objectOrNull(item) : null,
                null,
                deleted || item == null ? null : PlainJson.of(item));
    }
}
