package dev.portolan.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Delivery;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import dev.portolan.PortolanException;
import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.data.DocumentChange;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Embedding: what the worker delivers, handed to the adapter without a class of Azure's. */
class AzurePayloadTest {

    private static final List<String> TRIGGERS = List.of(
            "httpTrigger",
            "eventGridTrigger",
            "blobTrigger",
            "queueTrigger",
            "serviceBusTrigger",
            "eventHubTrigger",
            "kafkaTrigger",
            "rabbitMQTrigger",
            "cosmosDBTrigger",
            "sqlTrigger",
            "mysqlTrigger",
            "redisListTrigger",
            "redisPubSubTrigger",
            "redisStreamTrigger",
            "timerTrigger",
            "signalRTrigger",
            "daprTopicTrigger",
            "daprBindingTrigger",
            "mcpToolTrigger",
            "warmupTrigger",
            "orchestrationTrigger");

    private static final List<String> NAMES = List.of(
            "Id",
            "BlobTrigger",
            "Uri",
            "Properties",
            "SequenceNumber",
            "ApplicationProperties",
            "EnqueuedTimeUtc",
            "SystemProperties",
            "PartitionContext",
            "Topic",
            "Partition",
            "Offset",
            "Key",
            "Timestamp",
            "Headers",
            "BasicProperties",
            "PopReceipt",
            "DequeueCount",
            "LockToken",
            "DeliveryCount",
            "ContentType");

    private static final List<String> CANARIES = List.of(
            "c4n4ry",
            "\"c4n4ry\"",
            "{\"c4n4ry\":1}",
            "[\"c4n4ry\"]",
            "{\"PartitionId\":\"c4n4ry\",\"SequenceNumber\":7,\"ETag\":\"c4n4ry\"}",
            "[{\"Key\":\"c4n4ry\",\"Value\":\"c4n4ry!\"}]",
            "{\"specversion\":\"c4n4ry\"}",
            "[{\"id\":\"c4n4ry\",\"eventType\":7}]",
            "c4n4ry/\u0000\ud800",
            "{\"c4n4ry\":",
            "",
            "7",
            "null");

    @Test
    void a_document_may_have_as_many_members_as_its_owner_likes() {
        StringBuilder documents = new StringBuilder("[{\"id\":\"1\",\"_rid\":\"r\",\"_etag\":\"e\"");
        for (int i = 0; i < 2_000; i++) {
            documents.append(",\"n").append(i).append("\":").append(i);
        }
        Event event = AzureAdapter.read(AzurePayload.of(
                        "cosmosDBTrigger", documents.append("}]").toString()))
                .events()
                .get(0);

        assertEquals("r.e", event.getId());
        assertInstanceOf(DocumentChange.class, event.typedData());
    }

    @Test
    void what_a_message_carries_is_read_under_the_same_limits() {
        AzurePayload message = AzurePayload.of(
                "queueTrigger",
                utf8(
                        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data\":[[[[[[[[1]]]]]]]]}"));
        AzureAdapter opening = AzureAdapter.standard().opening(Hop.CLOUDEVENTS);

        Limits limits = Limits.STANDARD.withDepth(9);
        assertEquals(
                "1",
                only(opening.withLimits(limits).delivery(message, Invocation.UNKNOWN))
                        .getId());
        Delivery<HttpResponse> refused = opening.withLimits(limits.withDepth(8)).delivery(message, Invocation.UNKNOWN);
        assertThrows(MalformedPayloadException.class, () -> refused.events(0));
    }

    @Test
    void a_payload_reads_like_its_description() {
        Event given = only(AzureAdapter.read(AzurePayload.of("queueTrigger", utf8("{\"n\":1}"))
                .withMetadata(Map.of("Id", "5f2c", "DequeueCount", 2, "InsertionTime", "\"2026-01-02T03:04:05+00:00\""))
                .withBinding(Map.of("queueName", "orders", "account", "contoso"))));
        Event described =
                only(AzureAdapter.read(utf8("{\"trigger\":\"queueTrigger\",\"payload\":{\"base64\":\"eyJuIjoxfQ==\"},"
                        + "\"metadata\":{\"Id\":\"5f2c\",\"DequeueCount\":2,\"InsertionTime\":\"2026-01-02T03:04:05Z\"},"
                        + "\"binding\":{\"queueName\":\"orders\",\"account\":\"contoso\"}}")));
        assertEquals(described, given);
        assertEquals(described.typedData(), given.typedData());
        assertEquals(
                "https://contoso.queue.core.windows.net/orders",
                given.getSource().toString());
    }

    @Test
    void batches_come_as_arrays_with_lists_and_arrays_of_metadata() {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        metadata.put("SequenceNumberArray", new long[] {3, 4});
        metadata.put("MessageIdArray", List.of("m-1", "m-2"));
        metadata.put("SubjectArray", new String[] {"s-1"});
        metadata.put("ApplicationPropertiesArray", "[{},{\"k\":\"v\"}]");
        metadata.put("CorrelationIdArray", null);
        Delivery<HttpResponse> bytes = AzureAdapter.read(
                AzurePayload.ofBatch("serviceBusTrigger", utf8("a"), utf8("b")).withMetadata(metadata));
        Delivery<HttpResponse> texts = AzureAdapter.read(
                AzurePayload.ofBatch("serviceBusTrigger", "a", "b").withMetadata(metadata));
        assertEquals(bytes.events(), texts.events());
        assertEquals("4", bytes.events().get(1).getId());
        assertEquals(null, bytes.events().get(0).getSubject());
    }

