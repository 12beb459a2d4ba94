package dev.portolan.conformance.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.events.cloud.datastore.v1.Entity;
import com.google.events.cloud.datastore.v1.EntityEventData;
import com.google.events.cloud.firestore.v1.Document;
import com.google.events.cloud.firestore.v1.DocumentEventData;
import com.google.events.cloud.firestore.v1.Value;
import com.google.events.cloud.pubsub.v1.MessagePublishedData;
import com.google.events.cloud.pubsub.v1.PubsubMessage;
import com.google.events.cloud.scheduler.v1.SchedulerJobData;
import com.google.events.cloud.storage.v1.StorageObjectData;
import com.google.events.firebase.database.v1.ReferenceEventData;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.google.protobuf.util.Timestamps;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.Message;
import dev.portolan.data.StoredObject;
import dev.portolan.data.TimerFired;
import dev.portolan.data.TypedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Google's own messages read what is simulated, know every field of it, and see the same values. */
final class GoogleTypesOracleTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void objects() throws IOException {
        for (StoredObject object : SimulateLawsTest.records("gcp:storage", StoredObject.class)) {
            StoredObject told = (StoredObject) Simulate.told("gcp:storage", object);
            StorageObjectData data = read(body("gcp:storage", object), StorageObjectData.newBuilder())
                    .build();
            assertEquals(told.bucket() + "/" + told.key(), data.getBucket() + "/" + data.getName());
            assertEquals(told.version(), Long.toString(data.getGeneration()));
            assertEquals(told.size() == null ? 0 : told.size(), data.getSize());
            assertEquals(text(told.etag()) + text(told.contentType()), data.getEtag() + data.getContentType());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gcp:storage-notification", "gcp:legacy-storage"})
    void objects_told_otherwise(String source) throws IOException {
        JsonNode body = JSON.readTree(body(source, Samples.of(StoredObject.class)));
        byte[] resource = body.has("data")
                ? JSON.writeValueAsBytes(body.path("data"))
                : body.path("message").path("data").binaryValue();
        StorageObjectData data = read(resource, StorageObjectData.newBuilder()).build();
        assertEquals("photos/cat.jpg 9", data.getBucket() + "/" + data.getName() + " " + data.getSize());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gcp:pubsub", "gcp:eventarc-pubsub"})
    void messages(String source) throws IOException {
        for (Message message : SimulateLawsTest.records(source, Message.class)) {
            Message told = (Message) Simulate.told(source, message);
            MessagePublishedData data = read(withoutTwins(body(source, message)), MessagePublishedData.newBuilder())
                    .build();
            PubsubMessage pushed = data.getMessage();
            assertEquals(told.body().utf8(), pushed.getData().toString(StandardCharsets.UTF_8));
            Map<String, String> attributes = new LinkedHashMap<>();
            told.attributes().forEach((name, value) -> attributes.put(name, value.utf8()));
            assertEquals(attributes, pushed.getAttributesMap());
            assertEquals(told.id() + text(told.group()), pushed.getMessageId() + pushed.getOrderingKey());
            assertEquals(
                    String.valueOf(told.sentAt()),
                    Timestamps.toString(pushed.getPublishTime())
                            .replaceAll("(?<=\\.\\d{3})(000)?000(?=Z)|\\.000000000(?=Z)", ""));
        }
    }

    /** Pub/Sub writes two members twice, under both of their names, which Google's own parser refuses. */
    private static byte[] withoutTwins(byte[] body) throws IOException {
        ObjectNode push = (ObjectNode) JSON.readTree(body);
        ((ObjectNode) push.path("message")).remove(List.of("message_id", "publish_time"));
        push.remove("deliveryAttempt");
        return JSON.writeValueAsBytes(push);
    }

    @Test
    void documents() throws IOException {
        for (DocumentChange change : SimulateLawsTest.records("gcp:firestore", DocumentChange.class)) {
            DocumentChange told = (DocumentChange) Simulate.told("gcp:firestore", change);
            DocumentEventData data = DocumentEventData.parseFrom(body("gcp:firestore", change));
            assertEquals(told.before(), data.hasOldValue() ? plain(data.getOldValue()) : null);
            assertEquals(told.after(), data.hasValue() ? plain(data.getValue()) : null);
            assertEquals(0, data.getUnknownFields().getSerializedSize());
        }
    }

    private static Map<String, @Nullable Object> plain(Document document) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        document.getFieldsMap().forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    private static @Nullable Object plain(Value value) {
        return switch (value.getValueTypeCase()) {
            case NULL_VALUE -> null;
            case BOOLEAN_VALUE -> value.getBooleanValue();
            case INTEGER_VALUE -> BigDecimal.valueOf(value.getIntegerValue());
            case DOUBLE_VALUE -> new BigDecimal(Double.toString(value.getDoubleValue()));
            case STRING_VALUE -> value.getStringValue();
            case ARRAY_VALUE -> {
                List<@Nullable Object> list = new ArrayList<>();
                value.getArrayValue().getValuesList().forEach(element -> list.add(plain(element)));
                yield list;
            }
            case MAP_VALUE -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                value.getMapValue().getFieldsMap().forEach((name, member) -> map.put(name, plain(member)));
                yield map;
            }
            default -> throw new AssertionError(value);
        };
    }

    @Test
    void entities() throws IOException {
        for (DocumentChange change : SimulateLawsTest.records("gcp:datastore", DocumentChange.class)) {
            DocumentChange told = (DocumentChange) Simulate.told("gcp:datastore", change);
            EntityEventData data = EntityEventData.parseFrom(body("gcp:datastore", change));
            assertEquals(
                    told.before(), data.hasOldValue() ? plain(data.getOldValue().getEntity()) : null);
            assertEquals(told.after(), data.hasValue() ? plain(data.getValue().getEntity()) : null);
        }
        EntityEventData data = EntityEventData.parseFrom(body("gcp:datastore", Samples.of(DocumentChange.class)));
        assertEquals("orders", data.getValue().getEntity().getKey().getPath(0).getKind());
        assertEquals("o-1", data.getValue().getEntity().getKey().getPath(0).getName());
    }

    private static Map<String, @Nullable Object> plain(Entity entity) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        entity.getPropertiesMap().forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    private static @Nullable Object plain(com.google.events.cloud.datastore.v1.Value value) {
        return switch (value.getValueTypeCase()) {
            case NULL_VALUE -> null;
            case BOOLEAN_VALUE -> value.getBooleanValue();
            case INTEGER_VALUE -> BigDecimal.valueOf(value.getIntegerValue());
            case DOUBLE_VALUE -> new BigDecimal(Double.toString(value.getDoubleValue()));
            case STRING_VALUE -> value.getStringValue();
            case ARRAY_VALUE -> {
                List<@Nullable Object> list = new ArrayList<>();
                value.getArrayValue().getValuesList().forEach(element -> list.add(plain(element)));
                yield list;
            }
            case ENTITY_VALUE -> plain(value.getEntityValue());
            default -> throw new AssertionError(value);
        };
    }

    @Test
    void references() throws IOException {
        ReferenceEventData data = read(
                        body("gcp:database", Samples.of(DocumentChange.class)), ReferenceEventData.newBuilder())
                .build();
        assertEquals(
                "o-1", data.getData().getStructValue().getFieldsOrThrow("id").getStringValue());
        assertEquals(
                12.5, data.getDelta().getStructValue().getFieldsOrThrow("total").getNumberValue());
    }

    @Test
    void jobs() throws IOException {
        SchedulerJobData data = read(
                        body("gcp:eventarc-scheduler", Samples.of(TimerFired.class)), SchedulerJobData.newBuilder())
                .build();
        assertEquals("{}", data.getCustomData().toStringUtf8());
    }

    @Test
    void what_no_message_has_is_refused() {
        byte[] data = "{\"nmae\":\"a\"}".getBytes(StandardCharsets.UTF_8);
        assertThrows(InvalidProtocolBufferException.class, () -> read(data, StorageObjectData.newBuilder()));
    }

    /** Refuses every member that the message does not have. */
    private static <B extends com.google.protobuf.Message.Builder> B read(byte[] json, B builder)
            throws InvalidProtocolBufferException {
        JsonFormat.parser().merge(new String(json, StandardCharsets.UTF_8), builder);
        return builder;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static byte[] body(String source, TypedData record) {
        byte[] request = Simulate.exactly(List.of(record)).forSource(source);
        int end = new String(request, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        return Arrays.copyOfRange(request, end + 4, request.length);
    }
}
