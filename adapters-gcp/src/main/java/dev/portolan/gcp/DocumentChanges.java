package dev.portolan.gcp;

import dev.portolan.Event;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.DocumentChange.Operation;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Json;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.Origin;
import dev.portolan.spi.PlainJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Documents of Firestore, entities of Datastore, references of the Realtime Database. */
final class DocumentChanges {

    private DocumentChanges() {}

    static TypedData ofFirestore(Event event) {
        byte[] protobuf = protobufOrNull(event);
        Object change =
                plain(protobuf == null ? GoogleTypes.jsonOrNull(event) : DocumentProtobuf.firestoreJson(protobuf));
        Object before = document(PlainValues.member(change, "oldValue"));
        Object after = document(PlainValues.member(change, "value"));
        Object name = PlainValues.member(after == null ? before : after, "name");
        String path = name instanceof String text ? pathOf(text) : event.getSubject();
        if (change == null || path == null || !path.startsWith("documents/")) {
            return Origin.opaque(event);
        }
        return new DocumentChange(
                operation(GoogleTypes.verb(event, GoogleTypes.FIRESTORE), before != null, after != null),
                parent(path, "documents/"),
                key(path),
                before == null ? null : PlainValues.members(PlainValues.member(before, "fields")),
                after == null ? null : PlainValues.members(PlainValues.member(after, "fields")));
    }

    /** A document without a name is none. */
    private static @Nullable Object document(@Nullable Object document) {
        return PlainValues.member(document, "name") instanceof String name && !name.isEmpty() ? document : null;
    }

    /** What follows the fourth segment of a document's name: a collection may be called "documents" too. */
    static String pathOf(String name) {
        int slash = -1;
        for (int i = 0; i < 4; i++) {
            slash = name.indexOf('/', slash + 1);
            if (slash < 0) {
                return "";
            }
        }
        return name.substring(slash + 1);
    }

    static TypedData ofDatastore(Event event) {
        byte[] protobuf = protobufOrNull(event);
        Object change =
                plain(protobuf == null ? GoogleTypes.jsonOrNull(event) : DocumentProtobuf.datastoreJson(protobuf));
        Object before = PlainValues.member(PlainValues.member(change, "oldValue"), "entity");
        Object after = PlainValues.member(PlainValues.member(change, "value"), "entity");
        List<Map<String, @Nullable Object>> path =
                PlainValues.keyPath(PlainValues.member(after == null ? before : after, "key"));
        if (path.isEmpty()) {
            return Origin.opaque(event);
        }
        int last = path.size() - 1;
        Map<String, @Nullable Object> keys = new LinkedHashMap<>(path.get(last));
        Object kind = keys.remove("kind");
        if (last > 0) {
            keys.put("parent", path.subList(0, last));
        }
        return new DocumentChange(
                operation(GoogleTypes.verb(event, GoogleTypes.DATASTORE), before != null, after != null),
                kind instanceof String text ? text : null,
                keys,
                before == null ? null : PlainValues.members(PlainValues.member(before, "properties")),
                after == null ? null : PlainValues.members(PlainValues.member(after, "properties")));
    }

    /** The event carries the value before and what changed; the value after is worked out. */
    static @Nullable DocumentChange ofRealtimeDatabase(Event event, JsonNode data) {
        String path = event.getSubject();
        if (path == null || !path.startsWith("refs/") || !data.isObject()) {
            return null;
        }
        Object change = PlainJson.of(data);
        Object before = PlainValues.member(change, "data");
        Object after = merged(before, PlainValues.member(change, "delta"));
        return new DocumentChange(
                operation(GoogleTypes.verb(event, GoogleTypes.REALTIME_DATABASE), before != null, after != null),
                parent(path, "refs/"),
                key(path),
                before,
                after);
    }

    /** Objects are merged member by member, null removes, and nothing is an empty object; anything else is replaced. */
    private static @Nullable Object merged(@Nullable Object value, @Nullable Object delta) {
        Map<?, ?> members = childrenOrNull(value);
        Map<?, ?> changes = childrenOrNull(delta);
        if (members == null || changes == null) {
            return delta;
        }
        Map<Object, Object> merged = new LinkedHashMap<>();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            Object result = changes.containsKey(member.getKey())
                    ? merged(member.getValue(), changes.get(member.getKey()))
                    : member.getValue();
            if (result != null) {
                merged.put(member.getKey(), result);
            }
        }
        for (Map.Entry<?, ?> change : changes.entrySet()) {
            if (!members.containsKey(change.getKey()) && change.getValue() != null) {
                merged.put(change.getKey(), change.getValue());
            }
        }
        if (merged.isEmpty()) {
            return null;
        }
        List<Object> list = value instanceof List<?> || delta instanceof List<?> ? listOrNull(merged) : null;
        return list == null ? Collections.unmodifiableMap(merged) : list;
    }

    /** The children of a node, which the database shows as an array where their names are 0, 1, 2, …; null for a leaf. */
    private static @Nullable Map<?, ?> childrenOrNull(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            return value instanceof Map<?, ?> map ? map : null;
        }
        Map<String, @Nullable Object> children = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            children.put(String.valueOf(i), list.get(i));
        }
        return children;
    }

    private static @Nullable List<Object> listOrNull(Map<Object, Object> children) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < children.size(); i++) {
            Object child = children.get(String.valueOf(i));
            if (child == null) {
                return null;
            }
            list.add(child);
        }
        return Collections.unmodifiableList(list);
    }

    private static Operation operation(String verb, boolean before, boolean after) {
        return switch (verb) {
            case "created" -> Operation.INSERT;
            case "updated" -> Operation.UPDATE;
            case "deleted" -> Operation.DELETE;
            case "written" ->
                before && after
                        ? Operation.UPDATE
                        : after ? Operation.INSERT : before ? Operation.DELETE : Operation.OTHER;
            default -> Operation.OTHER;
        };
    }

    private static @Nullable String parent(String path, String prefix) {
        int slash = path.lastIndexOf('/');
        return slash < prefix.length() ? null : path.substring(prefix.length(), slash);
    }

    private static Map<String, @Nullable Object> key(String path) {
        Map<String, @Nullable Object> key = new LinkedHashMap<>();
        key.put("id", path.substring(path.lastIndexOf('/') + 1));
        return key;
    }

    private static @Nullable Object plain(byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        try (Json json = GoogleTypes.read(data)) {
            return PlainJson.of(json.root());
        }
    }

    private static byte @Nullable [] protobufOrNull(Event event) {
        return Repairs.isProtobuf(event.getDataContentType()) ? event.data() : null;
    }
}
