package dev.portolan.conformance.simulate;

import dev.portolan.data.DocumentChange;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of a Datastore entity, as Eventarc delivers it.
 *
 * @see <a href="https://github.com/googleapis/google-cloudevents/blob/main/proto/google/events/cloud/datastore/v1/data.proto">
 *     EntityEventData</a>
 */
final class Datastore extends Format<DocumentChange> {

    Datastore() {
        super("gcp:datastore", "gcp:cloudevent", DocumentChange.class);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    /** An entity has one name and no ancestors; all else is as with Firestore. */
    @Override
    DocumentChange told(DocumentChange change, Seed seed) {
        DocumentChange told = Firestore.told(this, change, seed);
        return new DocumentChange(
                told.operation(), told.table(), Map.of("name", Documents.name(told, "")), told.before(), told.after());
    }

    @Override
    byte[] payload(List<Sent<DocumentChange>> records) {
        DocumentChange change = records.get(0).data();
        Seed seed = records.get(0).seed();
        String name = Documents.name(change, "");
        Protobuf data = new Protobuf();
        addEntity(data, 1, change, change.after(), seed);
        addEntity(data, 2, change, change.before(), seed);
        return Google.event("google.cloud.datastore.entity.v1." + Firestore.type(change.operation()), seed)
                .header("ce-source", "//datastore.googleapis.com/" + Firestore.DATABASE)
                .header("ce-subject", RawRequest.headerText("entities/" + name))
                .header("ce-project", Google.PROJECT)
                .header("ce-location", "europe-west1")
                .header("ce-database", "(default)")
                .header("ce-namespace", "(default)")
                .header("ce-entity", RawRequest.headerText(change.table() + "/" + name))
                .body("application/protobuf", data.toBytes())
                .bytes();
    }

    private static void addEntity(
            Protobuf event, int field, DocumentChange change, @Nullable Object members, Seed seed) {
        if (members == null) {
            return;
        }
        Protobuf element =
                new Protobuf().text(1, String.valueOf(change.table())).text(3, Documents.name(change, ""));
        Protobuf key = new Protobuf()
                .message(1, new Protobuf().text(2, Google.PROJECT))
                .message(2, element);
        Protobuf entity = new Protobuf().message(1, key);
        ProtobufValues.ofDatastore().addEntries(entity, 3, members);
        Protobuf time = Firestore.timestamp(seed.instant());
        event.message(field, new Protobuf().message(1, entity).message(5, time).message(6, time));
    }
}
