package dev.portolan.conformance.simulate;

import dev.portolan.data.DocumentChange;
import dev.portolan.data.DocumentChange.Operation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of a Firestore document, as Eventarc delivers it.
 *
 * @see <a href="https://github.com/googleapis/google-cloudevents/blob/main/proto/google/events/cloud/firestore/v1/data.proto">
 *     DocumentEventData</a>
 */
final class Firestore extends Format<DocumentChange> {

    private static final String DATABASE = "projects/" + Google.PROJECT + "/databases/(default)";

    Firestore() {
        super("gcp:firestore", DocumentChange.class);
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
        require(change.operation() != Operation.OTHER, "another change than insert, update and delete");
        String id = Documents.name(change, seed.hex("document", 20));
        require(
                id.indexOf('/') < 0 && Texts.isUnicode(id),
                "a document with a slash in its name, or no UTF-8 form of it");
        Object before = Documents.before(change);
        Object after = Documents.after(change);
        require(Documents.isObject(before) && Documents.isObject(after), "a document that is no object");
        Operation operation = change.operation() != Operation.UPSERT
                ? change.operation()
                : before == null ? Operation.INSERT : Operation.UPDATE;
        return new DocumentChange(
                operation,
                Texts.or(change.table(), "orders"),
                Map.of("id", id),
                operation == Operation.INSERT ? null : object(Documents.members(before)),
                operation == Operation.DELETE ? null : object(Documents.members(after)));
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number(number);
        }
        if (value instanceof List<?> list) {
            return Doc.array(list, Firestore::value);
        }
        return value instanceof Map ? object(Documents.members(value)) : value;
    }

    private static Map<String, @Nullable Object> object(Map<String, @Nullable Object> members) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        members.forEach((name, value) -> object.put(name, value(value)));
        return object;
    }

    private static BigDecimal number(BigDecimal number) {
        return isInteger(number)
                ? BigDecimal.valueOf(number.longValueExact())
                : new BigDecimal(Double.toString(number.doubleValue()));
    }

    private static boolean isInteger(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                && number.precision() - number.scale() <= 19
                && number.toBigInteger().bitLength() < Long.SIZE;
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

    private static String type(Operation operation) {
        return switch (operation) {
            case INSERT -> "created";
            case DELETE -> "deleted";
            default -> "updated";
        };
    }

    private static Protobuf document(String path, Object members, Seed seed) {
        Protobuf document = new Protobuf().text(1, DATABASE + "/documents/" + path);
        addEntries(document, 2, members);
        return document.message(3, timestamp(seed.instant())).message(4, timestamp(seed.instant()));
    }

    private static void addEntries(Protobuf map, int field, Object members) {
        Documents.members(members)
                .forEach((name, value) ->
                        map.message(field, new Protobuf().text(1, name).message(2, encoded(value))));
    }

    private static Protobuf encoded(@Nullable Object value) {
        Protobuf encoded = new Protobuf();
        if (value == null) {
            return encoded.varint(11, 0);
        }
        if (value instanceof Boolean truth) {
            return encoded.varint(1, truth ? 1 : 0);
        }
        if (value instanceof BigDecimal number) {
            return isInteger(number)
                    ? encoded.varint(2, number.longValueExact())
                    : encoded.fixed64(3, number.doubleValue());
        }
        if (value instanceof String text) {
            return encoded.text(17, text);
        }
        Protobuf inner = new Protobuf();
        if (value instanceof List<?> list) {
            list.forEach(element -> inner.message(1, encoded(element)));
            return encoded.message(9, inner);
        }
        addEntries(inner, 1, value);
        return encoded.message(6, inner);
    }

    private static Protobuf timestamp(Instant time) {
        return new Protobuf().varint(1, time.getEpochSecond()).varint(2, time.getNano());
    }
}
