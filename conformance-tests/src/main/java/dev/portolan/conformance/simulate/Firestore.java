package dev.portolan.conformance.simulate;

import dev.portolan.data.DocumentChange;
import dev.portolan.data.DocumentChange.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A change of a Firestore document, as Eventarc delivers it.
 *
 * @see <a href="https://github.com/googleapis/google-cloudevents/blob/main/proto/google/events/cloud/firestore/v1/data.proto">
 *     DocumentEventData</a>
 */
final class Firestore extends Format<DocumentChange> {

    static final String DATABASE = "projects/" + Google.PROJECT + "/databases/(default)";

    Firestore() {
        super("gcp:firestore", "gcp:cloudevent", DocumentChange.class);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    /**
     * A document has one name, so keys are one text. A write that nobody knows more of made a new document if none is known
     * from before. Numbers are 64-bit integers or doubles.
     */
    @Override
    DocumentChange told(DocumentChange change, Seed seed) {
        return told(this, change, seed);
    }

    static DocumentChange told(Format<DocumentChange> format, DocumentChange change, Seed seed) {
        format.require(change.operation() != Operation.OTHER, "another change than insert, update and delete");
        String id = Documents.name(change, seed.hex("document", 20));
        format.require(
                id.indexOf('/') < 0 && Texts.isUnicode(id),
                "a document with a slash in its name, or no UTF-8 form of it");
        Object before = Documents.before(change);
        Object after = Documents.after(change);
        format.require(Documents.isObject(before) && Documents.isObject(after), "a document that is no object");
        Operation operation = change.operation() != Operation.UPSERT
                ? change.operation()
                : before == null ? Operation.INSERT : Operation.UPDATE;
        return new DocumentChange(
                operation,
                Texts.or(change.table(), "orders"),
                Map.of("id", id),
                operation == Operation.INSERT ? null : GoogleNumbers.members(before),
                operation == Operation.DELETE ? null : GoogleNumbers.members(after));
    }

    @Override
    byte[] payload(List<Sent<DocumentChange>> records) {
        DocumentChange change = records.get(0).data();
        Seed seed = records.get(0).seed();
        String path = change.table() + "/" + Documents.name(change, "");
        Protobuf data = new Protobuf();
        if (change.after() != null) {
            data.message(1, document(path, change.after(), seed));
        }
        if (change.before() != null) {
            data.message(2, document(path, change.before(), seed));
        }
        return Google.event("google.cloud.firestore.document.v1." + type(change.operation()), seed)
                .header("ce-source", "//firestore.googleapis.com/" + DATABASE)
                .header("ce-subject", RawRequest.headerText("documents/" + path))
                .header("ce-project", Google.PROJECT)
                .header("ce-location", "europe-west1")
                .header("ce-database", "(default)")
                .header("ce-namespace", "(default)")
                .header("ce-document", RawRequest.headerText(path))
                .body("application/protobuf", data.toBytes())
                .bytes();
    }

    static String type(Operation operation) {
        return switch (operation) {
            case INSERT -> "created";
            case DELETE -> "deleted";
            default -> "updated";
        };
    }

    private static Protobuf document(String path, Object members, Seed seed) {
        Protobuf document = new Protobuf().text(1, DATABASE + "/documents/" + path);
        ProtobufValues.ofFirestore().addEntries(document, 2, members);
        return document.message(3, timestamp(seed.instant())).message(4, timestamp(seed.instant()));
    }

    static Protobuf timestamp(Instant time) {
        return new Protobuf().varint(1, time.getEpochSecond()).varint(2, time.getNano());
    }
}
