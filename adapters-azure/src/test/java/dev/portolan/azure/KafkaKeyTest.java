package dev.portolan.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portolan.Invocation;
import dev.portolan.data.Bytes;
import dev.portolan.data.StreamRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A binary key of a Kafka record in each of the forms in which the host sends it. */
class KafkaKeyTest {

    private static final byte[] VALUE = {'v'};
    private static final byte[] KEY = {(byte) 0xFF, 0, (byte) 0xFE};
    private static final Map<String, String> BINDING = Map.of("keyDataType", "Binary", "topic", "t");

    @Test
    void a_binary_key_by_itself_is_told_as_bytes_where_the_worker_has_them() {
        Metadata worker = new Metadata() {

            private final Map<String, String> texts =
                    Map.of("Topic", "t", "Partition", "0", "Offset", "5", "Key", "\uFFFD\0\uFFFD");

            @Override
            public @Nullable Object get(String name) {
                return texts.get(name);
            }

            @Override
            public byte @Nullable [] bytes(String name) {
                return name.equals("Key") ? KEY : null;
            }
        };
        assertEquals(
                Bytes.wrap(KEY),
                key(AzurePayload.of("kafkaTrigger", VALUE).withMetadata(worker).withBinding(BINDING)));
    }

    @Test
    void a_binary_key_by_itself_is_not_decoded_because_it_looks_like_base64() {
        assertEquals(
                Bytes.utf8("user1234"),
                key(AzurePayload.of("kafkaTrigger", VALUE)
                        .withMetadata(Map.of("Topic", "t", "Partition", 0, "Offset", 5, "Key", "user1234"))
                        .withBinding(BINDING)));
    }

    @Test
    void a_binary_key_in_an_array_or_an_envelope_is_base64() {
        assertEquals(
                Bytes.wrap(KEY),
                key(AzurePayload.ofBatch("kafkaTrigger", VALUE)
                        .withMetadata(Map.of(
                                "TopicArray",
                                List.of("t"),
                                "PartitionArray",
                                "[0]",
                                "OffsetArray",
                                List.of(5),
                                "KeyArray",
                                "[\"/wD+\"]"))
                        .withBinding(BINDING)));
        assertEquals(
                Bytes.wrap(KEY),
                key(AzurePayload.of(
                                "kafkaTrigger",
                                "{\"Topic\":\"t\",\"Partition\":0,\"Offset\":5,\"Key\":\"/wD+\",\"Value\":\"v\"}")
                        .withBinding(BINDING)));
    }

    private static @Nullable Bytes key(AzurePayload payload) {
        StreamRecord record = (StreamRecord) AzureAdapter.standard()
                .delivery(payload, Invocation.UNKNOWN)
                .events()
                .get(0)
                .typedData();
        assertEquals("v", new String(bytes(record.data()), StandardCharsets.UTF_8));
        return record.key();
    }

    private static byte[] bytes(@Nullable Bytes bytes) {
        return bytes == null ? new byte[0] : bytes.toArray();
    }
}
