package dev.portolan.conformance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.portolan.aws.AwsAdapter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes that an event takes until it is there, its data unread: to the byte the same in every run with C1. */
class AllocationTest {

    private static final Map<String, Integer> BYTES = new HashMap<>();

    @BeforeAll
    static void count() throws IOException, InterruptedException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Count.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, java.waitFor(), said);
        for (String line : said.split("\n", -1)) {
            String[] parts = line.split(" ", -1);
            if (parts.length == 2) {
                BYTES.put(parts[0], Integer.parseInt(parts[1]));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"sqs, 352", "sqs-large, 683", "kinesis, 453", "dynamodb, 511", "s3, 1196", "http, 1416"})
    void an_event_takes_few_bytes(String kind, int most) {
        int bytes = BYTES.get(kind);
        assertTrue(bytes <= most, () -> kind + ": " + bytes + " bytes per event, at most " + most);
    }

    /** Prints what is allocated for one event of each kind. */
    static final class Count {

        private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        /** A text that comes again is not made again. */
        private static final int DIFFERENT = 64;

        public static void main(String[] arguments) {
            count("sqs", 10, payloads -> payloads.sqs(10));
            count("sqs-large", 10_000, payloads -> payloads.sqs(10_000));
            count("kinesis", 100, Payloads::kinesis);
            count("dynamodb", 100, Payloads::dynamoDb);
            count("s3", 1, Payloads::s3);
            count("http", 1, Payloads::httpV2);
        }

        private static void count(String kind, int events, Function<Payloads, byte[]> maker) {
            Payloads made = new Payloads(1);
            // What is large shows what it takes by few.
            byte[][] payloads = new byte[events > 100 ? 4 : DIFFERENT][];
            for (int i = 0; i < payloads.length; i++) {
                payloads[i] = maker.apply(made);
            }
            long least = Long.MAX_VALUE;
            for (int pass = 0; pass < 20; pass++) {
                long before = THREAD.getCurrentThreadAllocatedBytes();
                for (byte[] payload : payloads) {
                    if (AwsAdapter.read(payload).events().size() != events) {
                        throw new IllegalStateException(kind);
                    }
                }
                least = Math.min(least, THREAD.getCurrentThreadAllocatedBytes() - before);
            }
            System.out.println(kind + " " + least / payloads.length / events);
        }
    }
}
