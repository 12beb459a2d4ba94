package dev.portolan.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.portolan.Invocation;
import dev.portolan.RejectedEventException;
import dev.portolan.aws.AwsAdapter;
import dev.portolan.aws.LambdaEntry;
import dev.portolan.conformance.simulate.Simulate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The deployment page's entries, and the wrapped handler of the handlers' page. */
class DeploymentTest {

    @Test
    void a_function_that_takes_AWSs_class_fails_one_message() {
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message("m1", "fail"), message("m2", "good")));
        List<SQSBatchResponse.BatchItemFailure> failures =
                new SqsFunction().handleRequest(event, null).getBatchItemFailures();
        assertEquals(
                List.of("m1"),
                failures.stream()
                        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                        .toList());
    }

    private static SQSEvent.SQSMessage message(String id, String body) {
        SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
        message.setMessageId(id);
        message.setBody(body);
        message.setEventSource("aws:sqs");
        message.setEventSourceArn("arn:aws:sqs:eu-west-1:111122223333:orders");
        return message;
    }

    @Test
    void an_entry_of_ones_own_takes_any_json() throws IOException {
        assertEquals("null", invoke(new OrdersFunction(), "{\"key1\":\"value1\"}"));
        assertEquals(
                "{\"batchItemFailures\":[]}",
                invoke(
                        new OrdersFunction(),
                        new String(Simulate.message("a").forSource("aws:sqs"), StandardCharsets.UTF_8)));
    }

    private static String invoke(LambdaEntry entry, String payload) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        entry.handleRequest(new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8)), answer, null);
        return answer.toString(StandardCharsets.UTF_8);
    }

    @Test
    void an_entry_of_ones_own_is_made_as_google_makes_it() {
        assertNotNull(new LedgerFunction());
    }

    @Test
    void a_wrapped_handler_fails_as_the_handler_does() {
        byte[] payload = Simulate.message("no pizza").forSource("aws:sqs");
        assertThrows(
                RejectedEventException.class,
                () -> new Logged().handle(AwsAdapter.read(payload).events().get(0), Invocation.UNKNOWN));
    }
}
