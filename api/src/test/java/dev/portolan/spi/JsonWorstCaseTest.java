package dev.portolan.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Documents made to cost much: what reading them allocates is counted, because it decides about memory and time alike. */
class JsonWorstCaseTest {

    private static final int MEGABYTE = 1 << 20;

    enum Shape {
        ARRAYS_AS_DEEP_AS_ALLOWED("[", "[".repeat(990) + "]".repeat(990) + ",", "0]"),
        OBJECTS_AS_DEEP_AS_ALLOWED("[", "{\"a\":".repeat(990) + "0" + "}".repeat(990) + ",", "0]"),
        OPENED_AND_NEVER_CLOSED("", "[{\"a\":", ""),
        TINY_ELEMENTS("[", "0,", "0]"),
        EMPTY_RECORDS("{\"Records\":[", "{},", "{}]}"),
        RECORDS_OF_SQS_ALONE("{\"Records\":[", "{\"eventSource\":\"aws:sqs\"},", "{\"eventSource\":\"aws:sqs\"}]}"),
        RECORDS_OF_ONE_MEMBER("{\"Records\":[", "{\"\":0},", "{}]}"),
        RECORDS_OF_REPEATED_NAMES("{\"Records\":[", "{\"Aa\":0,\"BB\":0,\"Aa\":0},", "{}]}"),
        RECORDS_OF_ONE_DEEP_VALUE("{\"Records\":[", "{\"a\":{\"b\":{\"c\":{\"N\":\"1\"}}}},", "{}]}"),
        VALUES_BESIDE_THEIR_TYPES("{\"Records\":[{\"a\":{\"b\":{", "\"c\":{\"N\":\"1\"},", "\"d\":{}}}}]}"),
        MEMBERS_OF_ONE_OBJECT("{", "\"a\":0,", "\"b\":0}"),
        EMPTY_TEXTS("[", "\"\",", "0]"),
        ONE_TEXT("[\"", "a", "\"]"),
        ONE_TEXT_OF_BASE64("[\"", "abcd", "\"]"),
        ONE_TEXT_OF_QUOTES("[\"", "\\\"", "\"]"),
        ONE_TEXT_OF_BACKSLASHES("[\"", "\\\\", "\"]"),
        ONE_TEXT_OF_RARE_ESCAPES("[\"", "\\/", "\"]"),
        ONE_TEXT_OF_CODE_UNITS("[\"", "\\u0041", "\"]"),
        ONE_TEXT_OUTSIDE_ASCII("[\"", "\u20ac", "\"]"),
        ONE_TEXT_HALF_OUTSIDE_ASCII("[\"", "a\u20ac", "\"]"),
        ONE_TEXT_OF_LINES("[\"", "a".repeat(80) + "\\n", "\"]"),
        ONE_TEXT_OF_WORDS_AND_ESCAPES("[\"", "a".repeat(80) + "\\/\u20ac", "\"]"),
        ONE_TEXT_WITHOUT_END("[\"", "\\\"", "]"),
        ONE_NAME("{\"", "\\u0041", "\":0}"),
        ONE_NUMBER("[", "7", "]"),
        ONE_NUMBER_ALONE("", "7", ""),
        WHITE_SPACE("[", " \n\t\r", "]");

        private final String start;
        private final String middle;
        private final String end;

        Shape(String start, String middle, String end) {
            this.start = start;
            this.middle = middle;
            this.end = end;
        }

        byte[] document(int size) {
            byte[] first = start.getBytes(UTF_8);
            byte[] again = middle.getBytes(UTF_8);
            byte[] last = end.getBytes(UTF_8);
            int times = (size - first.length - last.length) / again.length;
            byte[] document = new byte[first.length + times * again.length + last.length];
            System.arraycopy(first, 0, document, 0, first.length);
            for (int i = 0, at = first.length; i < times; i++, at += again.length) {
                System.arraycopy(again, 0, document, at, again.length);
            }
            System.arraycopy(last, 0, document, document.length - last.length, last.length);
            return document;
        }
    }

    /** Reads all, asks for a name, and visits every record and its members. */
    private static void use(byte[] document) {
        try (Json json = Json.read(document)) {
            JsonNode root = json.root();
            JsonNode records = root.atOrNull("Records");
            if (records != null) {
                for (JsonNode record : records) {
                    look(record);
                }
            }
        } catch (MalformedPayloadException e) {
            assertTrue(e.toString().length() < 2_000);
        }
    }

    private static void look(JsonNode record) {
        try {
            assertEquals(false, record.has("absent"));
        } catch (MalformedPayloadException e) {
            assertEquals(true, e.toString().contains("found one twice"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void readingAllocatesAtMostThreeTimesTheDocumentAndAMegabyte(Shape shape) {
        byte[] document = shape.document(MEGABYTE);
        long allocated = allocated(() -> read(document));
        assertTrue(allocated <= 3L * document.length + MEGABYTE, allocated + " bytes");
    }

    @ParameterizedTest
    @EnumSource
    void twiceTheDocumentCostsTwiceAsMuch(Shape shape) {
        byte[] once = shape.document(MEGABYTE / 2);
        byte[] twice = shape.document(MEGABYTE);
        long small = allocated(() -> use(once));
        long large = allocated(() -> use(twice));
        assertTrue(large <= 2.2 * small + 100_000, small + " bytes, then " + large);
    }

    @Test
    void largeDocumentsOfSmallRecordsAreIndexed() {
        byte[] document = Shape.RECORDS_OF_SQS_ALONE.document(4 * MEGABYTE);
        try (Json json = Json.read(document)) {
            Iterator<JsonNode> unlike = json.root().at("Records").unlike();
            unlike.next();
            // Without an index nothing is known to be alike.
            assertEquals(false, unlike.hasNext());
        }
    }

    private static void read(byte[] document) {
        try (Json json = Json.read(document)) {
            assertEquals(true, json.root().end() > 0);
        } catch (MalformedPayloadException e) {
            assertEquals(true, e.toString().length() > 0);
        }
    }

    /** In the second run, after all classes are loaded, without what is kept in a {@link Scratch}. */
    private static long allocated(Runnable work) {
        work.run();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Scratch kept = Scratch.take();
        Scratch keptToo = Scratch.take();
        try {
            long before = threads.getCurrentThreadAllocatedBytes();
            work.run();
            return threads.getCurrentThreadAllocatedBytes() - before;
        } finally {
            kept.give();
            keptToo.give();
        }
    }

    @Test
    void sixMegabytesOfEveryShapeAreReadInAHeapOf64() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeap.class.getName())
                .redirectErrorStream(true)
                .start();
        // No measure of speed: what grows with the square would take hours.
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(Shape.values().length + " shapes", output.trim());
    }

    static final class SmallHeap {

        public static void main(String[] args) {
            Limits deep = Limits.STANDARD.withDepth(Integer.MAX_VALUE);
            for (Shape shape : Shape.values()) {
                byte[] document = shape.document(6 * MEGABYTE);
                use(document);
                try (Json json = Json.read(document, 0, document.length, deep)) {
                    assertEquals(true, json.root().end() > 0);
                } catch (MalformedPayloadException e) {
                    assertEquals(true, e.offset() >= 0);
                }
            }
            System.out.println(Shape.values().length + " shapes");
        }
    }
}
