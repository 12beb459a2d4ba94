package dev.portolan.conformance.simulate;

import dev.portolan.data.DocumentChange;
import dev.portolan.data.DocumentChange.Operation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a Cosmos DB container: of the feed of all versions and deletes, or, if nobody knows whether a document is new, of
 * the feed of latest versions.
 *
 * @see <a href="https://learn.microsoft.com/azure/cosmos-db/nosql/change-feed-modes">Change feed modes</a>
 */
final class CosmosDb extends Format<DocumentChange> {

    CosmosDb() {
        super("azure:cosmosdb", DocumentChange.class);
    }

    /** A document has one id, which it also holds itself; the latest version tells nothing of the one before. */
    @Override
    DocumentChange told(DocumentChange change, Seed seed) {
        require(change.operation() != Operation.OTHER, "another change than insert, update and delete");
        String id = Documents.name(change, seed.hex("document", 12));
        Object before = Documents.before(change);
        Object after = Documents.after(change);
        require(Documents.isObject(before) && Documents.isObject(after), "a document that is no object");
        boolean isLatest = change.operation() == Operation.UPSERT;
        return new DocumentChange(
                change.operation(),
                Texts.or(change.table(), "orders"),
                Map.of("id", id),
                before == null || isLatest ? null : document(before, id),
                change.operation() == Operation.DELETE
                        ? null
                        : isLatest ? latest(after, id, seed) : document(after, id));
    }

    private static Map<String, @Nullable Object> document(@Nullable Object members, String id) {
        Map<String, @Nullable Object> document = Documents.members(members);
        document.put("id", id);
        return document;
    }

    private static Object latest(@Nullable Object members, String id, Seed seed) {
        Map<String, @Nullable Object> document = document(members, id);
        document.put("_rid", "SQ8tAJX1yXk" + seed.hex("rid", 8) + "AAAAA==");
        document.put("_etag", "\"" + seed.uuid("etag") + "\"");
        document.put("_ts", java.math.BigDecimal.valueOf(seed.instant().getEpochSecond()));
        return document;
    }

    @Override
    byte[] payload(List<Sent<DocumentChange>> records) {
        String container = records.get(0).data().table();
        require(
                records.stream().allMatch(sent -> Objects.equals(sent.data().table(), container)),
                "several containers in one batch");
        Doc binding = new Doc()
                .with("name", "documents")
                .with("type", "cosmosDBTrigger")
                .with("direction", "in")
                .with("databaseName", "shop")
                .with("containerName", container)
                .with("connection", "Cosmos")
                .with("account", "contososhop");
        return Azure.description("cosmosDBTrigger", Doc.array(records, CosmosDb::item), new Doc(), binding)
                .bytes();
    }

    private static Object item(Sent<DocumentChange> sent) {
        DocumentChange change = sent.data();
        if (change.operation() == Operation.UPSERT) {
            return Objects.requireNonNull(change.after());
        }
        Doc metadata = new Doc()
                .with("operationType", operationType(change.operation()))
                .with("lsn", Long.parseLong(sent.seed().position()))
                .with("crts", sent.seed().instant().getEpochSecond())
                .with("id", Documents.name(change, ""))
                .with("previousImageLSN", 0);
        return new Doc()
                .with("current", change.after() == null ? new Doc() : change.after())
                .with("previous", change.before())
                .with("metadata", metadata);
    }

    private static String operationType(Operation operation) {
        return switch (operation) {
            case INSERT -> "create";
            case DELETE -> "delete";
            default -> "replace";
        };
    }
}
