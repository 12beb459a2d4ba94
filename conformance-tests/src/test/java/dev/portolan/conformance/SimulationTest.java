package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portolan.conformance.simulate.Simulate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads that the tool makes and reads again. */
final class SimulationTest {

    @ParameterizedTest
    @ValueSource(strings = {"aws:s3", "aws:eventbridge", "gcp:storage", "azure:eventgrid"})
    void what_is_simulated_can_be_normalized(String source) {
        Run simulated = Run.of(
                "simulate",
                "object-created",
                "--for",
                source,
                "--bucket",
                "photos",
                "--key",
                "holiday/été 1.jpg",
                "--size=9");
        assertEquals(0, simulated.exitCode(), simulated.err());
        JsonNode object = portable(source, simulated.out()).path(0).path("data");
        assertEquals("holiday/été 1.jpg", object.path("key").asText());
        assertEquals(9, object.path("size").asInt());
    }

    @Test
    void the_help_names_every_kind_and_every_source_in_lines_that_fit_a_terminal() {
        String help = Run.of("simulate", "--help").out();
        Happening.names().forEach(name -> assertTrue(help.contains(name), name));
        Simulate.sources().forEach(source -> assertTrue(help.contains(source), source));
        help.lines().forEach(line -> assertTrue(line.length() <= 100, line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "check", "answer", "normalize", "run", "simulate", "explain", "azure", "mapping"})
    void every_command_tells_of_itself_and_of_the_version(String command) {
        for (String option : new String[] {"--help", "-h"}) {
            Run help = Run.of(command, "x", option);
            assertEquals(0, help.exitCode(), help.err());
            assertTrue(help.out().startsWith("usage: portolan " + command), help.out());
        }
        assertEquals(Run.of("--version"), Run.of(command, "--version"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help", "--version"})
    void what_an_option_is_given_is_its_value(String text) {
        Run simulated = Run.of("simulate", "message", "--for=aws:sqs", "--body", text);
        assertEquals(0, simulated.exitCode(), simulated.err());
        assertTrue(simulated.out().contains("\"body\":\"" + text + "\""), simulated.out());
    }

    @Test
    void the_tool_tells_of_itself() {
        assertEquals(Run.of("--help"), Run.of("-h"));
        assertEquals(0, Run.of("-h").exitCode());
        assertTrue(Run.of("--version").out().startsWith("portolan "));
    }

    @Test
    void every_component_has_an_option() {
        Run simulated = Run.of(
                "simulate",
                "message",
                "--for=aws:sqs",
                "--body=hi",
                "--content-type=text/html",
                "--attributes={\"k\":\"v\"}",
                "--id=m-1",
                "--queue=orders.fifo",
                "--group=g",
                "--delivery-count=2",
                "--sent-at=2026-01-01T00:00:00.5Z");
        assertEquals(0, simulated.exitCode(), simulated.err());
        assertEquals(
                "{\"body\":\"hi\",\"contentType\":\"text/html\",\"attributes\":{\"k\":\"v\",\"content-type\":\"text/html\"},"
                        + "\"id\":\"m-1\",\"queue\":\"orders.fifo\",\"group\":\"g\",\"deliveryCount\":2,"
                        + "\"sentAt\":\"2026-01-01T00:00:00.5Z\"}",
                portable("aws", simulated.out()).path(0).path("data").toString());
    }

    @Test
    void nothing_has_to_be_said_of_what_happened() {
        for (Happening happening : Happening.ALL) {
            for (String source : Simulate.sources(happening.record())) {
                Run simulated = Run.of("simulate", happening.name(), "--for", source);
                assertTrue(
                        simulated.exitCode() == 0 || simulated.err().contains(source + " cannot tell of "),
                        simulated.err());
            }
        }
    }

    @Test
    void a_request_with_a_body_is_a_post_unless_its_method_is_said() {
        String[] simulate = {"simulate", "http-request", "--for=gcp:http", "--body=hi", "--method=PUT"};
        assertTrue(Run.of(simulate).out().startsWith("PUT / "));
        assertTrue(Run.of(Arrays.copyOf(simulate, 4)).out().startsWith("POST / "));
        assertTrue(Run.of(Arrays.copyOf(simulate, 3)).out().startsWith("GET / "));
    }

    @Test
    void documents_are_json_with_every_digit() {
        Run simulated = Run.of(
                "simulate",
                "document-inserted",
                "--for=aws:dynamodb",
                "--table=Orders",
                "--keys={\"id\": 1.50}",
                "--after= {\"id\": 1.50} ");
        assertEquals(0, simulated.exitCode(), simulated.err());
        assertTrue(simulated.out().contains("\"NewImage\":{\"id\":{\"N\":\"1.50\"}}"), simulated.out());
    }

    @Test
    void a_batch_holds_as_many_as_wanted() {
        Run simulated = Run.of("simulate", "stream-record", "--for=azure:eventhubs", "--count=5", "--data=x");
        assertEquals(5, portable("azure", simulated.out()).size());
    }

    @Test
    void the_seed_tells_runs_apart() {
        List<String> outputs = new ArrayList<>();
        for (String seed : new String[] {"1", "1", "2"}) {
            outputs.add(Run.of("simulate", "timer", "--for=aws:schedule", "--seed", seed)
                    .out());
        }
        assertEquals(outputs.get(0), outputs.get(1));
        assertTrue(!outputs.get(1).equals(outputs.get(2)));
    }

    @Test
    void what_comes_one_at_a_time_goes_into_files(@TempDir Path folder) throws IOException {
        Run simulated = Run.of(
                "simulate",
                "object-created",
                "--for=gcp:storage",
                "--bucket=b",
                "--key=k",
                "--count=2",
                "--into",
                folder.toString());
        assertEquals(0, simulated.exitCode(), simulated.err());
        for (String file : new String[] {"1.http", "2.http"}) {
            assertTrue(Files.readString(folder.resolve(file)).startsWith("POST / HTTP/1.1\r\n"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "aws/s3/key-is-decoded-exactly-once, aws, gcp:storage, object.created",
        "aws/s3/key-is-decoded-exactly-once, aws, azure:eventgrid, object.created",
        "gcp/cloudevent/storage-finalized, gcp, aws:s3, object.created",
        "azure/eventgrid/blob-created-in-a-webhook-array, azure, aws:eventbridge, object.created",
        "aws/sqs/fifo-message-carries-its-group, aws, gcp:pubsub, message",
        "gcp/pubsub/message, gcp, azure:servicebus, message",
        "azure/servicebus/queue-message-with-everything, azure, aws:sqs, message",
        "aws/kinesis/record, aws, azure:eventhubs, stream.record",
        "azure/eventhubs/one-event, azure, aws:kinesis, stream.record",
        "aws/dynamodb/insert-modify-remove, aws, azure:cosmosdb, document.inserted",
        "gcp/cloudevent/firestore-updated-protobuf, gcp, aws:dynamodb, document.updated",
        "azure/cosmosdb/all-versions-and-deletes, azure, aws:dynamodb, document.inserted",
        "aws/schedule/rule-fires, aws, gcp:scheduler, timer.fired",
        "gcp/scheduler/cron-job, gcp, azure:timer, timer.fired",
        "azure/timer/regular-run, azure, aws:schedule, timer.fired",
    })
    void an_event_is_said_for_another_cloud(
            String fixture, String from, String source, String type, @TempDir Path folder) throws IOException {
        for (String profile : new String[] {"native", "portable"}) {
            Run events = Run.with(
                    Terminal.UNLIMITED, Fixtures.payload(fixture), "normalize", "--from", from, "--profile", profile);
            assertEquals(0, events.exitCode(), events.err());
            Run simulated = Run.with(
                    Terminal.UNLIMITED,
                    events.out().getBytes(StandardCharsets.UTF_8),
                    "simulate",
                    "--from-event",
                    "--for",
                    source,
                    "--into",
                    folder.toString());
            assertEquals(0, simulated.exitCode(), simulated.err());
            String file = Files.readString(folder.resolve(source.startsWith("gcp:") ? "1.http" : "1.json"));
            assertEquals(
                    "dev.portolan." + type,
                    portable(source, file).path(0).path("type").asText());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "simulate | 2 | --for is missing",
                "simulate --for=aws:s3 | 2 | Say what happened: object-created, ",
                "simulate object-eaten --for=aws:s3 | 2 | Nothing called object-eaten can happen",
                "simulate object-created --for=aws:s3 --bukket=b | 2 | There is no option --bukket here.",
                "simulate object-created --for=aws:s3 --size=-1 | 2 | --size is a number of bytes, not -1.",
                "simulate object-created --for=aws:s3 --bucket=b --key=k --body=x | 2 | There is no option --body here.",
                "simulate object-created --for=aws:s3 --bucket=b --key=k --size=x | 2 | --size is JSON, which this is not: x",
                "simulate object-created --for=aws:s3 --bucket=b --key=k --size=true | 2 | The options do not fit: ",
                "simulate object-created --for=aws:sqs --bucket=b --key=k | 2 | aws:sqs sends no StoredObject; these do: aws:s3,",
                "simulate object-created --for=aws:s3 --bucket=b --key=k --count=0 | 2 | --count is a whole number from 1 to 100000",
                "simulate object-created --for=gcp:storage --bucket=b --key=k --count=2 | 2 | give --into FOLDER for 2 files.",
                "simulate object-created --for=aws:s3 --bucket=b --key=k --count=2000000000 | 2 | --count is a whole number from",
                "simulate object-created --for=aws:s3 --bucket=b --key=k -x | 2 | There is no option -x here.",
                "simulate --from-event=true --for=aws:s3 | 2 | --from-event takes no value.",
                "simulate message --for=aws/sqs | 2 | --for knows no aws/sqs. Did you mean aws:sqs?",
                "simulate message --for=AWS:SQS | 2 | --for knows no AWS:SQS. Did you mean aws:sqs?",
                "simulate timer now --for=aws:schedule | 2 | One thing happens at a time, not also now.",
                "simulate --from-event timer --for=aws:schedule | 2 | With --from-event, the events say what happened.",
                "simulate --from-event --for=aws:schedule | 3 | These are no CloudEvents that say what happened: ",
            })
    void what_cannot_be_is_said_in_one_sentence(String command, int exitCode, String sentence) {
        Run run = Run.of(command.split(" "));
        assertEquals(exitCode, run.exitCode());
        assertTrue(run.err().contains(sentence), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertEquals("", run.out());
    }

    @Test
    void an_event_that_says_too_little_is_named() {
        String events = "[{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/x\",\"type\":\"com.example.y\"}]";
        Run run = Run.with(
                Terminal.UNLIMITED,
                events.getBytes(StandardCharsets.UTF_8),
                "simulate",
                "--from-event",
                "--for=aws:s3");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("Event 7 of type com.example.y does not say enough"), run.err());
    }

    private static JsonNode portable(String source, String payload) {
        String cloud = source.contains(":") ? source.substring(0, source.indexOf(':')) : source;
        Run normalized = Run.with(
                Terminal.UNLIMITED,
                payload.getBytes(StandardCharsets.UTF_8),
                "normalize",
                "--from",
                cloud,
                "--profile",
                "portable");
        assertEquals(0, normalized.exitCode(), normalized.err());
        return StrictJson.read(normalized.out().getBytes(StandardCharsets.UTF_8));
    }
}
