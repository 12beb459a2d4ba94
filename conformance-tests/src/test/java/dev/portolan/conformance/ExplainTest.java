package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads explained. */
final class ExplainTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws/s3/key-is-decoded-exactly-once | aws:s3, ",
                "aws/s3/key-is-decoded-exactly-once | Records[].s3.object.key",
                "aws/s3/key-is-decoded-exactly-once | Records[].eventName, Records[].responseElements.*",
                "aws/s3/key-is-decoded-exactly-once | ← every field",
                "gcp/pubsub/message | ← message.*, subscription",
                "azure/eventgrid/blob-created-in-a-webhook-array | ← [].data.*",
                "gcp/pubsub/message | gcp:pubsub, one event",
                "gcp/pubsub/message | ← message.messageId",
                "azure/servicebus/queue-message-with-everything | azure:servicebus, one event",
                "azure/servicebus/queue-message-with-everything | metadata.SequenceNumber",
                "azure/cloudevents/batch | It is a payload of ",
            })
    void a_payload_is_explained(String fixture, String line) throws IOException {
        Run run = explain(fixture);
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains(line), run.out());
        assertFalse(run.out().contains("\u001B"), "plain when piped");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws/docdb/resume-token-missing | aws:docdb events[0].event._id",
                "aws/kafka/value-not-base64 | records.orders-0[0].value",
                "azure/sql/unknown-operation | [0].Operation",
            })
    void a_payload_whose_records_are_malformed_is_explained_by_what_is_wrong(String fixture, String problem)
            throws IOException {
        Run run = explain(fixture);
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains(problem), run.out());
    }

    @Test
    void sources_that_tell_the_same_stand_together_and_so_do_fields_that_are_left_out() throws IOException {
        String explained = explain("aws/sqs/standard-message").out();
        assertTrue(
                explained.contains("\n  gcp:pubsub, gcp:eventarc-pubsub, azure:servicebus\n    the same\n"), explained);
        assertTrue(explained.contains("\n    The receiving of the message, not the message.\n"), explained);
    }

    @Test
    void what_is_inside_is_seen_and_not_opened() throws IOException {
        Run run = explain("aws/nested/sqs-holds-sns-holds-s3");
        assertTrue(
                run.out().contains("Inside, not opened: com.amazonaws.s3.ObjectCreated:Put  --open sns,s3"), run.out());
        assertTrue(explain("aws/nested/redrive-s3-from-destination").out().contains("--open redrive"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws/s3/key-is-decoded-exactly-once",
                "aws/nested/sqs-holds-sns-holds-s3",
                "gcp/pubsub/opened-storage-notification",
                "azure/eventgrid/blob-created-in-a-webhook-array",
                "azure/servicebus/queue-message-with-everything",
            })
    void every_line_fits_the_terminal(String fixture) throws IOException {
        Path file = folder.resolve("payload");
        Files.write(file, Fixtures.payload(fixture));
        for (int width : new int[] {80, 100}) {
            Run run = Run.with(width, new byte[0], "explain", file.toString());
            for (String line :
                    run.out().replaceAll("\u001B\\[[0-9]*m", "").lines().toList()) {
                assertTrue(line.length() <= width, line);
            }
        }
    }

    @Test
    void on_a_terminal_there_are_colours() throws IOException {
        Path file = folder.resolve("payload");
        Files.write(file, Fixtures.payload("aws/sqs/standard-message"));
        assertTrue(Run.with(80, new byte[0], "explain", file.toString()).out().contains("\u001B[1m"));
    }

    @Test
    void what_is_no_payload_of_any_cloud_is_refused_by_each() throws IOException {
        Path file = Files.writeString(folder.resolve("payload"), "{\"x\":1}");
        Run run = Run.of("explain", file.toString());
        assertEquals(3, run.exitCode());
        assertEquals(2, run.err().lines().count(), run.err());
    }

    private Run explain(String fixture) throws IOException {
        Path file = folder.resolve("payload");
        Files.write(file, Fixtures.payload(fixture));
        return Run.of("explain", file.toString());
    }
}
