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
 * A row of a MySQL table that was inserted or updated, which are not told apart: without identity, time or the row before. The
 * extension's own columns are part of the row, and of deletes nothing is told.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-azure-mysql-trigger">Azure Database for
 *     MySQL trigger</a>
 */
final class MySql extends Trigger {

    private final @Nullable String table;
    private final String source;
    private final String delivery;
    private int index;

    /** @param payload the whole delivery, which stands in for an identity */
    MySql(Bindings binding, Invocation invocation, byte[] payload) {
        table = binding.textOrNull("tableName");
        source = binding.source(Sources.of("//", binding.databaseOrNull(), "/mysql", table));
        delivery = Identity.of(invocation, payload);
    }

    @Override
    public String kind() {
        return "azure:mysql";
    }

    @Override
    public void map(JsonNode record, Draft event) {
        event.id(delivery + "/" + index++);
        requireWritten(record.at("Operation"));
        event.source(source).type("com.microsoft.azure.mysql.RowWritten").dataJson(record);
    }

    /** A number, or its name; there is no other yet. */
    private static void requireWritten(JsonNode operation) {
        String known = Scalars.textOrNull(operation);
        if (!"0".equals(known) && !"Update".equals(known)) {
            throw operation.malformed("expected 0 for a row that was written, found something else");
        }
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        JsonNode item = record.atOrNull("Item");
        return new DocumentChange(Operation.UPSERT, table, null, null, item == null ? null : PlainJson.of(item));
    }
}
