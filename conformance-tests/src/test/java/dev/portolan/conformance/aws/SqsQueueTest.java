package dev.portolan.conformance.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.aws.AwsAdapter;
import dev.portolan.data.Message;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A thousand messages through a real queue: the test plays the event source mapping, which deletes what the function's
 * answer does not name and lets the rest come again.
 */
@Timeout(120)
class SqsQueueTest {

    private static final int MESSAGES = 1_000;
    private static final int GROUPS = 25;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static SQSRestServer server;
    private static URI endpoint;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start_the_queue_server() {
        server = SQSRestServerBuilder.withInterface("127.0.0.1")
                .withDynamicPort()
                .start();
        endpoint = URI.create(
                "http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort() + "/");
    }

    @AfterAll
    static void stop_the_queue_server() {
        server.stopAndWait();
    }

    @Test
    void no_message_of_a_standard_queue_is_lost_or_acknowledged_unhandled() throws Exception {
        String queue = createQueue("orders");
        send(queue, false);
        Set<String> handled = ConcurrentHashMap.newKeySet();
        Random random = new Random(7);
        EventHandler handler = (event, invocation) -> {
            if (fails(random)) {
                throw new IllegalStateException("at random");
            }
            handled.add(((Message) event.typedData()).body().utf8());
        };
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            Set<String> deleted = workOff(queue, "arn:aws:sqs:eu-west-1:111122223333:orders", handler, executor);
            assertEquals(MESSAGES, handled.size());
            assertEquals(handled, deleted);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void each_group_of_a_fifo_queue_is_handled_in_order_and_nothing_after_its_failure() throws Exception {
        String queue = createQueue("orders.fifo");
        send(queue, true);
        Map<String, List<Integer>> handledByGroup = new ConcurrentHashMap<>();
        Random random = new Random(11);
        EventHandler handler = (event, invocation) -> {
            if (fails(random)) {
                throw new IllegalStateException("at random");
            }
            Message message = (Message) event.typedData();
            handledByGroup
                    .computeIfAbsent(String.valueOf(message.group()), group -> new ArrayList<>())
                    .add(Integer.parseInt(message.body().utf8()));
        };
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            Set<String> deleted = workOff(queue, "arn:aws:sqs:eu-west-1:111122223333:orders.fifo", handler, executor);
            assertEquals(MESSAGES, deleted.size());
        } finally {
            executor.shutdownNow();
        }
        assertEquals(GROUPS, handledByGroup.size());
        for (Map.Entry<String, List<Integer>> group : handledByGroup.entrySet()) {
            List<Integer> expected = new ArrayList<>();
            for (int i = Integer.parseInt(group.getKey().substring(1)); i < MESSAGES; i += GROUPS) {
                expected.add(i);
            }
            assertEquals(expected, group.getValue(), group.getKey());
        }
    }

    private static boolean fails(Random random) {
        synchronized (random) {
            return random.nextInt(10) < 3;
        }
    }

    /** Receives and invokes until the queue stays empty; gives the bodies of the messages it has deleted. */
    private Set<String> workOff(String queue, String arn, EventHandler handler, ExecutorService executor)
            throws Exception {
        Set<String> deleted = new HashSet<>();
        int unfinished = MESSAGES;
        while (unfinished > 0) {
            JsonNode messages = call(
                            "ReceiveMessage",
                            JSON.createObjectNode()
                                    .put("QueueUrl", queue)
                                    .put("MaxNumberOfMessages", 10)
                                    .put("VisibilityTimeout", 60)
                                    .set(
                                            "AttributeNames",
                                            JSON.createArrayNode().add("All")))
                    .path("Messages");
            assertTrue(messages.size() > 0, "a message is neither deleted nor delivered again");
            byte[] answer = AwsAdapter.read(lambdaPayload(messages, arn)).handle(handler, Invocation.UNKNOWN, executor);
            Set<String> failed = new HashSet<>();
            JSON.readTree(answer)
                    .required("batchItemFailures")
                    .forEach(failure ->
                            failed.add(failure.required("itemIdentifier").textValue()));
            for (JsonNode message : messages) {
                ObjectNode request = JSON.createObjectNode()
                        .put("QueueUrl", queue)
                        .put("ReceiptHandle", message.required("ReceiptHandle").textValue());
                if (failed.contains(message.required("MessageId").textValue())) {
                    call("ChangeMessageVisibility", request.put("VisibilityTimeout", 0));
                } else {
                    call("DeleteMessage", request);
                    deleted.add(message.required("Body").textValue());
                    unfinished--;
                }
            }
        }
        return deleted;
    }

    /** The payload that Lambda makes of received messages. */
    private static byte[] lambdaPayload(JsonNode messages, String arn) throws IOException {
        ArrayNode records = JSON.createArrayNode();
        for (JsonNode message : messages) {
            records.addObject()
                    .put("messageId", message.required("MessageId").textValue())
                    .put("receiptHandle", message.required("ReceiptHandle").textValue())
                    .put("body", message.required("Body").textValue())
                    .put("md5OfBody", message.required("MD5OfBody").textValue())
                    .put("eventSource", "aws:sqs")
                    .put("eventSourceARN", arn)
                    .put("awsRegion", "eu-west-1")
                    .<ObjectNode>set("attributes", message.path("Attributes"))
                    .set("messageAttributes", JSON.createObjectNode());
        }
        return JSON.writeValueAsBytes(JSON.createObjectNode().set("Records", records));
    }

    private String createQueue(String name) throws Exception {
        ObjectNode attributes = JSON.createObjectNode();
        if (name.endsWith(".fifo")) {
            attributes.put("FifoQueue", "true").put("ContentBasedDeduplication", "true");
        }
        return call(
                        "CreateQueue",
                        JSON.createObjectNode().put("QueueName", name).set("Attributes", attributes))
                .required("QueueUrl")
                .textValue();
    }

    private void send(String queue, boolean grouped) throws Exception {
        for (int i = 0; i < MESSAGES; i += 10) {
            ArrayNode entries = JSON.createArrayNode();
            for (int j = i; j < i + 10; j++) {
                ObjectNode entry = entries.addObject().put("Id", "e" + j).put("MessageBody", Integer.toString(j));
                if (grouped) {
                    entry.put("MessageGroupId", "g" + j % GROUPS);
                }
            }
            JsonNode sent = call(
                    "SendMessageBatch",
                    JSON.createObjectNode().put("QueueUrl", queue).set("Entries", entries));
            assertEquals(10, sent.path("Successful").size());
        }
    }

    private JsonNode call(String action, JsonNode request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(
                HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", "AmazonSQS." + action)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request)))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, response.statusCode(), action);
        return response.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(response.body());
    }
}
