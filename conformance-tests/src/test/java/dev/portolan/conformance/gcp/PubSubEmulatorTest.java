package dev.portolan.conformance.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.data.Message;
import dev.portolan.data.StoredObject;
import dev.portolan.gcp.CloudRun;
import dev.portolan.gcp.GcpAdapter;
import dev.portolan.gcp.Hop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Messages that Google's Pub/Sub emulator pushes to {@link CloudRun}. */
final class PubSubEmulatorTest {

    private static final String PROJECT = "/v1/projects/proj";
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final List<String> BODIES = List.of(
            "plain",
            "",
            "{\"total\":1.50}",
            "héllo ☕ 😀",
            "{\"message\":{\"messageId\":\"9\"},\"subscription\":\"x\"}",
            "line 1\r\nline 2\u0000",
            "%2F + a,b",
            "x".repeat(100_000));

    private static Child emulator;
    private static Rest pubsub;

    @BeforeAll
    static void startEmulator() throws Exception {
        Path jar = CloudSdk.jar("pubsub-emulator/lib", "cloud-pubsub-emulator-*-all.jar");
        int port = Child.freePort();
        emulator = Child.java(Map.of(), "-Xmx256m", "-jar", jar.toString(), "--host=127.0.0.1", "--port=" + port);
        pubsub = new Rest(port);
        emulator.awaitReady(pubsub::isUp);
    }

    @AfterAll
    static void stopEmulator() throws Exception {
        if (emulator != null) {
            emulator.close();
        }
    }

    /** Keeps the events, and fails each message the first time where it is told to. */
    private static final class Keeper implements EventHandler {
        private final Queue<Event> events = new ConcurrentLinkedQueue<>();
        private final Set<String> failedOnce = ConcurrentHashMap.newKeySet();
        private final boolean failsFirst;

        Keeper(boolean failsFirst) {
            this.failsFirst = failsFirst;
        }

        @Override
        public void handle(Event event, dev.portolan.Invocation invocation) {
            if (failsFirst && failedOnce.add(event.getId())) {
                throw new IllegalStateException("told to fail once");
            }
            events.add(event.detached());
        }

