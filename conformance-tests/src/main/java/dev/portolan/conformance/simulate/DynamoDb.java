package dev.portolan.conformance.simulate;

import dev.portolan.data.DocumentChange;
import dev.portolan.data.DocumentChange.Operation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a DynamoDB table.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html">Record</a>
 */
final class DynamoDb extends Format<DocumentChange> {

    DynamoDb() {
        super("aws:dynamodb", DocumentChange.class);
    }

    /** Who writes without knowing whether the item is new is taken to have changed it; an item holds its keys. */
    @Override
    DocumentChange told(DocumentChange change, Seed seed) {
        require(change.operation() != Operation.OTHER, "another change than insert, update and delete");
        Object before = Documents.before(change);
        Object after = Documents.after(change);
        require(Documents.isObject(before) && Documents.isObject(after), "an item that is no object");
        Map<String, @Nullable Object> keys = Documents.keys(change, seed.hex("key", 8));
        return new DocumentChange(
                change.operation() == Operation.UPSERT ? Operation.UPDATE : change.operation(),
                Texts.or(change.table(), "Orders"),
                keys,
                Documents.withKeys(keys, before),
                Documents.withKeys(keys, after));
    }

    @Override
    byte[] payload(List<Sent<DocumentChange>> records) {
        return new Doc().with("Records", Doc.array(records, DynamoDb::record)).bytes();
    }

    static Doc record(Sent<DocumentChange> sent) {
        DocumentChange change = sent.data();
        Seed seed = sent.seed();
        Doc dynamodb = new Doc()
                .with("ApproximateCreationDateTime", seed.instant().getEpochSecond())
                .with("Keys", item(change.keys()))
                .with("NewImage", item(change.after()))
                .with("OldImage", item(change.before()))
                .with("SequenceNumber", "70000000000" + seed.position())
                .with("SizeBytes", 59)
                .with("StreamViewType", "NEW_AND_OLD_IMAGES");
        return new Doc()
                .with("eventID", seed.hex("event", 32))
                .with("eventName", eventName(change.operation()))
                .with("eventVersion", "1.1")
                .with("eventSource", "aws:dynamodb")
                .with("awsRegion", Aws.REGION)
                .with("dynamodb", dynamodb)
                .with(
                        "eventSourceARN",
                        Aws.arn("dynamodb", "table/" + change.table() + "/stream/2026-01-01T00:00:00.000"));
    }

    private static String eventName(Operation operation) {
        return switch (operation) {
            case INSERT -> "INSERT";
            case DELETE -> "REMOVE";
            default -> "MODIFY";
        };
    }

    private static @Nullable Doc item(@Nullable Object document) {
        if (document == null) {
            return null;
        }
        Doc item = new Doc();
        Documents.members(document).forEach((name, value) -> item.with(name, attributeValue(value)));
        return item;
    }

    private static Doc attributeValue(@Nullable Object value) {
        if (value == null) {
            return new Doc().with("NULL", true);
        }
        if (value instanceof BigDecimal number) {
            return new Doc().with("N", number.toString());
        }
        if (value instanceof Boolean truth) {
            return new Doc().with("BOOL", truth);
        }
        if (value instanceof List<?> list) {
            return new Doc().with("L", Doc.array(list, DynamoDb::attributeValue));
        }
        return value instanceof String text ? new Doc().with("S", text) : new Doc().with("M", item(value));
    }
}
