package dev.portolan.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.DeliveryFailedException;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import dev.portolan.data.StreamRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KafkaAnswersTest {

    private static final byte[] PAYLOAD = ("{\"eventSourceArn\":\"arn:aws:kafka:eu-west-1:1:cluster/c/1\",\"records\":{"
                    + "\"in-0\":[" + record("in", 0, 7) + "," + record("in", 0, 8) + "," + record("in", 0, 9) + "],"
                    + "\"in-1\":[" + record("in", 1, 7) + "," + record("in", 1, 8) + "]}}")
            .getBytes(StandardCharsets.UTF_8);

    private static String record(String topic, int partition, int offset) {
        return "{\"topic\":\"" + topic + "\",\"partition\":" + partition + ",\"offset\":" + offset
                + ",\"value\":\"YQ==\"}";
    }

    private final List<String> handled = new ArrayList<>();

    private EventHandler failingAt(String id) {
        return (event, invocation) -> {
            if (event.getId().equals(id)) {
                throw new IllegalStateException("on purpose");
            }
            handled.add(event.getId());
        };
    }

    @Test
    void a_failure_throws_unless_item_failures_are_reported() {
        assertThrows(
                DeliveryFailedException.class,
                () -> AwsAdapter.read(PAYLOAD).handle(failingAt("in-0@8"), Invocation.UNKNOWN));
    }

    @Test
    void a_partition_stops_at_its_failure_and_the_others_go_on() {
        assertEquals(
                "{\"batchItemFailures\":["
                        + "{\"itemIdentifier\":{\"partition\":\"in-0\",\"offset\":8}},"
                        + "{\"itemIdentifier\":{\"partition\":\"in-0\",\"offset\":9}}]}",
                reported("in-0@8"));
        assertEquals(List.of("in-0@7", "in-1@7", "in-1@8"), handled);
    }

    @Test
    void success_is_said_in_full() {
        assertEquals("{\"batchItemFailures\":[]}", reported("none"));
        assertEquals(5, handled.size());
    }

    @Test
    void a_batch_may_come_from_more_partitions_than_an_object_has_members() {
        StringBuilder records = new StringBuilder();
        for (int partition = 0; partition < 1_500; partition++) {
            records.append(partition == 0 ? "" : ",")
                    .append("\"in-" + partition + "\":[" + record("in", partition, 7) + "]");
        }
        byte[] payload = ("{\"eventSourceArn\":\"a\",\"records\":{" + records + "}}").getBytes(StandardCharsets.UTF_8);

        assertEquals(1_500, AwsAdapter.read(payload).events().size());
        AwsAdapter adapter = AwsAdapter.standard().withLimits(Limits.STANDARD.withItems(1_499));
        MalformedPayloadException refused =
                assertThrows(MalformedPayloadException.class, () -> adapter.delivery(payload, Invocation.UNKNOWN));
        assertEquals("records", refused.path());
        assertTrue(String.valueOf(refused.getMessage()).contains("Limits.withItems sets it"), refused.getMessage());
    }

    @Test
    void a_header_may_have_more_bytes_than_an_object_has_members() {
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < 1_500; i++) {
            value.append(i == 0 ? "" : ",").append("\"" + i + "\":" + i % 256);
        }
        String record = record("in", 0, 7).replace("}", ",\"headers\":[{\"h\":{" + value + "}}]}");
        byte[] payload =
                ("{\"eventSourceArn\":\"a\",\"records\":{\"in-0\":[" + record + "]}}").getBytes(StandardCharsets.UTF_8);

        StreamRecord read =
                (StreamRecord) AwsAdapter.read(payload).events().get(0).typedData();
        byte[] bytes = Objects.requireNonNull(read.headers().get(0).value()).toArray();
        assertEquals(1_500, bytes.length);
        assertEquals((byte) 1_499, bytes[1_499]);
    }

    @Test
    void a_batch_may_come_from_more_queues_than_an_object_has_members() {
        StringBuilder queues = new StringBuilder();
        for (int queue = 0; queue < 1_500; queue++) {
            queues.append(queue == 0 ? "" : ",").append("\"q" + queue + "::/\":[{\"data\":\"YQ==\"}]");
        }
        byte[] payload = ("{\"eventSource\":\"aws:rmq\",\"eventSourceArn\":\"a\",\"rmqMessagesByQueue\":{" + queues
                        + "}}")
                .getBytes(StandardCharsets.UTF_8);

        List<Event> events = AwsAdapter.read(payload).events();
        assertEquals(1_500, events.size());
        assertEquals("q1499", events.get(1_499).getSubject());
    }

    private String reported(String failing) {
        AwsAdapter adapter = AwsAdapter.standard().reportingKafkaItems();
        byte[] answer = adapter.delivery(PAYLOAD, Invocation.UNKNOWN).handle(failingAt(failing), Invocation.UNKNOWN);
        return new String(answer, StandardCharsets.UTF_8);
    }
}
