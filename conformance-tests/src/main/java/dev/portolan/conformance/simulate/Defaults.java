package dev.portolan.conformance.simulate;

import dev.portolan.data.Bytes;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.Message;
import dev.portolan.data.StoredObject;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.TimerFired;
import dev.portolan.data.TypedData;
import java.net.URLConnection;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a record is like where nobody says it. */
final class Defaults {

    private Defaults() {}

    static TypedData complete(TypedData data, Seed seed) {
        if (data instanceof StoredObject object) {
            return complete(object, seed);
        }
        if (data instanceof Message message) {
            return complete(message, seed);
        }
        if (data instanceof StreamRecord record) {
            return complete(record, seed);
        }
        if (data instanceof TimerFired timer) {
            return new TimerFired(
                    timer.schedule(), Times.or(timer.scheduledFor(), seed, ChronoUnit.SECONDS), timer.late());
        }
        if (data instanceof DocumentChange change) {
            return complete(change, seed);
        }
        return data;
    }

    private static StoredObject complete(StoredObject object, Seed seed) {
        String guessed = URLConnection.guessContentTypeFromName(object.key());
        return new StoredObject(
                object.change(),
                object.bucket(),
                object.key(),
                object.size() == null ? (Long) (1024L + seed.index()) : object.size(),
                Texts.or(object.etag(), seed.hex("etag", 32)),
                object.version(),
                Texts.or(object.contentType(), Texts.or(guessed, "application/octet-stream")),
                Texts.or(
                        object.sequencer(),
                        "00" + seed.hex("sequencer", 12).toUpperCase(Locale.ROOT) + seed.position()));
    }

    private static Message complete(Message message, Seed seed) {
        return new Message(
                message.body(),
                message.contentType(),
                message.attributes(),
                Texts.or(message.id(), seed.uuid("message")),
                Texts.or(message.queue(), "orders"),
                message.group(),
                message.deliveryCount() == null ? (Integer) 1 : message.deliveryCount(),
                Times.or(message.sentAt(), seed, ChronoUnit.MILLIS));
    }

    private static StreamRecord complete(StreamRecord record, Seed seed) {
        return new StreamRecord(
                record.data(),
                record.key() == null ? Bytes.utf8("key-" + seed.index()) : record.key(),
                Texts.or(record.partition(), "0"),
                Texts.or(record.position(), seed.position()),
                Texts.or(record.stream(), "clicks"),
                Times.or(record.arrivedAt(), seed, ChronoUnit.MILLIS),
                record.headers());
    }

    private static DocumentChange complete(DocumentChange change, Seed seed) {
        Map<String, @Nullable Object> keys = Documents.keys(change, seed.hex("document", 8));
        return new DocumentChange(
                change.operation(),
                Texts.or(change.table(), "orders"),
                keys,
                change.before() == null && change.operation() == DocumentChange.Operation.DELETE
                        ? keys
                        : change.before(),
                change.after() == null && change.operation() != DocumentChange.Operation.DELETE
                        ? keys
                        : change.after());
    }

    /** A request that says what was asked and nothing else. */
    static HttpRequest request(String method, String target, Bytes body) {
        int query = target.indexOf('?');
        return new HttpRequest(
                method,
                query < 0 ? target : target.substring(0, query),
                query < 0 ? null : target.substring(query + 1),
                Map.of(),
                Map.of(),
                List.of(),
                body,
                null,
                null,
                null);
    }
}
