package dev.portolan.conformance.simulate;

import dev.portolan.data.StoredObject;
import dev.portolan.data.TypedData;
import java.util.ArrayList;
import java.util.List;

/** How one source writes records down: its row of the mapping table, read backwards. */
abstract class Format<T extends TypedData> {

    final String source;
    /** What an adapter recognises the payload as. */
    final String kind;

    final Class<T> record;

    Format(String source, Class<T> record) {
        this(source, source, record);
    }

    Format(String source, String kind, Class<T> record) {
        this.source = source;
        this.kind = kind;
        this.record = record;
    }

    /** Whether one payload holds several records. */
    boolean isBatch() {
        return true;
    }

    /**
     * What of a record the source tells: without what its payloads have no place for, and with what they never lack. An
     * adapter must read exactly this.
     *
     * @throws IllegalArgumentException if the source has no payload for such a record
     */
    abstract T told(T data, Seed seed);

    /** The payload of records in the form that {@link #told} gives them. */
    abstract byte[] payload(List<Sent<T>> records);

    final List<byte[]> payloads(List<Sent<T>> records) {
        List<Sent<T>> told = new ArrayList<>();
        for (Sent<T> one : records) {
            told.add(new Sent<>(told(one.data(), one.seed()), one.seed()));
        }
        if (isBatch()) {
            return List.of(payload(told));
        }
        List<byte[]> payloads = new ArrayList<>();
        told.forEach(one -> payloads.add(payload(List.of(one))));
        return payloads;
    }

    final void require(boolean isPossible, String what) {
        if (!isPossible) {
            throw new IllegalArgumentException(source + " cannot tell of " + what);
        }
    }

    final void requireName(StoredObject object) {
        require(!object.bucket().isEmpty() && !object.key().isEmpty(), "an object without bucket or key");
        require(Texts.isUnicode(object.bucket() + object.key()), "a name that has no UTF-8 form");
    }
}
