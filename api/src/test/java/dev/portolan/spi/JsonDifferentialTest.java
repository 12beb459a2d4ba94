package dev.portolan.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reader against jackson-core over documents made from a seed, as they are and broken in a few places. */
class JsonDifferentialTest {

    private static final int BROKEN = 8;

    /** What breaks a document in interesting ways when it is put in, or over what is there. */
    private static final String[] PIECES = {
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        " ",
        "\n",
        "0",
        "-",
        ".",
        "e",
        "+",
        "tru",
        "null",
        "\\u",
        "\\ud83d",
        "\\ude00",
        "\u00e9",
        "\ud83d\ude00",
        "\u0001",
        "\\\\\\\\\\\\\\\\",
        "=",
        "\\/"
    };

    @ParameterizedTest
    @CsvSource({"20, 30000", "400, 12000", "8000, 4000"})
    void bothTakeTheSameDocumentsAndFindTheSameInThem(int size, int documents) {
        int taken = 0;
        int refused = 0;
        for (int seed = 0; seed < documents; seed++) {
            Random random = new Random(seed * 31L + size);
            byte[] document = RandomJson.document(random, size).getBytes(UTF_8);
            check(document, seed, size);
            for (int i = 0; i < BROKEN; i++) {
                if (check(broken(document, random), seed, size)) {
                    taken++;
                } else {
                    refused++;
                }
            }
        }
        assertTrue(taken > 0 && refused > 0, taken + " broken documents are taken, " + refused + " refused");
    }

    private static boolean check(byte[] document, int seed, int size) {
        try {
            return JsonOracle.agree(document);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ", size " + size + ", " + document.length + " bytes: " + e, e);
        }
    }

    private static byte[] broken(byte[] document, Random random) {
        byte[] broken = document;
        for (int i = random.nextInt(3); i >= 0; i--) {
            byte[] piece = random.nextInt(8) == 0
                    ? new byte[] {(byte) random.nextInt(256)}
                    : PIECES[random.nextInt(PIECES.length)].getBytes(UTF_8);
            int at = random.nextInt(broken.length + 1);
            int over = Math.min(broken.length - at, random.nextInt(3));
            if (random.nextInt(8) == 0) {
                piece = new byte[0];
                over = random.nextInt(broken.length - at + 1);
            }
            byte[] next = Arrays.copyOf(broken, broken.length - over + piece.length);
            System.arraycopy(piece, 0, next, at, piece.length);
            System.arraycopy(broken, at + over, next, at + piece.length, broken.length - at - over);
            broken = next;
        }
        return broken;
    }
}