        void await(int count) throws InterruptedException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (events.size() < count && System.nanoTime() < deadline) {
                Thread.sleep(20);
            }
            assertTrue(events.size() >= count, events.size() + " of " + count + " events came");
        }
    }

    @Test
    void a_message_means_the_same_wrapped_and_unwrapped_and_none_is_lost() throws Exception {
        Keeper wrapped = new Keeper(true);
        Keeper unwrapped = new Keeper(true);
        try (CloudRun first = CloudRun.start(wrapped, GcpAdapter.standard(), null, ANY_PORT);
                CloudRun second = CloudRun.start(unwrapped, GcpAdapter.standard(), null, ANY_PORT)) {
            createTopic("orders");
            subscribe("wrapped", "orders", first, "/", false);
            subscribe("unwrapped", "orders", second, "/projects/proj/topics/orders", true);
            for (String body : BODIES) {
                publish(
                        "orders",
                        body,
                        "\"note\":\"é, %C3 \\\"q\\\"\",\"X-CloudTasks-TaskName\":\"forged\",\"ce-type\":\"forged\"");
            }
            wrapped.await(BODIES.size());
            unwrapped.await(BODIES.size());
        }
        assertEquals(new TreeSet<>(BODIES), new TreeSet<>(bodies(wrapped).values()));
        assertEquals(bodies(wrapped), bodies(unwrapped));
        for (Event event : wrapped.events) {
            assertEquals(
                    "//pubsub.googleapis.com/projects/proj/subscriptions/wrapped",
                    event.getSource().toString());
            assertEquals("é, %C3 \"q\"", ((Message) event.typedData()).attribute("note"));
            assertEquals("forged", ((Message) event.typedData()).attribute("ce-type"));
        }
        for (Event event : unwrapped.events) {
            assertEquals(
                    "//pubsub.googleapis.com/projects/proj/topics/orders",
                    event.getSource().toString());
            assertEquals("google.cloud.pubsub.topic.v1.messagePublished", event.getType());
            assertEquals("orders", ((Message) event.typedData()).queue());
            assertEquals("forged", ((Message) event.typedData()).attribute("ce-type"));
        }
    }

    private static Map<String, String> bodies(Keeper keeper) {
        Map<String, String> bodies = new TreeMap<>();
        for (Event event : keeper.events) {
            Message message = (Message) event.typedData();
            assertEquals(event.getId(), message.id());
            bodies.put(message.id(), message.body().utf8());
        }
        return bodies;
    }

    @Test
    void an_ordering_key_is_the_group() throws Exception {
        Keeper keeper = new Keeper(false);
        try (CloudRun run = CloudRun.start(keeper, GcpAdapter.standard(), null, ANY_PORT)) {
            createTopic("ordered");
            pubsub.call(
                    "PUT",
                    PROJECT + "/subscriptions/ordered",
                    "{\"topic\":\"projects/proj/topics/ordered\",\"enableMessageOrdering\":true,\"pushConfig\":{\"pushEndpoint\":\"http://127.0.0.1:"
                            + run.port() + "/\",\"noWrapper\":{\"writeMetadata\":true}}}");
            pubsub.call(
                    "POST",
                    PROJECT + "/topics/ordered:publish",
                    "{\"messages\":[{\"data\":\"YQ==\",\"orderingKey\":\"k 1\"}]}");
            keeper.await(1);
        }
        Event event = keeper.events.element();
        assertEquals("k 1", event.getExtension("partitionkey"));
        assertEquals("k 1", ((Message) event.typedData()).group());
    }

    @Test
    void cloudevents_and_storage_notifications_are_opened_where_that_is_asked_for() throws Exception {
        Keeper keeper = new Keeper(false);
        GcpAdapter opening = GcpAdapter.standard().opening(Hop.CLOUDEVENTS, Hop.STORAGE);
        try (CloudRun run = CloudRun.start(keeper, opening, null, ANY_PORT)) {
            createTopic("carried");
            subscribe("carried-wrapped", "carried", run, "/", false);
            subscribe("carried-unwrapped", "carried", run, "/", true);
            publish(
                    "carried",
                    "hi",
                    "\"ce-specversion\":\"1.0\",\"ce-id\":\"42\",\"ce-source\":\"/src\",\"ce-type\":\"my.type\","
                            + "\"ce-subject\":\"a,b c%25\",\"content-type\":\"text/plain\"");
            publish(
                    "carried",
                    "{\"name\":\"a b/é#12\",\"bucket\":\"photos\"}",
                    "\"eventType\":\"OBJECT_FINALIZE\",\"bucketId\":"
                            + "\"photos\",\"objectId\":\"a b/é#12\",\"payloadFormat\":\"JSON_API_V1\"");
            keeper.await(4);
        }
        int objects = 0;
        for (Event event : keeper.events) {
            assertEquals("pubsub", event.getExtension("via"));
            if (event.typedData() instanceof StoredObject object) {
                assertEquals("a b/é#12", object.key());
                assertEquals("objects/a b/é#12", event.getSubject());
                objects++;
            } else {
                assertEquals(
                        "42 /src my.type a,b c%25",
                        event.getId() + " " + event.getSource() + " " + event.getType() + " " + event.getSubject());
            }
        }
        assertEquals(2, objects);
    }

    private static void createTopic(String topic) throws Exception {
        pubsub.call("PUT", PROJECT + "/topics/" + topic, "{}");
    }

    private static void subscribe(String name, String topic, CloudRun run, String path, boolean unwrapped)
            throws Exception {
        String noWrapper = unwrapped ? ",\"noWrapper\":{\"writeMetadata\":true}" : "";
        pubsub.call(
                "PUT",
                PROJECT + "/subscriptions/" + name,
                "{\"topic\":\"projects/proj/topics/" + topic + "\",\"pushConfig\":{\"pushEndpoint\":\"http://127.0.0.1:"
                        + run.port() + path + "\"" + noWrapper + "}}");
    }

    private static void publish(String topic, String body, String attributes) throws Exception {
        String data = Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8));
        pubsub.call(
                "POST",
                PROJECT + "/topics/" + topic + ":publish",
                "{\"messages\":[{\"data\":\"" + data + "\",\"attributes\":{" + attributes + "}}]}");
    }
}
