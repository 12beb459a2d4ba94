package dev.portolan.azure;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.DocumentChange.Operation;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Fingerprint;
import dev.portolan.spi.Identity;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.PlainJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A row of a MySQL table that was inserted or updated: which of them is not told, nor the row before, nor the zone of its times,
 * and of deletes nothing. The data also has two columns of the extension's table of leases, which change with each attempt; the
 * typed data leaves them out.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-azure-mysql-trigger">Azure Database for
 *     MySQL trigger</a>
 */
final class MySql extends Trigger {

    private static final String ATTEMPTS = "az_func_AttemptCount";
    private static final String LEASE_END = "az_func_LeaseExpirationTime";

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
        event.id(id(record, index++));
        requireWritten(record.at("Operation"));
        event.source(source).type("com.microsoft.azure.mysql.RowWritten").dataJson(record);
    }

    /** The row as it was written at that second: the same in the next attempt, which reads it anew. */
    private String id(JsonNode record, int position) {
        JsonNode item = record.atOrNull("Item");
        if (item == null || item.atOrNull("az_func_updated_at") == null) {
            return delivery + "/" + position;
        }
        Map<String, JsonNode> columns = new TreeMap<>();
        for (JsonNode column : item) {
            columns.put(column.name(), column);
        }
        columns.remove(ATTEMPTS);
        columns.remove(LEASE_END);
        Fingerprint row = new Fingerprint();
        for (JsonNode column : columns.values()) {
            row.add(column.name()).add(Scalars.utf8(column));
        }
        return row.hex(32);
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
        Map<String, @Nullable Object> item = PlainJson.objectOrNull(record.atOrNull("Item"));
        Map<String, @Nullable Object> row = item == null ? null : new LinkedHashMap<>(item);
        if (row != null) {
            row.remove(ATTEMPTS);
            row.remove(LEASE_END);
        }
        return new DocumentChange(Operation.UPSERT, table, null, null, row);
    }
}
