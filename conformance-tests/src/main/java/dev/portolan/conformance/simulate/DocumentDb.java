package dev.portolan.conformance.simulate;

import dev.portolan.data.DocumentChange;
import dev.portolan.data.DocumentChange.Operation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events of a DocumentDB change stream.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html">Using Lambda with Amazon DocumentDB</a>
 */
final class DocumentDb extends Format<DocumentChange> {

    DocumentDb() {
        super("aws:docdb", DocumentChange.class);
    }

    /** A document has one _id, which it also holds itself; the collection's name begins with the database's. */
    @Override
    DocumentChange told(DocumentChange change, Seed seed) {
        require(change.operation() != Operation.OTHER, "another change than insert, update and delete");
        Object before = Documents.before(change);
        Object after = Documents.after(change);
        require(Documents.isObject(before) && Documents.isObject(after), "a document that is no object");
        String table = Texts.or(change.table(), "orders");
        int dot = table.indexOf('.');
        String id = Documents.name(change, seed.hex("document", 24));
        return new DocumentChange(
                change.operation() == Operation.UPSERT ? Operation.UPDATE : change.operation(),
                dot > 0 && dot + 1 < table.length() ? table : "shop." + table,
                Map.of("_id", id),
                before == null ? null : document(before, id),
                change.operation() == Operation.DELETE ? null : document(after, id));
    }

    private static Map<String, @Nullable Object> document(@Nullable Object members, String id) {
        Map<String, @Nullable Object> document = Documents.members(members);
        document.put("_id", id);
        return document;
    }

    @Override
    byte[] payload(List<Sent<DocumentChange>> records) {
        return new Doc()
                .with("eventSource", "aws:docdb")
                .with("eventSourceArn", "arn:aws:rds:" + Aws.REGION + ":" + Aws.ACCOUNT + ":cluster:demo")
                .with("events", Doc.array(records, sent -> new Doc().with("event", event(sent))))
                .bytes();
    }

    private static Doc event(Sent<DocumentChange> sent) {
        DocumentChange change = sent.data();
        String table = String.valueOf(change.table());
        Doc time = new Doc()
                .with("t", sent.seed().instant().getEpochSecond())
                .with("i", sent.seed().index() + 1);
        Doc namespace = new Doc()
                .with("db", table.substring(0, table.indexOf('.')))
                .with("coll", table.substring(table.indexOf('.') + 1));
        return new Doc()
                .with("_id", new Doc().with("_data", "01" + sent.seed().hex("event", 32)))
                .with("clusterTime", new Doc().with("$timestamp", time))
                .with("documentKey", change.keys())
                .with("fullDocument", change.after())
                .with("fullDocumentBeforeChange", change.before())
                .with("ns", namespace)
                .with("operationType", operationType(change.operation()));
    }

    private static String operationType(Operation operation) {
        return switch (operation) {
            case INSERT -> "insert";
            case DELETE -> "delete";
            default -> "update";
        };
    }
}
