package dev.portolan.data;

/**
 * What an event contains, in the same shape on every cloud.
 *
 * <p>A component is null when the payload does not carry it. No {@code toString} of these records shows payload content.
 */
public sealed interface TypedData
        permits StoredObject, Message, StreamRecord, DocumentChange, HttpRequest, TimerFired, Opaque {

    /**
     * The canonical JSON of this record, UTF-8, the same for equal records: members are named as the components, and
     * components that are null are left out.
     *
     * <p>Bytes are a string if they are UTF-8, else {@code {"base64":"…"}}. Instants are RFC 3339 in UTC with no more digits
     * than they need. Numbers have every digit. Each record has a JSON Schema in this jar, {@code
     * dev/portolan/schema/stored-object-v1.json} and so on.
     *
     * @throws IllegalArgumentException if an instant is not in the years 0 to 9999, or a document is not plain JSON or nests
     *     deeper than {@link dev.portolan.Limits#STANDARD} allows
     */
    default byte[] toJson() {
        return CanonicalJson.write(this);
    }

    /**
     * The record that canonical JSON stands for, equal to the one that was written.
     *
     * @throws dev.portolan.MalformedPayloadException if it is not JSON of that record; members it does not know are passed
     *     over
     */
    static <T extends TypedData> T fromJson(Class<T> record, byte[] json) {
        return CanonicalJson.read(record, json);
    }
}
