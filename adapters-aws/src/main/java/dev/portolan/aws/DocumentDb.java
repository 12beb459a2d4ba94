package dev.portolan.aws;

import static dev.portolan.spi.Times.seconds;

import dev.portolan.Draft;
import dev.portolan.Event;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.DocumentChange.Operation;
import dev.portolan.data.TypedData;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A change event from a DocumentDB change stream: a document, collection or database changed.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html">Using Lambda with DocumentDB</a>
 */
final class DocumentDb extends Source<byte[]> {

    private final String cluster;

    DocumentDb(JsonNode payload) {
        cluster = payload.text("eventSourceArn");
    }

    @Override
    public String kind() {
        return "aws:docdb";
    }

    @Override
    public void map(JsonNode record, Draft event) {
        JsonNode change = record.at("event");
        event.id(change.text("_id", "_data"))
                .source(cluster)
                .type("com.amazonaws.docdb.", change.text("operationType"))
                .subject(subject(change))
                .time(seconds(change.atOrNull("clusterTime", "$timestamp", "t")))
                .dataJson(change);
    }

    /** {@code db.coll/<_id>}, as far as the change goes down. */
    private static @Nullable String subject(JsonNode change) {
        String namespace = namespace(change);
        JsonNode id = change.atOrNull("documentKey", "_id");
        return namespace == null || id == null ? namespace : namespace + "/" + id(id);
    }

    private static @Nullable String namespace(JsonNode change) {
        String database = change.textOrNull("ns", "db");
        String collection = change.textOrNull("ns", "coll");
        return database == null || collection == null ? database : database + "." + collection;
    }

    private static String id(JsonNode id) {
        String objectId = id.textOrNull("$oid");
        if (objectId != null) {
            return objectId;
        }
        return id.isString() ? id.string() : compact(id);
    }

    /** The value as it is written, without the blanks between its parts. */
    private static String compact(JsonNode value) {
        byte[] compact = new byte[value.end() - value.start()];
        int length = 0;
        boolean inText = false;
        for (int i = value.start(); i < value.end(); i++) {
            byte b = value.bytes()[i];
            if (inText || (b != ' ' && b != '\t' && b != '\n' && b != '\r')) {
                compact[length++] = b;
            }
            if (b == '\\' && inText) {
                compact[length++] = value.bytes()[++i];
            } else if (b == '"') {
                inText = !inText;
            }
        }
        return new String(compact, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public TypedData typedData(JsonNode record, Event event) {
        JsonNode change = record.at("event");
        return new DocumentChange(
                operation(change.text("operationType")),
                namespace(change),
                ExtendedJson.mapOrNull(change.atOrNull("documentKey")),
                ExtendedJson.plainOrNull(change.atOrNull("fullDocumentBeforeChange")),
                ExtendedJson.plainOrNull(change.atOrNull("fullDocument")));
    }

    private static Operation operation(String operationType) {
        return switch (operationType) {
            case "insert" -> Operation.INSERT;
            case "update", "replace" -> Operation.UPDATE;
            case "delete" -> Operation.DELETE;
            default -> Operation.OTHER;
        };
    }

    @Override
    public byte[] answer(Outcomes outcomes) {
        return AllOrNothing.answer(outcomes);
    }
}
