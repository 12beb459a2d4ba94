package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Subjects in other processes: those that answer, and all the ways not to. */
@Timeout(120)
final class ForeignSubjectTest {

    /** How many fixtures the source has that is asked for here. */
    private static final long QUEUES = Fixtures.all().stream()
            .filter(fixture -> fixture.source().equals("aws/sqs"))
            .count();

    private static final String SAMPLE = "../docs/examples/sqs-subject.mjs";
    private static final Subject AWS = Subject.of(options -> Clouds.adapter("aws", options));

    @Test
    void an_adapter_in_javascript_keeps_the_rules() throws Exception {
        assumeTrue(isThere("node"), "Node.js is not on this machine");
        Run run = Run.of(
                "check",
                "--command",
                "node " + SAMPLE,
                "--source",
                "aws/sqs",
                "--rule",
                "CE,STR_01,STR_02,STR_03,STR_04,STR_05,TOL,ISO,MSG,FID,NES,IDN,DET");
        assertEquals(0, run.exitCode(), run.out() + run.err());
        assertTrue(run.out().matches("(?s).*\n23 of 26 checks passed, 0 failed, 3 skipped.\n"), run.out());
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void an_adapter_in_another_jvm_reads_what_it_reads_here() {
        try (Subject other = new AdapterSubject(options -> Clouds.adapter("aws", options), List.of("--from", "aws"))
                .inJvm(List.of())) {
            assertNotNull(other);
            for (Fixture fixture : Fixtures.of("aws")) {
                Reading here = AWS.read(fixture.payload(), fixture.options());
                Reading there = other.read(fixture.payload(), fixture.options());
                assertEquals(List.of(), Difference.between(here.document(), there.document()), fixture.name());
            }
        }
    }

    @Test
    void whatever_a_process_does_instead_of_answering_is_told() {
        Map.of(
                        "no-such-program",
                        "the process could not be started: ",
                        "sh -c 'read line; echo \"out of paper\" >&2; exit 3'",
                        "the process ended with exit code 3; its last words: out of paper",
                        "sh -c 'exit 0'",
                        "the process ended with exit code 0 and said nothing.",
                        "sh -c 'read line; echo hello'",
                        "the answer is not strict JSON: ",
                        "sh -c 'read line; echo []'",
                        "a reading has either an array of events or an error with its kind: []",
                        "sh -c 'read line; echo \"{\\\"events\\\":[{}]}\"'",
                        "an element of events has neither attributes nor an error with its kind: {\"events\":[{}]}",
                        "sh -c 'read line; echo \"{\\\"failure\\\":\\\"no ink\\\"}\"'",
                        "the subject failed: no ink",
                        "sleep 60",
                        "there was no answer within 1 s.")
                .forEach(ForeignSubjectTest::assertTold);
    }

    private static void assertTold(String command, String cause) {
        String seconds = command.startsWith("sleep") ? "1" : "30";
        Run run =
                Run.of("check", "--command", command, "--source", "aws/sqs", "--rule", "MAP_01", "--timeout", seconds);
        assertEquals(1, run.exitCode(), run.err());
        assertTrue(run.out().contains("neither events nor one of the two typed errors: " + cause), run.out());
        assertTrue(
                run.out().contains(QUEUES + " failed") && run.out().contains("✗ MUST MAP_01 is broken."),
                "the check does not go on: " + run.out());
    }

    @Test
    void a_process_that_fails_again_and_again_is_not_started_again() {
        try (Subject subject = new ProcessSubject(List.of("sh", "-c", "exit 7"), Duration.ofSeconds(5))) {
            String last = "";
            for (int i = 0; i < 6; i++) {
                try {
                    subject.read(new byte[0], Options.NONE);
                } catch (SubjectFailedException e) {
                    last = e.getMessage();
                }
            }
            assertEquals(
                    "the process is not asked any more, 5 times in a row the process ended with exit code 7 and said nothing.",
                    last);
        }
    }

    @Test
    void what_a_subject_does_not_support_is_skipped_and_is_a_failure_if_that_is_everything() {
        Run run = Run.of(
                "check",
                "--command",
                "sh -c 'while read line; do echo \"{\\\"unsupported\\\":\\\"queues come next year\\\"}\"; done'",
                "--source",
                "aws/sqs",
                "--rule",
                "MAP_01");
        assertEquals(1, run.exitCode(), run.out());
        assertTrue(run.out().contains(QUEUES + " × queues come next year (MAP_01)"), run.out());
        assertTrue(run.out().endsWith(" skipped. Nothing could be checked.\n"), run.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-such-program",
                "sh -c 'exit 3'",
                "sh -c 'while read line; do echo nonsense; done'",
                "sh -c 'while read line; do echo \"{\\\"failure\\\":\\\"no ink\\\"}\"; done'"
            })
    void a_subject_that_gives_nothing_to_judge_breaks_every_rule(String command) {
        Run run = Run.of("check", "--command", command, "--source", "aws/sqs", "--rule", "CE,FID,NES,IDN,LOS,ISO");
        assertEquals(1, run.exitCode(), run.out());
        assertTrue(run.out().contains("✗ MUST CE_01 is broken."), run.out());
        assertTrue(run.out().contains("\n0 of "), run.out());
        assertTrue(run.out().contains(" 0 skipped.\n"), run.out());
    }

    @Test
    void half_a_surrogate_pair_in_an_answer_stands_in_the_report(@TempDir Path folder) throws IOException {
        Run run = Run.of(
                "check",
                "--command",
                "sh -c 'while read line; do echo \"{\\\"failure\\\":\\\"bad \\\\ud800 text\\\"}\"; done'",
                "--source",
                "aws/sqs",
                "--rule",
                "MAP_01",
                "--report",
                folder.toString());
        assertEquals(1, run.exitCode(), run.err());
        assertTrue(Files.readString(folder.resolve("report.json")).contains("bad \\uD800 text"));
        assertTrue(Files.readString(folder.resolve("report.html")).contains("bad \uFFFD text"));
        assertTrue(Files.readString(folder.resolve("junit.xml")).contains("bad \uFFFD text"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "{}", "{\"version\":2,\"payload\":\"\"}", "{\"version\":1,\"payload\":\"%\"}"})
    void a_request_that_is_none_is_answered_with_a_failure(String line) {
        String answer = Protocol.answer(AWS, line);
        assertTrue(answer.startsWith("{\"failure\":\"the request is "), answer);
    }

    @Test
    void a_url_is_posted_to() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer(exchange, 200, Protocol.answer(AWS, request));
        });
        server.createContext("/broken", exchange -> answer(exchange, 500, "{}"));
        server.start();
        String url = "http://localhost:" + server.getAddress().getPort() + "/";
        try {
            Run run = Run.of("check", "--url", url, "--source", "aws/sqs", "--rule", "MAP");
            assertEquals(0, run.exitCode(), run.out());
            Run broken = Run.of("check", "--url", url + "broken", "--source", "aws/sqs", "--rule", "MAP");
            assertEquals(1, broken.exitCode());
            assertTrue(broken.out().contains("/broken answered with status 500."), broken.out());
        } finally {
            server.stop(0);
        }
        Run gone = Run.of("check", "--url", url, "--source", "aws/sqs", "--rule", "MAP");
        assertEquals(1, gone.exitCode());
        assertTrue(gone.out().contains(url + " cannot be reached: "), gone.out());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
