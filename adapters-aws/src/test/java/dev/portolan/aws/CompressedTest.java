package dev.portolan.aws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressedTest {

    private static final byte[] TEXT =
            "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[1,2,3,4,5,6,7,8]}".getBytes(StandardCharsets.UTF_8);

    private static byte[] gzip(byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(data);
        }
        return out.toByteArray();
    }

    private static byte[] zlib(byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zlib = new DeflaterOutputStream(out)) {
            zlib.write(data);
        }
        return out.toByteArray();
    }

    private static byte[] concatenated(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static void assertRefused(byte[] compressed, String problem) {
        DataFormatException refused =
                assertThrows(DataFormatException.class, () -> Compressed.expand(compressed, Limits.STANDARD));
        assertTrue(String.valueOf(refused.getMessage()).contains(problem), refused::getMessage);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 1_000, 1_000_000})
    void gives_back_what_was_compressed(int length) throws Exception {
        byte[] data = new byte[length];
        new Random(length).nextBytes(data);
        assertArrayEquals(data, Compressed.expand(gzip(data), Limits.STANDARD));
        assertArrayEquals(data, Compressed.expand(zlib(data), Limits.STANDARD));
    }

    @Test
    void members_of_a_gzip_file_follow_each_other() throws Exception {
        assertArrayEquals(
                concatenated(TEXT, TEXT), Compressed.expand(concatenated(gzip(TEXT), gzip(TEXT)), Limits.STANDARD));
    }

    @Test
    void every_truncation_is_refused() throws Exception {
        for (byte[] whole : new byte[][] {gzip(TEXT), zlib(TEXT), concatenated(gzip(TEXT), gzip(TEXT))}) {
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                if (length != gzip(TEXT).length || whole.length == length) {
                    assertThrows(
                            DataFormatException.class,
                            () -> Compressed.expand(cut, Limits.STANDARD),
                            "cut to " + length + " of " + whole.length);
                }
            }
        }
    }

    @Test
    void every_flipped_bit_is_refused_or_changes_nothing() throws Exception {
        for (byte[] whole : new byte[][] {gzip(TEXT), zlib(TEXT)}) {
            for (int bit = 0; bit < 8 * whole.length; bit++) {
                byte[] flipped = whole.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                try {
                    assertArrayEquals(TEXT, Compressed.expand(flipped, Limits.STANDARD), "bit " + bit);
                } catch (DataFormatException refused) {
                    assertTrue(refused.getMessage() != null);
                }
            }
        }
    }

    @Test
    void whatever_follows_is_refused() throws Exception {
        assertRefused(concatenated(gzip(TEXT), new byte[] {0}), "expected the end of the gzip file");
        assertRefused(concatenated(gzip(TEXT), zlib(TEXT)), "expected the end of the gzip file");
        assertRefused(concatenated(zlib(TEXT), new byte[] {0}), "expected the end of the zlib stream");
    }

    @Test
    void what_is_neither_is_refused() {
        assertRefused(TEXT, "expected gzip or zlib");
        assertRefused(new byte[0], "expected gzip or zlib");
    }

    @Test
    void a_bomb_is_refused_at_the_ratio() throws Exception {
        byte[] bomb = gzip(new byte[9 << 20]);
        assertRefused(bomb, "decodedRatio of 200");
        Limits lax = Limits.STANDARD.withDecodedRatio(2_000);
        assertEquals(9 << 20, Compressed.expand(bomb, lax).length);
    }

    @Test
    void one_line_of_the_same_character_is_no_bomb() throws Exception {
        assertEquals(8 << 20, Compressed.expand(gzip(new byte[8 << 20]), Limits.STANDARD).length);
    }

    @Test
    void a_bomb_of_many_members_is_refused_at_the_size() throws Exception {
        byte[] members = new byte[0];
        byte[] member = gzip(new byte[100_000]);
        for (int i = 0; i < 20; i++) {
            members = concatenated(members, member);
        }
        Limits small = Limits.STANDARD.withDecodedBytes(1_000_000).withDecodedRatio(2_000);
        byte[] bomb = members;
        DataFormatException refused = assertThrows(DataFormatException.class, () -> Compressed.expand(bomb, small));
        assertEquals(
                "the compressed data grows over the limit decodedBytes of 1000000; Limits.withDecodedBytes sets it",
                refused.getMessage());
    }

    @Test
    void a_limit_may_be_reached_but_not_passed() throws Exception {
        byte[] compressed = gzip(new byte[5_000]);
        assertEquals(5_000, Compressed.expand(compressed, Limits.STANDARD.withDecodedBytes(5_000)).length);
        assertThrows(
                DataFormatException.class,
                () -> Compressed.expand(compressed, Limits.STANDARD.withDecodedBytes(4_999)));
    }
}
