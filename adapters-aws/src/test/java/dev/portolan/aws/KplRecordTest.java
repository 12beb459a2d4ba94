package dev.portolan.aws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KplRecordTest {

    /** Keys {@code a} and {@code b}; parts {@code 1} of b and {@code 22} of a. */
    private static final String TWO_PARTS = "0a0161 0a0162 1a05 0801 1a0131 1a06 0800 1a023232";

    private static byte[] aggregated(byte[] message) throws Exception {
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.writeBytes(HexFormat.of().parseHex("f3899ac2"));
        record.writeBytes(message);
        record.writeBytes(MessageDigest.getInstance("MD5").digest(message));
        return record.toByteArray();
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static KplRecord read(String message) throws Exception {
        byte[] record = aggregated(hex(message));
        assertTrue(KplRecord.isAggregated(record));
        return KplRecord.read(record);
    }

    @Test
    void parts_point_into_the_table_of_keys() throws Exception {
        KplRecord record = read(TWO_PARTS);
        assertEquals(2, record.size());
        assertEquals("b", record.partitionKey(0));
        assertArrayEquals("1".getBytes(StandardCharsets.UTF_8), record.data(0));
        assertEquals("a", record.partitionKey(1));
        assertArrayEquals("22".getBytes(StandardCharsets.UTF_8), record.data(1));
    }

    @Test
    void a_record_may_have_hundreds_of_keys_and_parts() throws Exception {
        StringBuilder message = new StringBuilder();
        for (int key = 0; key < 120; key++) {
            message.append(String.format("0a03%02x%02x%02x", 'a' + key / 26, 'a' + key % 26, (int) 'k'));
        }
        for (int part = 0; part < 300; part++) {
            message.append(String.format("1a0608%02x1a02%02x%02x", (7 * part) % 120, part / 100, part % 100));
        }
        KplRecord record = read(message.toString());

        assertEquals(300, record.size());
        for (int part = 0; part < 300; part++) {
            int key = (7 * part) % 120;
            assertEquals("" + (char) ('a' + key / 26) + (char) ('a' + key % 26) + 'k', record.partitionKey(part));
            assertArrayEquals(new byte[] {(byte) (part / 100), (byte) (part % 100)}, record.data(part));
        }
    }

    @Test
    void only_magic_and_checksum_make_an_aggregated_record() throws Exception {
        byte[] record = aggregated(hex(TWO_PARTS));
        for (int bit = 0; bit < 8 * record.length; bit++) {
            byte[] flipped = record.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(KplRecord.isAggregated(flipped), "bit " + bit);
        }
        for (int length = 0; length < record.length; length++) {
            assertFalse(KplRecord.isAggregated(Arrays.copyOf(record, length)), "cut to " + length);
        }
        assertFalse(KplRecord.isAggregated(aggregated(new byte[0])), "twenty bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0a0161 1a05 0801 1a0131 | a part's partition key index is out of range",
                "1a05 0800 1a0131 | a part's partition key index is out of range",
                "0a0161 1a0e 08ffffffffffffffffff01 1a0131 | a part's partition key index is out of range",
                "0a0161 1a03 1a0131 | a part has no partition key index",
                "0a0161 1a02 0800 | a part has no data",
                "0a0161 1a06 0800 1a0131 | a field is cut off",
                "0a0161 1a05 0800 1a0231 | a field is cut off",
                "0a01 | a field is cut off",
                "0a | a number is cut off",
                "0a80 | a number is cut off",
                "0affffffffffffffffffff01 | a number has more than ten bytes",
                "0affffffffffffffffff01 | a field is cut off",
                "0a01ff | a partition key is not UTF-8",
                "0b | a field has a wire type that protobuf does not know",
                "02 00 | a field has the number 0",
                "49 01020304 | a field is cut off",
                "4d 010203 | a field is cut off",
            })
    void what_is_not_the_message_it_ought_to_be_is_refused(String message, String problem) {
        assertEquals(
                problem,
                assertThrows(DataFormatException.class, () -> read(message)).getMessage());
    }

    @Test
    void every_truncation_of_the_message_is_refused_or_has_fewer_parts() throws Exception {
        byte[] whole = hex(TWO_PARTS);
        for (int length = 0; length < whole.length; length++) {
            try {
                assertTrue(
                        KplRecord.read(aggregated(Arrays.copyOf(whole, length))).size() < 2, "cut to " + length);
            } catch (DataFormatException refused) {
                assertTrue(refused.getMessage() != null);
            }
        }
    }

    @Test
    void random_messages_are_read_or_refused() throws Exception {
        Random random = new Random(20260102);
        byte[] alphabet = hex("0a 12 1a 08 10 22 00 01 02 03 04 05 61 80 ff");
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] message = new byte[1 + random.nextInt(24)];
            for (int at = 0; at < message.length; at++) {
                message[at] = alphabet[random.nextInt(alphabet.length)];
            }
            byte[] record = new byte[message.length + 20];
            System.arraycopy(message, 0, record, 4, message.length);
            try {
                KplRecord kpl = KplRecord.read(record);
                for (int part = 0; part < kpl.size(); part++) {
                    assertTrue(kpl.data(part).length + kpl.partitionKey(part).length() <= message.length);
                }
                read++;
            } catch (DataFormatException refused) {
                assertTrue(refused.getMessage() != null);
            }
        }
        assertTrue(read > 100, "the generator makes too few readable messages: " + read);
    }
}
