package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.aws.AwsAdapter;
import dev.portolan.azure.AzureAdapter;
import dev.portolan.gcp.GcpAdapter;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a fresh JVM loads until the first event is handled: counted, because milliseconds depend on the machine. */
class ColdPathTest {

    /** Takes tens of milliseconds at first use, or makes classes while it runs. */
    private static final List<String> SLOW = List.of(
            "com.fasterxml.",
            "io.cloudevents.core.",
            "java.time.format.",
            "java.util.regex.",
            "java.util.stream.",
            "java.util.ServiceLoader",
            "java.util.logging.",
            "java.lang.reflect.Proxy",
            "java.lang.runtime.",
            "java.lang.invoke.LambdaForm",
            // Java 25 makes the first offset with a VarHandle.
            "java.lang.invoke.VarHandle",
            "java.time.ZoneOffset");

    /** The name of a class, without the address that a hidden one has behind it. */
    private static final Pattern LOADED = Pattern.compile("\\] ([^ /]+)(/\\S+)? source: ");

    @TempDir
    private Path folder;

    /** Hands a payload to a handler that asks every event for what every handler asks for. */
    static final class HandleEvents implements EventHandler {

        private long length;

        public static void main(String[] arguments) throws IOException {
            HandleEvents handler = new HandleEvents();
            byte[] payload = ReadOnly.bytes(arguments[0]);
            switch (arguments[1]) {
                case "aws" -> AwsAdapter.read(payload).handle(handler, Invocation.UNKNOWN);
                case "gcp" -> GcpAdapter.read(payload).handle(handler, Invocation.UNKNOWN);
                case "azure" ->
                    AzureAdapter.standard()
                            .delivery(payload, Invocation.UNKNOWN)
                            .handle(handler, Invocation.UNKNOWN);
                default -> throw new IllegalArgumentException("expected a cloud, found " + arguments[1]);
            }
            System.out.println(handler.length);
        }

        @Override
        public void handle(Event event, Invocation invocation) {
            byte[] data = event.data();
            length += event.getId().length() + (data == null ? 0 : data.length);
        }
    }

    /** Reads a payload and does nothing with it, but has opened every jar: what that takes is the JDK's own affair. */
    static final class ReadOnly {
        public static void main(String[] arguments) throws IOException {
            if (ClassLoader.getSystemResource("there is no such resource") != null) {
                throw new IOException("there is one");
            }
            System.out.println((long) bytes(arguments[0]).length);
        }

        static byte[] bytes(String file) throws IOException {
            try (InputStream in = new FileInputStream(file)) {
                return in.readAllBytes();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "aws/sqs/fifo-message-carries-its-group.json, 39",
        "aws/s3/key-is-decoded-exactly-once.json, 37",
        "aws/kinesis/record.json, 39",
        "aws/dynamodb/insert-modify-remove.json, 41",
        "aws/http-v2/get-request.json, 47",
        "gcp/pubsub/message.http, 48",
        "gcp/legacy/storage-finalize.json, 45",
        "gcp/cloudevent/storage-finalized.http, 52",
        "azure/eventgrid/blob-deleted.json, 41",
        "azure/servicebus/topic-subscription.json, 55",
        "azure/http/post-with-body.json, 49",
    })
    void few_classes_are_loaded_until_the_first_event_is_handled(String fixture, int most) throws Exception {
        Set<String> loaded = loaded(HandleEvents.class, fixture);
        loaded.removeAll(loaded(ReadOnly.class, fixture));
        Set<String> ours = new TreeSet<>(loaded);
        ours.removeIf(name -> name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun."));
        ours.removeIf(name -> name.startsWith(ColdPathTest.class.getName()));
        assertTrue(ours.contains("dev.portolan.Event"), ours::toString);
        assertTrue(ours.size() <= most, () -> ours.size() + " classes: " + String.join("\n", ours));
        Set<String> slow = new TreeSet<>(loaded);
        slow.removeIf(name -> SLOW.stream().noneMatch(name::startsWith) && !name.contains("$$Lambda"));
        assertEquals(Set.of(), slow);
    }

    @Test
    void what_is_slow_is_seen() throws Exception {
        assertTrue(loaded(ReadOnly.class, "aws/sqs/fifo-message-carries-its-group.json")
                .contains(ReadOnly.class.getName()));
        assertTrue(LOADED.matcher("[0.042s][info][class,load] a.B$$Lambda/0x01 source: a.B")
                .find());
    }

    private Set<String> loaded(Class<?> main, String fixture) throws IOException, InterruptedException {
        Path log = folder.resolve(main.getSimpleName() + ".log");
        Path payload = folder.resolve("payload.json");
        try (InputStream in = Event.class.getResourceAsStream("/dev/portolan/conformance/fixtures/" + fixture)) {
            Files.write(payload, in.readAllBytes());
        }
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log,
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        payload.toString(),
                        fixture.substring(0, fixture.indexOf('/')))
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(java.waitFor(1, TimeUnit.MINUTES));
        assertEquals(0, java.exitValue(), said);
        Set<String> loaded = new TreeSet<>();
        for (String line : Files.readAllLines(log)) {
            Matcher matcher = LOADED.matcher(line);
            if (matcher.find()) {
                loaded.add(matcher.group(1));
            }
        }
        return loaded;
    }
}