    @Test
    void a_request_needs_no_legal_url() {
        Event event = only(AzureAdapter.read(AzurePayload.ofRequest(
                "GET",
                "https://h:7071/a b?q=a|b",
                Map.of("Cookie", "a=1; b=2", "X-Forwarded-For", "[2001:db8::1]:443"),
                null)));
        HttpRequest request = (HttpRequest) event.typedData();
        assertEquals("/a%20b", request.path());
        assertEquals(List.of("a|b"), request.query().get("q"));
        assertEquals(List.of("a=1", "b=2"), request.cookies());
        assertEquals("h:7071", request.host());
        assertEquals("2001:db8::1", request.clientAddress());
        assertThrows(
                MalformedPayloadException.class,
                () -> AzureAdapter.read(AzurePayload.ofRequest("GET", "/a", Map.of(), null))
                        .events());
    }

    @Test
    void nothing_identifies_what_has_no_identity_but_the_invocation() {
        AzurePayload payload = AzurePayload.of("daprBindingTrigger", utf8("x"));
        Invocation invocation = new Invocation("i-1", null, null, null, java.time.Clock.systemUTC());
        assertEquals(
                "i-1",
                only(AzureAdapter.standard().delivery(payload, invocation)).getId());
        String hash = only(AzureAdapter.read(payload)).getId();
        assertTrue(hash.startsWith("sha256-"), hash);
        assertEquals(hash, only(AzureAdapter.read(payload)).getId());
    }

    @Test
    void an_unknown_trigger_is_never_guessed() {
        assertThrows(
                UnrecognizedPayloadException.class,
                () -> AzureAdapter.read(AzurePayload.of("webPubSubTrigger", utf8("x"))));
        assertThrows(UnrecognizedPayloadException.class, () -> AzureAdapter.read(AzurePayload.of(null, "text")));
    }

    @Test
    void whatever_comes_gives_events_or_one_of_two_errors_that_quote_nothing() {
        Random random = new Random(4);
        for (int round = 0; round < 60_000; round++) {
            AzurePayload payload = payload(random);
            try {
                Delivery<HttpResponse> delivery =
                        AzureAdapter.standard().opening(Hop.values()).delivery(payload, Invocation.UNKNOWN);
                for (int item = 0; item < delivery.size(); item++) {
                    read(delivery, item);
                }
            } catch (MalformedPayloadException | UnrecognizedPayloadException e) {
                requireQuiet(e);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("round " + round + " of seed 4: " + payload, e);
            }
            assertFalse(payload.toString().contains("c4n4ry"));
        }
    }

    private static void read(Delivery<HttpResponse> delivery, int item) {
        try {
            for (Event event : delivery.events(item)) {
                assertFalse(event.typedData().toString().contains("c4n4ry"));
                assertFalse(event.toString().contains("c4n4ry"));
            }
        } catch (MalformedPayloadException e) {
            requireQuiet(e);
        }
    }

    private static void requireQuiet(PortolanException e) {
        String message = String.valueOf(e.getMessage());
        // A path names members, and the author of a payload names those of his own objects.
        String path = e instanceof MalformedPayloadException malformed ? malformed.path() : "";
        assertFalse(message.replace(path, "").contains("c4n4ry"), message);
    }

    private static AzurePayload payload(Random random) {
        String trigger = pick(random, TRIGGERS);
        int parts = random.nextInt(4);
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        for (String name : NAMES) {
            if (random.nextInt(3) > 0) {
                metadata.put(name, pick(random, CANARIES));
                List<String> values = new ArrayList<>();
                for (int i = random.nextInt(2); i < parts; i++) {
                    values.add(pick(random, CANARIES));
                }
                metadata.put(name + "Array", random.nextBoolean() ? values : "[" + String.join(",", values) + "]");
            }
        }
        Map<String, String> binding = Map.of("queueName", pick(random, CANARIES), "brokerList", pick(random, CANARIES));
        String[] texts = new String[parts];
        for (int i = 0; i < parts; i++) {
            texts[i] = pick(random, CANARIES);
        }
        AzurePayload payload = trigger.equals("httpTrigger")
                ? AzurePayload.ofRequest(
                        "POST", "https://" + pick(random, CANARIES), headers(random), utf8(pick(random, CANARIES)))
                : switch (random.nextInt(4)) {
                    case 0 -> AzurePayload.of(trigger, pick(random, CANARIES));
                    case 1 -> AzurePayload.of(trigger, utf8(pick(random, CANARIES)));
                    case 2 -> AzurePayload.ofBatch(trigger, texts);
                    default -> AzurePayload.of(random.nextBoolean() ? null : trigger, utf8(pick(random, CANARIES)));
                };
        return payload.withMetadata(metadata).withBinding(binding);
    }

    private static Map<String, String> headers(Random random) {
        return Map.of(
                pick(random, List.of("ce-specversion", "aeg-event-type", "x")),
                pick(random, List.of("1.0", "Notification", "c4n4ry")),
                "content-type",
                pick(random, List.of("application/cloudevents+json", "application/cloudevents-batch+json", "c4n4ry")));
    }

    private static String pick(Random random, List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static Event only(Delivery<HttpResponse> delivery) {
        assertEquals(1, delivery.events().size());
        return delivery.events().get(0);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
