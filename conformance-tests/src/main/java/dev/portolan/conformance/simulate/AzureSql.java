package dev.portolan.conformance.simulate;

import dev.portolan.data.DocumentChange;
import dev.portolan.data.DocumentChange.Operation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changed rows of an Azure SQL table.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-azure-sql-trigger">Azure SQL trigger</a>
 */
final class AzureSql extends Format<DocumentChange> {

    AzureSql() {
        super("azure:sql", DocumentChange.class);
    }

    /** A change tells the row after it, in which its keys are; a delete the keys alone. */
    @Override
    DocumentChange told(DocumentChange change, Seed seed) {
        require(change.operation() != Operation.OTHER, "another change than insert, update and delete");
        Object after = Documents.after(change);
        require(Documents.isObject(after), "a row that is no object");
        boolean isDelete = change.operation() == Operation.DELETE;
        Map<String, @Nullable Object> keys = Documents.keys(change, seed.hex("row", 8));
        Map<String, @Nullable Object> given = Documents.members(change.keys());
        return new DocumentChange(
                change.operation() == Operation.UPSERT ? Operation.UPDATE : change.operation(),
                Texts.or(change.table(), "dbo.Orders"),
                isDelete ? keys : null,
                null,
                isDelete ? null : Documents.withKeys(given, after == null ? keys : after));
    }

    @Override
    byte[] payload(List<Sent<DocumentChange>> records) {
        String table = records.get(0).data().table();
        require(
                records.stream().allMatch(sent -> Objects.equals(sent.data().table(), table)),
                "several tables in one batch");
        Doc binding = new Doc()
                .with("name", "changes")
                .with("type", "sqlTrigger")
                .with("direction", "in")
                .with("tableName", table)
                .with("server", "contoso.database.windows.net")
                .with("database", "shop")
                .with("invocationId", records.get(0).seed().uuid("invocation"));
        String payload = Doc.text(Doc.array(records, sent -> row(sent.data())));
        return Azure.description("sqlTrigger", payload, new Doc(), binding).bytes();
    }

    private static Doc row(DocumentChange change) {
        int operation = change.operation() == Operation.INSERT ? 0 : change.operation() == Operation.UPDATE ? 1 : 2;
        return new Doc().with("Operation", operation).with("Item", operation == 2 ? change.keys() : change.after());
    }
}
