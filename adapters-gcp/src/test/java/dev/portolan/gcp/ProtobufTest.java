package dev.portolan.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.portolan.MalformedPayloadException;
import dev.portolan.spi.Json;
import dev.portolan.spi.PlainJson;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProtobufTest {

    /** Written with Google's own protobuf library: every value type at its extremes. */
    private static final byte[] EXTREMES = Base64.getDecoder()
            .decode("CrACCi5wcm9qZWN0cy9wL2RhdGFiYXNlcy8oZGVmYXVsdCkvZG9jdW1lbnRzL2EvYiBjEhAKA25hbhIJGQAAAAAAAPh/EhAK"
                    + "A2luZhIJGQAAAAAAAPD/EhIKA2JpZxILEICAgICAgICAgAESCgoEemVybxICEAASCwoFZmFsc2USAggAEgwKBWVtcHR5EgOKAQAS"
                    + "DwoFYnl0ZXMSBpIBA/8AARIOCghlbXB0eW1hcBICMgASDgoIZW1wdHlhcnISAkoAEgoKBG51bGwSAlgAEgoKBGdlbzASAkIAEhQK"
                    + "CWVtb2pp8J+YgBIHigEE8J+YgBIWCgJ0cxIQUg4I////////////ARDoBxIQCgN0czkSCVIHCAEQlZrvOhILCgN0czASBFICCAES"
                    + "CQoFdW5zZXQSAA==");

    private static final String EXTREMES_AS_JSON =
            "{\"value\":{\"name\":\"projects/p/databases/(default)/documents/a/b c\","
                    + "\"fields\":{\"big\":{\"integerValue\":\"-9223372036854775808\"},\"bytes\":{\"bytesValue\":\"/wAB\"},"
                    + "\"emoji😀\":{\"stringValue\":\"😀\"},\"empty\":{\"stringValue\":\"\"},\"emptyarr\":{\"arrayValue\":{}},"
                    + "\"emptymap\":{\"mapValue\":{}},\"false\":{\"booleanValue\":false},\"geo0\":{\"geoPointValue\":{}},"
                    + "\"inf\":{\"doubleValue\":\"-Infinity\"},\"nan\":{\"doubleValue\":\"NaN\"},\"null\":{\"nullValue\":null},"
                    + "\"ts\":{\"timestampValue\":\"1969-12-31T23:59:59.000001Z\"},\"ts0\":{\"timestampValue\":\"1970-01-01T00:00:01Z\"},"
                    + "\"ts9\":{\"timestampValue\":\"1970-01-01T00:00:01.123456789Z\"},\"unset\":{},\"zero\":{\"integerValue\":\"0\"}}}}";

    @Test
    void the_json_is_what_protobuf_itself_makes_of_it() {
        assertEquals(
                plain(EXTREMES_AS_JSON.getBytes(StandardCharsets.UTF_8)),
                plain(DocumentProtobuf.firestoreJson(EXTREMES)));
    }

    private static @Nullable Object plain(byte[] bytes) {
        try (Json json = Json.read(bytes)) {
            return PlainJson.of(json.root());
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "0A, the end within a field",
        "0A05, a length beyond the end",
        "0AFFFFFFFF7F, a length beyond the end",
        "0AFFFFFFFFFFFFFFFFFF01, a length beyond the end",
        "00, a field number out of range",
        "0B, a wire type that proto3 does not have",
        "0E, a wire type that proto3 does not have",
        "1880808080808080808080 80, a number of more than ten bytes",
        "19000000, the end within a field"
    })
    void bytes_that_are_no_message_are_malformed(String hex, String found) {
        byte[] bytes = new BigInteger("1" + hex.replace(" ", ""), 16).toByteArray();
        byte[] message =
                Arrays.copyOfRange(bytes, bytes.length - hex.replace(" ", "").length() / 2, bytes.length);
        MalformedPayloadException e = assertThrows(MalformedPayloadException.class, () -> Protobuf.read(message));
        assertTrue(String.valueOf(e.getMessage()).contains("expected protobuf, found " + found), e.getMessage());
    }

    @Test
    void a_string_that_is_not_utf_8_is_malformed() {
        byte[] document = {0x0A, 0x03, 0x0A, 0x01, (byte) 0xFF};
        assertThrows(MalformedPayloadException.class, () -> DocumentProtobuf.firestoreJson(document));
    }

    @ParameterizedTest
    @CsvSource({
        "-62135596800, 0,          0001-01-01T00:00:00Z",
        "-62135596801, 999999999,",
        "253402300799, 999999999,  9999-12-31T23:59:59.999999999Z",
        "253402300800, 0,",
        "0,            -1,",
        "0,            1000000000,",
        "1767323045,   10,         2026-01-02T03:04:05.000000010Z",
        "1767323045,   999999000,  2026-01-02T03:04:05.999999Z",
        "1767323045,   50000000,   2026-01-02T03:04:05.050Z",
        "1767323045,   0,          2026-01-02T03:04:05Z",
    })
    void a_timestamp_is_of_the_years_1_to_9999(long seconds, long nanos, @Nullable String text) {
        byte[] timestamp = join(varint(1, seconds), varint(2, nanos));
        byte[] entry = join(field(1, new byte[] {'k'}), field(2, field(10, timestamp)));
        byte[] document = field(1, field(2, entry));

        if (text == null) {
            assertThrows(MalformedPayloadException.class, () -> DocumentProtobuf.firestoreJson(document));
        } else {
            assertEquals(
                    "{\"value\":{\"fields\":{\"k\":{\"timestampValue\":\"" + text + "\"}}}}",
                    new String(DocumentProtobuf.firestoreJson(document), StandardCharsets.UTF_8));
        }
    }

    private static byte[] varint(int field, long number) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(field << 3);
        long left = number;
        for (; (left & ~0x7FL) != 0; left >>>= 7) {
            bytes.write((int) (left & 0x7F) | 0x80);
        }
        bytes.write((int) left);
        return bytes.toByteArray();
    }

    @Test
    void nesting_is_limited() {
        byte[] value = {0x58, 0x00};
        for (int i = 0; i < 200; i++) {
            value = field(9, field(1, value));
        }
        byte[] document = field(1, field(2, join(field(1, new byte[] {'k'}), field(2, value))));
        MalformedPayloadException e =
                assertThrows(MalformedPayloadException.class, () -> DocumentProtobuf.firestoreJson(document));
        assertTrue(String.valueOf(e.getMessage()).contains("nested deeper than 100 messages"), e.getMessage());
    }

    @Test
    void whatever_the_bytes_only_one_error_comes_out() {
        Random random = new Random(20260102);
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = EXTREMES.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                byte[] json =
                        i % 2 == 0 ? DocumentProtobuf.firestoreJson(bytes) : DocumentProtobuf.datastoreJson(bytes);
                plain(json);
                read++;
            } catch (MalformedPayloadException e) {
                assertTrue(String.valueOf(e.getMessage()).startsWith("expected "), e.getMessage());
            }
        }
        assertTrue(read > 1_000, "only " + read + " were read");
    }

    @Test
    void a_message_repeated_many_times_is_merged_in_linear_time() {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        byte[] part = field(1, field(1, "projects/p/databases/d/documents/a/b".getBytes(StandardCharsets.UTF_8)));
        for (int i = 0; i < 100_000; i++) {
            event.writeBytes(part);
        }
        assertEquals(
                "{\"value\":{\"name\":\"projects/p/databases/d/documents/a/b\"}}",
                new String(DocumentProtobuf.firestoreJson(event.toByteArray()), StandardCharsets.UTF_8));
    }

    @Test
    void messages_that_are_repeated_in_many_places_take_memory_in_proportion() {
        long few = allocatedFor(1_000);
        long many = allocatedFor(8_000);

        assertTrue(many < 16 * few, () -> few + " bytes for 1000 fields, " + many + " for 8000");
    }

    @Test
    void empty_messages_take_little_more_memory_than_an_object() {
        byte[] empty = field(1, new byte[0]);
        byte[] many = new byte[100_000 * empty.length];
        for (int at = 0; at < many.length; at += empty.length) {
            System.arraycopy(empty, 0, many, at, empty.length);
        }
        Protobuf message = Protobuf.read(many);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        assertEquals(100_000, message.messages(1).size());
        long each = (thread.getCurrentThreadAllocatedBytes() - before) / 100_000;
        assertTrue(each < 200, () -> each + " bytes for an empty message");
    }

    /** The bytes it takes to read a document whose every field has its value twice. */
    private static long allocatedFor(int fields) {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        for (int i = 0; i < fields; i++) {
            byte[] value = field(2, new byte[] {0x10, 1});
            byte[] name = field(1, ("f" + i).getBytes(StandardCharsets.US_ASCII));
            document.writeBytes(field(2, join(name, join(value, value))));
        }
        byte[] event = field(1, document.toByteArray());
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        assertTrue(DocumentProtobuf.firestoreJson(event).length > 10 * fields);
        return thread.getCurrentThreadAllocatedBytes() - before;
    }

    private static byte[] field(int number, byte[] content) {
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        field.write((number << 3) | 2);
        int length = content.length;
        for (; length > 0x7F; length >>>= 7) {
            field.write((length & 0x7F) | 0x80);
        }
        field.write(length);
        field.writeBytes(content);
        return field.toByteArray();
    }

    private static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(first);
        joined.writeBytes(second);
        return joined.toByteArray();
    }
}
