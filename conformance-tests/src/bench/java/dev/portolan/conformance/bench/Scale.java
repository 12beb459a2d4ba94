package dev.portolan.conformance.bench;

import dev.portolan.Delivery;
import dev.portolan.Event;
import dev.portolan.PortolanException;
import dev.portolan.aws.AwsAdapter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How time grows with the size of unfriendly documents, and how much heap the largest payloads need. */
final class Scale {

    static final int[] SIZES = {128 << 10, 256 << 10, 512 << 10, 1 << 20, 2 << 20, 4 << 20};
    static final List<String> READERS = List.of("nothing", "each", "events", "data", "readTree", "builder", "pojos-builder");

    static final List<String> PAYLOADS = List.of("24 messages, 6 MB", "10 000 messages, 9 MB");

    private final Results results;
    private final Path folder;

    Scale(Results results, Path folder) {
        this.results = results;
        this.folder = folder;
    }

    void run(Jdk jdk) throws IOException, InterruptedException {
        for (Shape shape : Shape.values()) {
            System.err.printf("  growth, %s%n", shape.title());
            // The kernel's time for memory that is used for the first time would look like growth.
            String said = output(command(jdk, List.of("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"), Growth.class, shape.name()));
            List<Double> millis = new ArrayList<>();
            for (String line : said.split("\n", -1)) {
                if (line.startsWith("result ")) {
                    millis.add(Double.parseDouble(line.substring(7).trim()));
                }
            }
            results.put("growth " + shape, millis);
        }
        for (String payload : PAYLOADS) {
            Path file = folder.resolve("large.json");
            Payloads maker = new Payloads(1);
            Files.write(file, payload.startsWith("24 ") ? maker.sqsLarge(24, 250_000) : maker.sqs(10_000));
            for (String reader : READERS) {
                System.err.printf("  heap, %s, %s%n", payload, reader);
                results.put("heap " + payload + " " + reader, List.of((double) smallestHeap(jdk, file, reader)));
            }
        }
    }

    /** In MB: the smallest -Xmx with which the reader ends. */
    private static int smallestHeap(Jdk jdk, Path file, String reader) throws IOException, InterruptedException {
        int tooSmall = 4;
        int enough = 128;
        while (enough - tooSmall > 1) {
            int middle = (enough + tooSmall) / 2;
            Process process = new ProcessBuilder(
                            command(jdk, List.of("-Xmx" + middle + "m"), Heap.class, file.toString(), reader))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // Close to the edge a JVM collects garbage for minutes.
            boolean ended = process.waitFor(5, TimeUnit.SECONDS);
            if (ended && process.exitValue() == 0) {
                enough = middle;
            } else {
                tooSmall = middle;
            }
            process.destroyForcibly().waitFor();
        }
        return enough;
    }

    private static List<String> command(Jdk jdk, List<String> flags, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(jdk.java());
        command.addAll(Jdk.C1);
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        return said;
    }

    /** Prints the CPU time, in milliseconds, that each size of a shape takes with its data and typed data. */
    static final class Growth {

        private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

        public static void main(String[] arguments) {
            Shape shape = Shape.valueOf(arguments[0]);
            for (int i = 0; i < 20; i++) {
                read(shape.document(64 << 10));
            }
            for (int size : SIZES) {
                byte[] document = shape.document(size);
                long best = Long.MAX_VALUE;
                for (int i = 0; i < 7; i++) {
                    long start = THREAD.getCurrentThreadCpuTime();
                    read(document);
                    best = Math.min(best, THREAD.getCurrentThreadCpuTime() - start);
                }
                System.out.println("result " + best / 1e6);
            }
        }

        private static void read(byte[] document) {
            try {
                Delivery<byte[]> delivery = AwsAdapter.read(document);
                for (int i = 0; i < delivery.size(); i++) {
                    readItem(delivery, i);
                }
            } catch (PortolanException e) {
                Variants.sink = e;
            }
        }

        private static void readItem(Delivery<byte[]> delivery, int item) {
            try {
                for (Event event : delivery.events(item)) {
                    Variants.sink = event.data();
                    Variants.sink = event.typedData();
                }
            } catch (PortolanException e) {
                Variants.sink = e;
            }
        }
    }

    /** Reads a file and makes something of it. */
    static final class Heap {

        private static Object sink;

        public static void main(String[] arguments) throws Exception {
            byte[] payload = Files.readAllBytes(Path.of(arguments[0]));
            switch (arguments[1]) {
                case "nothing" -> sink = payload;
                case "each" -> {
                    Delivery<byte[]> delivery = AwsAdapter.read(payload);
                    for (int i = 0; i < delivery.size(); i++) {
                        sink = delivery.events(i).get(0).data();
                    }
                }
                case "events" -> sink = AwsAdapter.read(payload).events();
                case "data" -> {
                    List<Object> all = new ArrayList<>();
                    for (Event event : AwsAdapter.read(payload).events()) {
                        all.add(event);
                        all.add(event.data());
                    }
                    sink = all;
                }
                default -> sink = Variants.of(Case.SQS_10000).get(arguments[1]).run(payload);
            }
            if (sink == null) {
                throw new IllegalStateException("nothing was made");
            }
        }
    }
}
