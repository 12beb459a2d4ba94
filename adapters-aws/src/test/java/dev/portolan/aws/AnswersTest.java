package dev.portolan.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portolan.Delivery;
import dev.portolan.DeliveryFailedException;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {

    private static final String NOTHING_FAILED = "{\"batchItemFailures\":[]}";

    private static String sqs(String queue, String... messages) {
        List<String> records = new ArrayList<>();
        for (String message : messages) {
            String id = message.substring(message.indexOf('/') + 1);
            String group = message.substring(0, message.indexOf('/'));
            records.add(
                    "{'messageId':'" + id + "','receiptHandle':'r','body':'" + id + "','attributes':{'MessageGroupId':'"
                            + group + "'},'eventSourceARN':'arn:aws:sqs:eu-west-1:111122223333:" + queue + "'}");
        }
        return "{'Records':[" + String.join(",", records) + "]}";
    }

    private static String kinesis(String more, String... data) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < data.length; i++) {
            records.add("{'eventID':'shard:" + i + "','kinesis':{'sequenceNumber':'s" + i + "','data':'" + data[i]
                    + "'},'eventSourceARN':'arn:aws:kinesis:eu-west-1:111122223333:stream/s'}");
        }
        return "{'Records':[" + String.join(",", records) + "]" + more + "}";
    }

    private static String dynamoDb(String more, String... sequence) {
        List<String> records = new ArrayList<>();
        for (String number : sequence) {
            records.add("{'eventID':'e" + number + "','eventName':'INSERT','dynamodb':{'SequenceNumber':'" + number
                    + "'},'eventSourceARN':'arn:aws:dynamodb:eu-west-1:111122223333:table/T/stream/x'}");
        }
        return "{'Records':[" + String.join(",", records) + "]" + more + "}";
    }

    private static String s3(String... requests) {
        List<String> records = new ArrayList<>();
        for (String request : requests) {
            records.add(
                    "{'eventSource':'aws:s3','awsRegion':'eu-west-1','eventName':'ObjectCreated:Put','responseElements':{"
                            + "'x-amz-request-id':'" + request
                            + "','x-amz-id-2':'h'},'s3':{'bucket':{'name':'b'},'object':{'key':'k'}}}");
        }
        return "{'Records':[" + String.join(",", records) + "]}";
    }

    private static Delivery<byte[]> read(String payload) {
        return AwsAdapter.read(payload.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** Fails the events with these ids and notes the others. */
    private static final class Failing implements EventHandler {
        final List<String> handled = new ArrayList<>();
        final RuntimeException failure = new IllegalStateException("on purpose");
        private final List<String> ids;

        Failing(String... ids) {
            this.ids = List.of(ids);
        }

        @Override
        public void handle(Event event, Invocation invocation) {
            if (ids.contains(event.getId())) {
                throw failure;
            }
            handled.add(event.getId());
        }
    }

    private static String answer(String payload, EventHandler handler) {
        return new String(read(payload).handle(handler, Invocation.UNKNOWN), StandardCharsets.UTF_8);
    }

    @Test
    void success_is_said_in_full_and_never_by_nothing() {
        assertEquals(NOTHING_FAILED, answer(sqs("q", "a/1", "a/2"), new Failing()));
        assertEquals(NOTHING_FAILED, answer(kinesis("", "YQ=="), new Failing()));
        assertEquals(NOTHING_FAILED, answer(dynamoDb("", "1"), new Failing()));
        assertEquals(NOTHING_FAILED, answer("{'Records':[]}", new Failing()));
        assertEquals("null", answer(s3("r1"), new Failing()));
        assertEquals(
                "null", answer("{'Event':'s3:TestEvent','RequestId':'r','HostId':'h','Bucket':'b'}", new Failing()));
    }

    @Test
    void a_standard_queue_gets_back_the_failed_messages_alone() {
        Failing handler = new Failing("2", "4");
        assertEquals(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"},{\"itemIdentifier\":\"4\"}]}",
                answer(sqs("q", "a/1", "a/2", "a/3", "a/4", "a/5"), handler));
        assertEquals(List.of("1", "3", "5"), handler.handled);
    }

    @Test
    void a_fifo_queue_gets_back_the_rest_of_the_failed_group_too() {
        Failing handler = new Failing("2");
        assertEquals(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"},{\"itemIdentifier\":\"4\"}]}",
                answer(sqs("q.fifo", "a/1", "a/2", "b/3", "a/4", "b/5"), handler));
        assertEquals(List.of("1", "3", "5"), handler.handled);
    }

    @Test
    void the_queue_is_fifo_even_if_its_first_message_does_not_say_so() {
        String payload = sqs("q.fifo", "a/1", "a/2", "a/3");
        String firstArn = ",'eventSourceARN':'arn:aws:sqs:eu-west-1:111122223333:q.fifo'";
        int at = payload.indexOf(firstArn);
        Failing handler = new Failing();
        assertEquals(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"},{\"itemIdentifier\":\"2\"},{\"itemIdentifier\":\"3\"}]}",
                answer(payload.substring(0, at) + payload.substring(at + firstArn.length()), handler));
        assertEquals(List.of(), handler.handled);
    }

    @Test
    void a_stream_stops_at_the_first_failure_and_names_it_alone() {
        Failing handler = new Failing("shard:1", "shard:3");
        assertEquals(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"s1\"}]}",
                answer(kinesis("", "YQ==", "YQ==", "YQ==", "YQ=="), handler));
        assertEquals(List.of("shard:0"), handler.handled);
        assertEquals(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"222\"}]}",
                answer(dynamoDb("", "111", "222", "333"), new Failing("e222")));
    }

    @Test
    void a_record_that_cannot_be_decoded_is_a_failure_in_its_place() {
        Failing handler = new Failing();
        assertEquals(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"s1\"}]}",
                answer(kinesis("", "YQ==", "no base64", "YQ=="), handler));
        assertEquals(List.of("shard:0"), handler.handled);
    }

    @Test
    void a_failed_record_without_identifier_fails_the_batch() {
        String payload = dynamoDb("", "1", "2").replace("'SequenceNumber':'2'", "'SizeBytes':1");
        Failing handler = new Failing("e2");
        DeliveryFailedException failed = assertThrows(DeliveryFailedException.class, () -> answer(payload, handler));
        assertSame(handler.failure, failed.getCause());
        assertEquals(NOTHING_FAILED, answer(payload, new Failing()));
        String stream = kinesis("", "YQ==").replace("'sequenceNumber':'s0',", "");
        assertThrows(DeliveryFailedException.class, () -> answer(stream, new Failing("shard:0")));
    }

    @Test
    void repeated_identifiers_fail_the_batch_only_if_they_must_be_named() {
        String payload = sqs("q", "a/1", "a/1", "a/2");
        assertThrows(DeliveryFailedException.class, () -> answer(payload, new Failing("1")));
        assertEquals("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}", answer(payload, new Failing("2")));
    }

    @Test
    void all_of_a_notification_is_attempted_before_it_fails_as_a_whole() {
        Failing handler = new Failing("r1.h");
        DeliveryFailedException failed =
                assertThrows(DeliveryFailedException.class, () -> answer(s3("r1", "r2", "r3"), handler));
        assertSame(handler.failure, failed.getCause());
        assertEquals(List.of("r2.h", "r3.h"), handler.handled);
        String malformed = s3("r1", "r2").replaceFirst("'name':'b'", "'name':7");
        Failing other = new Failing();
        assertThrows(DeliveryFailedException.class, () -> answer(malformed, other));
        assertEquals(List.of("r2.h"), other.handled);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'window':{'start':'a','end':'b'}", "'isFinalInvokeForWindow':false"})
    void the_state_of_a_window_goes_back_as_it_came(String window) {
        String more = ",'state':{'n' : 1.10,'n':2}," + window;
        assertEquals(
                "{\"state\":{\"n\" : 1.10,\"n\":2},\"batchItemFailures\":[]}",
                answer(kinesis(more, "YQ=="), new Failing()));
        assertEquals(
                "{\"state\":{\"n\" : 1.10,\"n\":2},\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}]}",
                answer(dynamoDb(more, "1"), new Failing("e1")));
        assertEquals("{\"state\":{},\"batchItemFailures\":[]}", answer(kinesis("," + window, "YQ=="), new Failing()));
    }

    @Test
    void the_last_call_of_a_window_may_hold_no_records() {
        assertEquals(
                "{\"state\":{\"n\":1},\"batchItemFailures\":[]}",
                answer("{'Records':[],'state':{'n':1},'isFinalInvokeForWindow':true}", new Failing()));
    }
}
