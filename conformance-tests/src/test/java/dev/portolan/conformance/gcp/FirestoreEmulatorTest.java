package dev.portolan.conformance.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.DocumentChange.Operation;
import dev.portolan.gcp.CloudRun;
import dev.portolan.gcp.GcpAdapter;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Documents written in Google's Firestore emulator, whose triggers call {@link CloudRun}. */
final class FirestoreEmulatorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String DATABASE = "projects/proj/databases/(default)";
    private static final List<String> NAMES =
            List.of("alice", "al ice,b", "café%x", "ticket #12", "50% \"off\"", "a=b&c?d", "😀");

    private final Queue<Event> events = new ConcurrentLinkedQueue<>();
    private Rest firestore;

    @Test
    void every_write_reaches_the_handler_from_triggers_of_both_generations() throws Exception {
        Path jar = CloudSdk.jar("cloud-firestore-emulator", "cloud-firestore-emulator.jar");
        EventHandler keeper = (event, invocation) -> events.add(event.detached());
        int port = Child.freePort();
        try (CloudRun run = CloudRun.start(
                        keeper,
                        GcpAdapter.standard(),
                        null,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                Child emulator = Child.java(
                        Map.of(),
                        "-Xmx256m",
                        "-Duser.language=en",
                        "-cp",
                        jar.toString(),
                        "com.google.cloud.datastore.emulator.firestore.CloudFirestore",
                        "start",
                        "--host=127.0.0.1",
                        "--port=" + port,
                        "--functions_emulator=127.0.0.1:" + run.port())) {
            firestore = new Rest(port);
            emulator.awaitReady(firestore::isUp);
            register("users", "users/{id}");
            register("nested", "folders/{folder}/documents/{id}");
            for (String name : NAMES) {
                write("users/" + encoded(name), "1");
            }
            write("folders/f1/documents/d1", "1");
            write("users/alice", "2");
            firestore.call("DELETE", "/v1/" + DATABASE + "/documents/users/alice", "");
            await(2 * (NAMES.size() + 3));
        }
        assertSubjects();
        assertChanges();
    }

    private void register(String name, String document) throws Exception {
        firestore.call(
                "PUT",
                "/emulator/v1/projects/proj/triggers/first-" + name,
                "{\"eventTrigger\":{\"resource\":\"" + DATABASE + "/documents/" + document
                        + "\",\"eventType\":\"providers/cloud.firestore/eventTypes/document.write\",\"service\":\"firestore.googleapis.com\"}}");
        firestore.call(
                "POST",
                "/emulator/v1/projects/proj/eventarcTrigger?eventarcTriggerId=second-" + name,
                "{\"eventType\":\"google.cloud.firestore.document.v1.written\",\"database\":\"(default)\",\"namespace\":\"(default)\",\"document\":{\"value\":\""
                        + document + "\",\"matchType\":\"PATH_PATTERN\"}}");
    }

    private void write(String path, String number) throws Exception {
        firestore.call(
                "PATCH",
                "/v1/" + DATABASE + "/documents/" + path,
                "{\"fields\":{\"n\":{\"integerValue\":\"" + number + "\"},\"d\":{\"doubleValue\":1.5}}}");
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void await(int count) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (events.size() < count && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertEquals(count, events.size());
    }

    private void assertSubjects() {
        TreeSet<String> expected = new TreeSet<>(List.of("documents/folders/f1/documents/d1"));
        NAMES.forEach(name -> expected.add("documents/users/" + name));
        TreeSet<String> first = new TreeSet<>();
        TreeSet<String> second = new TreeSet<>();
        for (Event event : events) {
            boolean protobuf = "application/protobuf".equals(event.getDataContentType());
            (protobuf ? second : first).add(event.getSubject());
            assertEquals(
                    "//firestore.googleapis.com/" + DATABASE, event.getSource().toString());
            assertEquals("google.cloud.firestore.document.v1.written", event.getType());
        }
        assertEquals(expected, first);
        assertEquals(expected, second);
    }

    private void assertChanges() {
        int inserts = 0;
        int updates = 0;
        int deletes = 0;
        Map<String, Object> one = Map.of("n", BigDecimal.ONE, "d", new BigDecimal("1.5"));
        Map<String, Object> two = Map.of("n", new BigDecimal(2), "d", new BigDecimal("1.5"));
        for (Event event : events) {
            DocumentChange change = (DocumentChange) event.typedData();
            String id = String.valueOf(change.keys().get("id"));
            assertTrue(event.getSubject().equals("documents/" + change.table() + "/" + id), event.getSubject());
            if (change.operation() == Operation.INSERT) {
                assertEquals(one, change.after());
                inserts++;
            } else if (change.operation() == Operation.UPDATE) {
                assertEquals(List.of(one, two), List.of(change.before(), change.after()));
                updates++;
            } else if (change.operation() == Operation.DELETE) {
                assertEquals(two, change.before());
                deletes++;
            }
        }
        assertEquals(List.of(2 * (NAMES.size() + 1), 2, 2), List.of(inserts, updates, deletes));
    }
}
