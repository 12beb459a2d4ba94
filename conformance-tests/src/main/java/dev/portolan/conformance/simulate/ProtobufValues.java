package dev.portolan.conformance.simulate;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values of Firestore and Datastore as protobuf; the two differ only in what an object inside a document is.
 *
 * @see <a href="https://github.com/googleapis/google-cloudevents/blob/main/proto/google/events/cloud/firestore/v1/data.proto">
 *     Value of Firestore</a>
 * @see <a href="https://github.com/googleapis/google-cloudevents/blob/main/proto/google/events/cloud/datastore/v1/data.proto">
 *     Value of Datastore</a>
 */
final class ProtobufValues {

    private final int membersField;

    private ProtobufValues(int membersField) {
        this.membersField = membersField;
    }

    /** An object is a MapValue, which has its members in field 1. */
    static ProtobufValues ofFirestore() {
        return new ProtobufValues(1);
    }

    /** An object is an Entity without a key, which has its members in field 3. */
    static ProtobufValues ofDatastore() {
        return new ProtobufValues(3);
    }

    void addEntries(Protobuf map, int field, Object members) {
        Documents.members(members)
                .forEach((name, value) ->
                        map.message(field, new Protobuf().text(1, name).message(2, encoded(value))));
    }

    private Protobuf encoded(@Nullable Object value) {
        Protobuf encoded = new Protobuf();
        if (value == null) {
            return encoded.varint(11, 0);
        }
        if (value instanceof Boolean truth) {
            return encoded.varint(1, truth ? 1 : 0);
        }
        if (value instanceof BigDecimal number) {
            return GoogleNumbers.isInteger(number)
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
        addEntries(inner, membersField, value);
        return encoded.message(6, inner);
    }
}
