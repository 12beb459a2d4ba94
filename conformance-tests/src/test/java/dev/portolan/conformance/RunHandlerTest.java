package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.CallHandler;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.examples.Shop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A handler of the user's, run by the tool. */
final class RunHandlerTest {

    private static final String ORDER = "--body={\"number\":\"o-1\",\"pieces\":3}";

    private static Run run(byte[] payload, String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", "--class", Shop.class.getName()));
        arguments.addAll(List.of(more));
        return Run.with(Terminal.UNLIMITED, payload, arguments.toArray(String[]::new));
    }

    private static byte[] simulated(String... arguments) {
        List<String> all = new ArrayList<>(List.of("simulate"));
        all.addAll(List.of(arguments));
        return Run.of(all.toArray(String[]::new)).out().getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws:sqs     | {\"batchItemFailures\":[]}",
                "gcp:pubsub  | 204",
                "azure:queue | 204",
            })
    void what_the_platform_is_answered_is_shown(String source, String answer) {
        assertEquals(new Run(0, answer + "\n", ""), run(simulated("message", "--for", source, ORDER)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gcp:http", "azure:http"})
    void a_request_is_answered(String source) {
        Run answered = run(simulated("http-request", "--for", source, "--method=GET", "--path=/orders/o-1"));
        assertEquals(new Run(0, "404\n", ""), answered);
    }

    @Test
    void what_fails_is_told_with_its_event_and_its_stack_trace() {
        Run failed = run(simulated("message", "--for=aws:sqs", "--id=m-1", "--body={\"pieces\":3}"));

        assertEquals(1, failed.exitCode());
        assertEquals("{\"batchItemFailures\":[{\"itemIdentifier\":\"m-1\"}]}\n", failed.out());
        assertTrue(
                failed.err()
                        .startsWith("portolan: aws:sqs, item 0, event m-1 failed:\n"
                                + "dev.portolan.RejectedEventException: "),
                failed.err());
        assertTrue(failed.err().contains("\tat " + Shop.class.getName() + ".handle("), failed.err());
    }

    @Test
    void an_invocation_that_fails_as_a_whole_says_so() {
        Run failed = run(simulated("object-created", "--for=aws:s3", "--bucket=b", "--key=k"));
        assertEquals(1, failed.exitCode());
        assertEquals("", failed.out());
        assertTrue(failed.err().contains("portolan: the whole invocation fails: "), failed.err());
    }

    /** Lets nobody in. */
    static final class Strict implements CallHandler {

        @Override
        public byte[] handle(Event event, Invocation invocation) {
            throw new IllegalStateException("Unauthorized");
        }
    }

    @Test
    void a_call_that_fails_says_what_its_handler_threw() {
        byte[] call = "{\"type\":\"TOKEN\",\"methodArn\":\"arn:m\",\"authorizationToken\":\"t\"}"
                .getBytes(StandardCharsets.UTF_8);
        Run failed = Run.with(Terminal.UNLIMITED, call, "run", "--class", Strict.class.getName());
        assertEquals(1, failed.exitCode());
        assertEquals("", failed.out());
        assertTrue(failed.err().endsWith("portolan: the whole invocation fails: Unauthorized\n"), failed.err());
        assertTrue(failed.err().contains("java.lang.IllegalStateException: Unauthorized\n\tat "), failed.err());
    }

    @Test
    void each_file_is_a_call(@TempDir Path folder) throws IOException {
        Path good = Files.write(folder.resolve("good.json"), simulated("message", "--for=aws:sqs", ORDER));
        Path bad = Files.writeString(folder.resolve("bad.json"), "{\"Records\":7}");
        Run run = run(new byte[0], bad.toString(), good.toString());

        assertEquals(3, run.exitCode());
        assertEquals("{\"batchItemFailures\":[]}\n", run.out());
        assertTrue(run.err().startsWith("portolan: " + bad + ": "), run.err());
        assertEquals(1, run.err().lines().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run | --class is missing; it names the handler.",
                "run --class java.lang.Object | java.lang.Object is no EventHandler, HttpHandler or CallHandler.",
                "run --class none.Such | There is no class none.Such; --classpath says where it is.",
                "run --class none.Such --classpath nowhere | --classpath names nowhere, which is not there.",
                "run --class none.Such --classpath nowhere/* | --classpath names nowhere/*, which is not there.",
                "run --class dev.portolan.examples.Shop --from aws --open sea | This cannot be set up: ",
                "normalize --class java.lang.Object | java.lang.Object is no Adapter.",
                "normalize --class dev.portolan.examples.Gateway --open s3 | --open and --accept are for this project's",
            })
    void wrong_usage_is_one_sentence(String command, String sentence) {
        Run run = Run.of(command.split(" "));
        assertEquals(2, run.exitCode(), run.err());
        assertTrue(run.err().contains(sentence), run.err());
        assertEquals(1, run.err().lines().count());
    }

    @Test
    void an_adapter_of_ones_own_normalizes_and_is_explained() {
        byte[] payload = ("{\"readings\":[{\"id\":\"r1\",\"meter\":\"m7\",\"at\":\"2026-01-02T03:04:05Z\","
                        + "\"values\":{\"kwh\":1.50}}]}")
                .getBytes(StandardCharsets.UTF_8);
        String adapter = "dev.portolan.examples.Gateway";
        Run events = Run.with(Terminal.UNLIMITED, payload, "normalize", "--class", adapter);
        assertEquals(0, events.exitCode(), events.err());
        assertTrue(events.out().contains("\"type\":\"com.example.reading\""), events.out());

        Run explained = Run.with(Terminal.UNLIMITED, payload, "explain", "--class", adapter);
        assertEquals(0, explained.exitCode(), explained.err());
        assertTrue(explained.out().startsWith("example:reading, one event\n"), explained.out());
        assertTrue(explained.out().contains("← readings[].id"), explained.out());
    }
}
