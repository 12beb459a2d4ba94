package dev.portolan.conformance.simulate;

import dev.portolan.data.DocumentChange;
import dev.portolan.data.DocumentChange.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change in a Firebase Realtime Database, delivered by Eventarc or handed to a function of the first generation: the value
 * before and what is different afterwards.
 *
 * @see <a href="https://github.com/googleapis/google-cloudevents/blob/main/proto/google/events/firebase/database/v1/data.proto">
 *     ReferenceEventData</a>
 */
final class RealtimeDatabase extends Format<DocumentChange> {

    private static final String INSTANCE = "portolan-demo-default-rtdb";
    private static final String NEVER_IN_KEYS = ".$#[]/";

    private final boolean isFirstGeneration;

    private RealtimeDatabase(String source, String kind, boolean isFirstGeneration) {
        super(source, kind, DocumentChange.class);
        this.isFirstGeneration = isFirstGeneration;
    }

    static RealtimeDatabase byEventarc() {
        return new RealtimeDatabase("gcp:database", "gcp:cloudevent", false);
    }

    static RealtimeDatabase ofFirstGeneration() {
        return new RealtimeDatabase("gcp:legacy-database", "gcp:legacy", true);
    }

    @Override
    boolean isBatch() {
        return false;
    }

    /**
     * Null and what has no members are not kept, and of an update the members that were there before come first. A write that
     * nobody knows more of made a new value if none is known from before.
     */
    @Override
    DocumentChange told(DocumentChange change, Seed seed) {
        require(change.operation() != Operation.OTHER, "another change than insert, update and delete");
        String id = Documents.name(change, "-O" + seed.hex("reference", 18));
        requireSegment(id, "a reference");
        String table = Texts.or(change.table(), "orders");
        for (String key : table.split("/", -1)) {
            requireSegment(key, "a table");
        }
        Object before = kept(Documents.before(change));
        Object after = kept(Documents.after(change));
        Operation operation = change.operation() != Operation.UPSERT
                ? change.operation()
                : before == null ? Operation.INSERT : Operation.UPDATE;
        before = operation == Operation.INSERT ? null : before;
        return new DocumentChange(operation, table, Map.of("id", id), before, inOrderOf(before, after));
    }

    /** A part of a path, which stands in headers, too. */
    private void requireSegment(String key, String what) {
        require(isKey(key) && key.equals(key.strip()), what + " whose name the database does not allow");
    }

    private static boolean isKey(String name) {
        return Texts.isAttribute(name) && name.chars().noneMatch(c -> NEVER_IN_KEYS.indexOf(c) >= 0);
    }

    private @Nullable Object kept(@Nullable Object value) {
        if (value instanceof Map) {
            Map<String, @Nullable Object> kept = new LinkedHashMap<>();
            Documents.members(value).forEach((name, member) -> {
                require(isKey(name), "a member whose name the database does not allow");
                Object content = kept(member);
                if (content != null) {
                    kept.put(name, content);
                }
            });
            return kept.isEmpty() ? null : kept;
        }
        if (value instanceof List<?> list) {
            return list.isEmpty() ? null : Doc.array(list, this::kept);
        }
        return GoogleNumbers.value(value);
    }

    private static @Nullable Object inOrderOf(@Nullable Object before, @Nullable Object after) {
        if (!(before instanceof Map) || !(after instanceof Map)) {
            return after;
        }
        Map<String, @Nullable Object> rest = Documents.members(after);
        Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
        Documents.members(before).forEach((name, member) -> {
            if (rest.containsKey(name)) {
                ordered.put(name, inOrderOf(member, rest.remove(name)));
            }
        });
        ordered.putAll(rest);
        return ordered;
    }

    /** What makes one value of another: members that differ, null for those that are gone. */
    private static @Nullable Object delta(@Nullable Object before, @Nullable Object after) {
        if (!(before instanceof Map) || !(after instanceof Map)) {
            return after;
        }
        Map<String, @Nullable Object> members = Documents.members(after);
        Map<String, @Nullable Object> delta = new LinkedHashMap<>();
        Documents.members(before).forEach((name, member) -> {
            Object now = members.remove(name);
            if (!member.equals(now)) {
                delta.put(name, delta(member, now));
            }
        });
        delta.putAll(members);
        return delta;
    }

    @Override
    byte[] payload(List<Sent<DocumentChange>> records) {
        DocumentChange change = records.get(0).data();
        Seed seed = records.get(0).seed();
        String path = change.table() + "/" + Documents.name(change, "");
        Object before = change.before();
        Doc data = new Doc().withNull("data", before).withNull("delta", delta(before, change.after()));
        if (isFirstGeneration) {
            String type =
                    "providers/google.firebase.database/eventTypes/ref." + LegacyFirestore.verb(change.operation());
            String name = "projects/_/instances/" + INSTANCE + "/refs/" + path;
            return Google.background(Google.context(type, name, seed.uuid("event"), seed.instant())
                    .with("domain", "firebaseio.com")
                    .with("data", data));
        }
        return Google.event("google.firebase.database.ref.v1." + Firestore.type(change.operation()), seed)
                .header(
                        "ce-source",
                        "//firebasedatabase.googleapis.com/projects/_/locations/us-central1/instances/" + INSTANCE)
                .header("ce-subject", "refs/" + path)
                .header("ce-instance", INSTANCE)
                .header("ce-ref", path)
                .header("ce-firebasedatabasehost", "firebaseio.com")
                .header("ce-location", "us-central1")
                .body("application/json", data.bytes())
                .bytes();
    }
}
