package dev.portolan.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader against jackson-core over documents made from a seed, as they are and broken in a few places. */
class JsonDifferentialTest {

    /** How many of the documents are made: some find what all do, if there is much to find. */
    private static final int PERCENT = Integer.getInteger("portolan.documents.percent", 100);

    private static final int BROKEN = 8;

    private static final int[] BLANKS = {0, 0, 0, 2048, 2048, 4096};

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
        agree(documents, BROKEN, size, random -> RandomJson.document(random, size));
    }

    @Test
    void bothTakeTheSameBatchesAndFindTheSameInThem() {
        agree(20_000, 3, 0, RandomJson::batch);
    }

    /** Both about so many documents of a size, as they are made and broken so often. */
    private static void agree(int documents, int broken, int size, Function<Random, String> made) {
        int taken = 0;
        int refused = 0;
        for (int seed = 0; seed < documents * PERCENT / 100; seed++) {
            Random random = new Random(seed * 31L + size);
            byte[] document = made.apply(random).getBytes(UTF_8);
            check(document, seed, size);
            for (int i = 0; i < broken; i++) {
                if (check(broken(document, random), seed, size)) {
                    taken++;
                } else {
                    refused++;
                }
            }
        }
        assertTrue(taken > 0 && refused > 0, taken + " broken documents are taken, " + refused + " refused");
    }

    /** Whole and broken ones of a make in turns, often enough that one is kept and others are read as it. */
    @Test
    void bothFindTheSameInDocumentsOfOneMake() {
        int taken = 0;
        int refused = 0;
        for (int seed = 0; seed < 1_000 * PERCENT / 100; seed++) {
            long make = seed / 4;
            boolean small = seed % 2 == 0;
            Random random = new Random(seed);
            for (int i = 0; i < 24; i++) {
                // What reads a document and for how many levels it has entries is decided by its size.
                String like = small
                        ? RandomJson.record(random, make) + " ".repeat(BLANKS[random.nextInt(BLANKS.length)])
                        : RandomJson.batch(random, make);
                byte[] document = like.getBytes(UTF_8);
                if (check(random.nextInt(4) == 0 ? broken(document, random) : document, seed, i)) {
                    taken++;
                } else {
                    refused++;
                }
            }
        }
        assertTrue(taken > 0 && refused > 0, taken + " documents are taken, " + refused + " refused");
    }

    /** The second one differs from the first one, which the third one is like again. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':1,'b':'x'}                   | {'a':22,'b':'yyy'}",
                "{'a':'x','b':'y'}                 | {'a':'\\n','b':'ß'}",
                "{'a':'\\u00e9'}                   | {'a':'x'}",
                "{'a':'x'}                         | {'a':17}",
                "{'a':'x'}                         | {'a':{'b':'x'}}",
                "{'a':{'b':'x'}}                   | {'a':'x'}",
                "{'a':{'b':1},'c':2}               | {'a':{'b':1,'c':2}}",
                "{'a':{'b':1,'c':2}}               | {'a':{'b':1},'c':2}",
                "{'a':[{'x':1}],'b':{'y':{'z':2}}} | {'a':[{'x':1,'w':3}],'b':{'y':{'z':2}}}",
                "{'a':{'x':{'y':1}},'b':[[2]]}     | {'a':{'x':{'y':1,'z':2},'w':3},'b':[[2]]}",
                "{'a':{},'b':1}                    | {'a':{'c':1},'b':1}",
                "{'a':1,'b':{}}                    | {'a':1,'b':{},'c':{}}",
                "{'a':1}                           | {'a':1,'a':2}",
                "{'a':1,'b':2}                     | {'a':1, 'b':2}",
                "{'a':1}                           | {}",
                "{}                                | {'a':1}",
                "{'a':{'a':{'a':{'a':{'a':{'a':{'a':1,'b':2}}}}}}} | {'a':{'a':{'a':{'a':{'a':{'a':{'a':1,'b':3,'c':4},'d':5}}}}}}",
            })
    void bothFindTheSameInRecordsAndDocumentsThatAreAlmostAlike(String one, String other) {
        String batch = String.format("{'a':[%s,%s,%s]}", one, other, one).replace('\'', '"') + " ".repeat(5000);
        assertTrue(JsonOracle.agree(batch.getBytes(UTF_8)));
        // What reads a document and for how many levels it has entries is decided by its size.
        String larger = " ".repeat(2048);
        String large = " ".repeat(4096);
        for (String document : List.of(
                one,
                " " + one,
                other,
                one + "\n",
                other,
                one + larger,
                other + large,
                one + larger,
                other,
                one + large)) {
            // Often enough that the next one is read as it.
            for (int i = 0; i < 10; i++) {
                assertTrue(JsonOracle.agree(document.replace('\'', '"').getBytes(UTF_8)));
            }
        }
    }

    @Test
    void bothAgreeOnEveryTruncationOfADocumentAndEveryPieceInItThatWasReadBefore() {
        byte[] document =
                "{\"a\":[{\"b\":-1.5e3,\"c\":\"\u00e9\\n\"},{}],\"d\":{\"e\":null,\"f\":\"x\"}}".getBytes(UTF_8);
        int taken = 0;
        for (int at = 0; at <= document.length; at++) {
            for (String piece : PIECES) {
                for (int i = 0; i < 9; i++) {
                    taken += JsonOracle.agree(document) ? 1 : 0;
                }
                JsonOracle.agree(Arrays.copyOf(document, at));
                JsonOracle.agree(with(document, at, at, piece.getBytes(UTF_8)));
            }
        }
        assertEquals(9 * PIECES.length * (document.length + 1), taken);
    }

    /** The second text is read from where it is no longer like the first one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders/2026/receipt-17.pdf",
                "\\u00e9 \\\\ \\\"quoted\\\" text\\n",
                "Z\u00fcrich \u2014 \ud83d\ude00\u007f",
                "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU2Nzg5QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU2Nzg5"
                        + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU2Nzg5"
            })
    void bothAgreeOnTextsThatGoOnOtherwiseFromEveryPlace(String text) {
        String record = "{\"a\":\"" + text + "\",\"b\":1}";
        byte[] document = record.getBytes(UTF_8);
        int taken = 0;
        int refused = 0;
        for (int at = 0; at <= text.length(); at++) {
            for (String piece : PIECES) {
                for (int over = 0; over < 3 && at + over <= text.length(); over++) {
                    String other = record.substring(0, 6 + at) + piece + record.substring(6 + at + over);
                    String batch = "[" + record + "," + other + "," + record + "]" + " ".repeat(4096);
                    for (int i = 0; i < 3; i++) {
                        assertTrue(JsonOracle.agree(document));
                    }
                    JsonOracle.agree(other.getBytes(UTF_8));
                    if (JsonOracle.agree(batch.getBytes(UTF_8))) {
                        taken++;
                    } else {
                        refused++;
                    }
                }
            }
        }
        assertTrue(taken > 0 && refused > 0, taken + " batches are taken, " + refused + " refused");
    }

    @Test
    void bothAgreeOnEveryInputThatWasFound() throws IOException {
        List<String> lines;
        try (InputStream found =
                Objects.requireNonNull(JsonDifferentialTest.class.getResourceAsStream("json.base64"))) {
            lines = new String(found.readAllBytes(), UTF_8).lines().toList();
        }
        for (int i = 0; i < lines.size(); i++) {
            try {
                JsonOracle.agree(Base64.getDecoder().decode(lines.get(i)));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("line " + (i + 1) + ": " + e, e);
            }
        }
        assertTrue(lines.size() > 20, lines.size() + " inputs");
    }

    @Test
    void bothAgreeOnEveryTruncationAndEveryOneByteChange() {
        byte[] document = " {\"a\":[-1.5e+3,true,null,{}],\"\u00e9\":\"\\ud83d\\ude00 \\n\u20ac\",\"\":{\"b\":[[]]}}\n"
                .getBytes(UTF_8);
        int taken = 0;
        for (int at = 0; at < document.length; at++) {
            taken += JsonOracle.agree(Arrays.copyOf(document, at)) ? 1 : 0;
            byte[] changed = document.clone();
            for (int b = 0; b < 256; b++) {
                changed[at] = (byte) b;
                taken += JsonOracle.agree(changed) ? 1 : 0;
            }
        }
        assertTrue(taken > document.length, taken + " documents are taken");
    }

    /** Long texts are read eight bytes at a time, of which 4096 are copied together; the text may be the document's end. */
    @Test
    void bothAgreeOnRunsOfBackslashesAtEveryPlaceOfEightBytes() {
        String[] behind = {"", "\"", "n", "t", "x", "u0041", "\u0001", "\u00e9", "\",\"b\":\"", " and more"};
        int taken = 0;
        int refused = 0;
        for (int place = 0; place < 64; place++) {
            boolean last = place % 2 == 0;
            String start = " ".repeat(last ? 4096 : 0) + "[\"\\n" + "e".repeat(last ? place : 4096 - 48 + place);
            for (int run = 1; run < 20; run++) {
                for (String next : behind) {
                    String text = start + "\\".repeat(run) + next + "\\\"\"]";
                    if (JsonOracle.agree(text.getBytes(UTF_8))) {
                        taken++;
                    } else {
                        refused++;
                    }
                }
            }
        }
        assertTrue(taken > 4_000 && refused > 4_000, taken + " documents are taken, " + refused + " refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eeeeeeee", "eeeeee\\n", "QQQQQQQQ"})
    void bothAgreeOnEveryTwoBytesInALongText(String eight) {
        // The second text is read as the first one, which is base64.
        byte[] document = ("[{\"a\":\"" + "Q".repeat(160) + "\"},{\"a\":\"" + eight.repeat(20) + "\"}]"
                        + " ".repeat(4096))
                .getBytes(UTF_8);
        int taken = 0;
        for (int at = 240; at < 248; at++) {
            byte[] changed = document.clone();
            for (int two = 0; two < 1 << 16; two++) {
                // Within eight bytes and from one eight to the next all, else those in which one of the two stays.
                if (at == 240 || at == 247 || (byte) two == document[at] || (byte) (two >> 8) == document[at + 1]) {
                    changed[at] = (byte) two;
                    changed[at + 1] = (byte) (two >> 8);
                    taken += JsonOracle.agree(changed) ? 1 : 0;
                }
            }
        }
        assertTrue(taken > 8_000 && taken < 1 << 16, taken + " documents are taken");
    }

    /** Base64 is read by turns of 32 bytes where the record before had it; what is none is read otherwise from there on. */
    @Test
    void bothAgreeWhereBase64Ends() {
        for (int length = 132; length < 264; length++) {
            for (int more : new int[] {0, 4096 - 196}) {
                for (String end : new String[] {"", "=", "==", "===", "-", "\\/", "=Q", "\u00e9"}) {
                    String text = " ".repeat(more == 0 ? 4096 : 0) + "[{\"a\":\"" + "Q".repeat(132) + "\"},{\"a\":\""
                            + "Q".repeat(more + length) + end + "\"}]";
                    byte[] document = text.getBytes(UTF_8);
                    assertTrue(JsonOracle.agree(document));
                    boolean isBase64 = end.matches("=*") && end.length() < 3 && (more + length + end.length()) % 4 == 0;
                    assertEquals(isBase64, isSeenAsBase64(document), () -> text);
                }
            }
        }
    }

    /** Whether the text of the second record was seen to be base64 when the document was read. */
    private static boolean isSeenAsBase64(byte[] document) {
        try (Json json = Json.read(document)) {
            Iterator<JsonNode> records = json.root().iterator();
            records.next();
            return (json.seen(records.next().at("a").position) & Syntax.BASE64) != 0;
        }
    }

    @Test
    void utf8IsWhatTheJdkSays() {
        byte[] thirds = {0x22, 0x41, 0x7f, (byte) 0x80, (byte) 0xbf, (byte) 0xc0};
        byte[] fourths = {0x7f, (byte) 0x80, (byte) 0xbf, (byte) 0xc0};
        for (int first = 0xc0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                for (byte third : thirds) {
                    for (byte fourth : fourths) {
                        JsonOracle.agree(new byte[] {'"', (byte) first, (byte) second, third, fourth, 'a', '"'});
                    }
                }
            }
        }
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
            broken = with(broken, at, at + over, piece);
        }
        return broken;
    }

    /** The document with a piece in place of what is from {@code start} up to {@code end}. */
    private static byte[] with(byte[] document, int start, int end, byte[] piece) {
        byte[] made = Arrays.copyOf(document, document.length - (end - start) + piece.length);
        System.arraycopy(piece, 0, made, start, piece.length);
        System.arraycopy(document, end, made, start + piece.length, document.length - end);
        return made;
    }
}
