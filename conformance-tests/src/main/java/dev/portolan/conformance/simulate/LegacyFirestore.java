package dev.portolan.conformance.simulate;

import dev.portolan.data.DocumentChange;
import dev.portolan.data.DocumentChange.Operation;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a Firestore document, as functions of the first generation get it: values in the form of the REST API.
 *
 * @see <a href="https://cloud.google.com/functions/1stgendocs/calling/cloud-firestore">Firestore triggers (1st gen)</a>
 */
final class LegacyFirestore extends Format<DocumentChange> {

    LegacyFirestore() {
        super("gcp:legacy-firestore", "gcp:legacy", DocumentChange.class);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    @Override
    DocumentChange told(DocumentChange change, Seed seed) {
        return Firestore.told(this, change, seed);
    }

    @Override
    byte[] payload(List<Sent<DocumentChange>> records) {
        DocumentChange change = records.get(0).data();
        Seed seed = records.get(0).seed();
        String name = Firestore.DATABASE + "/documents/" + change.table() + "/" + Documents.name(change, "");
        String type = "providers/cloud.firestore/eventTypes/document." + verb(change.operation());
        Doc data = new Doc()
                .with("oldValue", document(name, change.before(), seed))
                .with("updateMask", new Doc())
                .with("value", document(name, change.after(), seed));
        return Google.background(
                Google.context(type, name, seed.uuid("event"), seed.instant()).with("data", data));
    }

    /** The word that the first generation has for a change. */
    static String verb(Operation operation) {
        return switch (operation) {
            case INSERT -> "create";
            case DELETE -> "delete";
            default -> "update";
        };
    }

    /** A document that is not there is an object without members. */
    private static Doc document(String name, @Nullable Object members, Seed seed) {
        if (members == null) {
            return new Doc();
        }
        String time = Times.milliseconds(seed.instant());
        return new Doc()
                .with("name", name)
                .with("fields", fields(members))
                .with("createTime", time)
                .with("updateTime", time);
    }

    private static Doc fields(Object members) {
        Doc fields = new Doc();
        Documents.members(members).forEach((name, value) -> fields.with(name, typed(value)));
        return fields;
    }

    private static Doc typed(@Nullable Object value) {
        if (value == null) {
            return new Doc().withNull("nullValue", null);
        }
        if (value instanceof Boolean) {
            return new Doc().with("booleanValue", value);
        }
        if (value instanceof BigDecimal number) {
            return GoogleNumbers.isInteger(number)
                    ? new Doc().with("integerValue", number.toPlainString())
                    : new Doc().with("doubleValue", number);
        }
        if (value instanceof List<?> list) {
            return new Doc().with("arrayValue", new Doc().with("values", Doc.array(list, LegacyFirestore::typed)));
        }
        return value instanceof String
                ? new Doc().with("stringValue", value)
                : new Doc().with("mapValue", new Doc().with("fields", fields(value)));
    }
}
