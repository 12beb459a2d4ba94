package dev.portolan;

import dev.portolan.data.DocumentChange;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.Message;
import dev.portolan.data.StoredObject;
import dev.portolan.data.StreamRecord;
import dev.portolan.data.TimerFired;
import dev.portolan.data.TypedData;
import org.jspecify.annotations.Nullable;

/** Events whose type, schema and data are the same whatever the cloud; docs/portable-profile.md lists them. */
final class PortableProfile {

    private static final String STORED_OBJECT = "https://portolan.dev/schema/stored-object-v1.json";
    private static final String MESSAGE = "https://portolan.dev/schema/message-v1.json";
    private static final String STREAM_RECORD = "https://portolan.dev/schema/stream-record-v1.json";
    private static final String DOCUMENT_CHANGE = "https://portolan.dev/schema/document-change-v1.json";
    private static final String HTTP_REQUEST = "https://portolan.dev/schema/http-request-v1.json";
    private static final String TIMER_FIRED = "https://portolan.dev/schema/timer-fired-v1.json";

    private PortableProfile() {}

    static Event of(Event event) {
        TypedData data = event.typedData();
        if (data instanceof StoredObject object) {
            return event(event, objectType(object.change()), STORED_OBJECT, data);
        }
        if (data instanceof Message) {
            return event(event, "dev.portolan.message", MESSAGE, data);
        }
        if (data instanceof StreamRecord) {
            return event(event, "dev.portolan.stream.record", STREAM_RECORD, data);
        }
        if (data instanceof DocumentChange change) {
            return event(event, documentType(change.operation()), DOCUMENT_CHANGE, data);
        }
        if (data instanceof HttpRequest) {
            return event(event, "dev.portolan.http.request", HTTP_REQUEST, data);
        }
        if (data instanceof TimerFired) {
            return event(event, "dev.portolan.timer.fired", TIMER_FIRED, data);
        }
        return event;
    }

    private static String objectType(StoredObject.Change change) {
        return switch (change) {
            case CREATED -> "dev.portolan.object.created";
            case DELETED -> "dev.portolan.object.deleted";
            case UPDATED -> "dev.portolan.object.updated";
            case OTHER -> "dev.portolan.object.changed";
        };
    }

    private static String documentType(DocumentChange.Operation operation) {
        return switch (operation) {
            case INSERT -> "dev.portolan.document.inserted";
            case UPDATE -> "dev.portolan.document.updated";
            case UPSERT -> "dev.portolan.document.upserted";
            case DELETE -> "dev.portolan.document.deleted";
            case OTHER -> "dev.portolan.document.changed";
        };
    }

    private static Event event(Event event, String type, String schema, TypedData data) {
        if (schema.equals(event.text("dataschema"))) {
            return event;
        }
        Draft draft = event.redraft();
        draft.put("nativetype", event.getType());
        draft.type = type;
        draft.dataSchema = schema;
        draft.dataBytes(json(event, data), null).dataContentType("application/json");
        return event.with(draft, data);
    }

    private static byte[] json(Event event, TypedData data) {
        try {
            return data.toJson();
        } catch (IllegalArgumentException e) {
            throw new MalformedPayloadException(event.kind(), "data", -1, String.valueOf(e.getMessage()));
        }
    }

    /** The record that an event with this schema holds; null for a schema that is not one of ours. */
    static @Nullable Class<? extends TypedData> record(String dataSchema) {
        return switch (dataSchema) {
            case STORED_OBJECT -> StoredObject.class;
            case MESSAGE -> Message.class;
            case STREAM_RECORD -> StreamRecord.class;
            case DOCUMENT_CHANGE -> DocumentChange.class;
            case HTTP_REQUEST -> HttpRequest.class;
            case TIMER_FIRED -> TimerFired.class;
            default -> null;
        };
    }

    static TypedData read(Event event, Class<? extends TypedData> record) {
        byte[] data = event.data();
        if (data == null) {
            throw new MalformedPayloadException(
                    event.kind(), "data", -1, "expected JSON of the schema in dataschema, found nothing");
        }
        try {
            return TypedData.fromJson(record, data);
        } catch (MalformedPayloadException e) {
            throw e.within("data").in(event.kind());
        }
    }
}
