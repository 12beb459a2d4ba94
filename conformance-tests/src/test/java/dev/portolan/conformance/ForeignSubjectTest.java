package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

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
                        "the answer is not strict JSON, as line 1, column ",
                        "sh -c 'read line; echo []'",
                        "expected is either an array of events or an error whose kind is malformed or unrecognized: []",
                        "sh -c 'read line; echo \"{\\\"error\\\":{\\\"kind\\\":\\\"bad\\\"}}\"'",
                        "expected is either an array of events or an error whose kind is malformed or unrecognized: {",
                        "sh -c 'read line; echo \"{\\\"events\\\":[{\\\"error\\\":{\\\"kind\\\":\\\"bad\\\"}}]}\"'",
                        "the kind of an event's error is neither malformed nor unrecognized: {",
                        "sh -c 'read line; echo \"{\\\"events\\\":[{}]}\"'",
                        "an element of events has neither attributes nor an error, or both: {\"events\":[{}]}",
                        "sh -c 'read line; echo \"{\\\"failure\\\":\\\"no ink\\\"}\"'",
                        "the subject failed: no ink",
                        "sleep 60",
                        "there was no answer within 1 s.")
                .forEach(ForeignSubjectTest::assertTold);
    }

    @Test
    @Timeout(10)
    void a_process_that_closes_its_output_and_runs_on_is_waited_for_no_longer_than_told() {
        Run run = Run.of(
                "check",
                "--command",
                "sh -c 'exec >&-; sleep 60'",
                "--source",
                "aws/sqs",
                "--rule",
                "MAP_01",
                "--timeout",
                "1");
        assertEquals(1, run.exitCode(), run.err());
        assertTrue(run.out().contains("the process closed its output and runs on."), run.out());
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

    /** The rules that need events from somebody who gives none. */
    private static final String NEED_EVENTS = "CE,FID,LOS,NES,IDN,DET_01,STR,TOL,ISO,MSG";

    @Test
    void a_rule_that_cannot_be_tried_as_the_subject_fails_fails_the_run_and_says_how_it_failed() {
        Map.of(
                        "no-such-program",
                        "the process could not be started: ",
                        "sh -c 'echo \"no module json5\" >&2; exit 1'",
                        "the process ended with exit code 1; its last words: no module json5",
                        "sh -c 'while read line; do echo hello; done'",
                        "the answer is not strict JSON, as line 1, column ",
                        "sh -c 'while read line; do echo \"{\\\"failure\\\":\\\"no ink\\\"}\"; done'",
                        "the subject failed: no ink",
                        "sleep 60",
                        "there was no answer within 1 s.")
                .forEach((command, cause) -> {
                    Run run = Run.of(
                            "check",
                            "--command",
                            command,
                            "--source",
                            "aws/sqs",
                            "--rule",
                            NEED_EVENTS,
                            "--timeout",
                            command.startsWith("sleep") ? "1" : "30");
                    assertEquals(1, run.exitCode(), command + run.out());
                    assertTrue(run.out().contains(": " + cause), run.out());
                    assertTrue(
                            run.out()
                                    .endsWith("\n0 of 27 checks passed, 0 failed, 27 could not be tried, 0 skipped.\n"),
                            run.out());
                    assertTrue(
                            run.out().contains("The subject failed, so these could not be tried:\n  27 × aws/sqs/"),
                            run.out());
                });
    }

    @Test
    void a_subject_that_answers_nothing_after_the_first_payload_keeps_no_rule(@TempDir Path folder) throws IOException {
        Path script = Files.writeString(folder.resolve("tired.sh"), """
                cd "$(dirname "$0")"
                test -e tired && exit 9
                read line
                echo '{"events":[{"attributes":{"specversion":"1.0","id":"1","source":"s","type":"t"}}]}'
                touch tired
                """);
        Run run = Run.of("check", "--command", "sh " + script, "--source", "aws/sqs", "--rule", "CE_01");
        assertEquals(1, run.exitCode(), run.out());
        assertTrue(run.out().contains("the process ended with exit code 9 and said nothing."), run.out());
    }

    @Test
    void a_process_that_fails_again_and_again_is_not_started_again() {
        try (Subject subject =
                new ForeignSubject(new ProcessSubject(List.of("sh", "-c", "exit 7"), Duration.ofSeconds(5)))) {
            String last = "";
            for (int i = 0; i < 6; i++) {
                try {
                    subject.read(new byte[0], Options.NONE);
                } catch (SubjectFailedException e) {
                    last = e.getMessage();
                }
            }
            assertEquals(
                    "the subject is not asked any more, as it failed 5 times in a row; at last the process ended with exit"
                            + " code 7 and said nothing.",
                    last);
        }
    }

    @Test
    void a_subject_that_supports_nothing_has_its_reason_told_and_fails_the_run() {
        Run run = Run.of(
                "check",
                "--command",
                "sh -c 'while read line; do echo \"{\\\"unsupported\\\":\\\"queues come next year\\\"}\"; done'",
                "--source",
                "aws/sqs",
                "--rule",
                "MAP_01,CE_01");
        assertEquals(1, run.exitCode(), run.out());
        assertTrue(run.out().contains((QUEUES + 1) + " × queues come next year (MAP_01, CE_01)"), run.out());
        assertTrue(run.out().endsWith(" skipped. " + Report.EMPTY + "\n"), run.out());
    }

    @Test
    void a_subject_that_refuses_everything_conforms_to_nothing() {
        Run run = Run.of(
                "check",
                "--command",
                "sh -c 'while read line; do echo \"{\\\"error\\\":{\\\"kind\\\":\\\"unrecognized\\\"}}\"; done'",
                "--source",
                "aws/sqs",
                "--rule",
                "CE,FID,IDN,DET,STR_01,STR_05,MSG");
        assertEquals(1, run.exitCode(), run.out());
        assertTrue(run.out().endsWith(" skipped. " + Report.EMPTY + "\n"), run.out());
    }

    @Test
    void the_reports_hold_whatever_a_subject_says(@TempDir Path folder) throws Exception {
        Path answer = Files.writeString(folder.resolve("answer"), "{\"failure\":\"half \\ud800 of a pair\\u0001\"}\n");
        String name = answer.toString();
        Run run = Run.of(
                "check",
                "--command",
                "sh -c 'while read line; do cat " + name + "; done'",
                "--source",
                "aws/sqs",
                "--rule",
                "MAP_01,CE_01",
                "--report",
                folder.toString());
        assertEquals(1, run.exitCode(), run.err());
        assertEquals("  aws/sqs\n", run.err());
        String xml = Files.readString(folder.resolve("junit.xml"));
        assertTrue(xml.contains("half \\ud800 of a pair\\u0001"), xml);
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("junit.xml").toFile())
                .getDocumentElement();
        assertEquals("1", suite.getAttribute("errors"));
        assertEquals(1, suite.getElementsByTagName("error").getLength());
        JsonNode json = StrictJson.read(Files.readAllBytes(folder.resolve("report.json")));
        JsonNode last = json.path("results").path((int) QUEUES);
        assertEquals("untried", last.path("result").asText());
        assertTrue(
                last.path("reason").asText().endsWith("the subject failed: half \ud800 of a pair\u0001"),
                last.toString());
        assertEquals(1, json.path("count").path("untried").asInt());
        assertTrue(Files.readString(folder.resolve("report.html")).contains("half \\ud800 of a pair\\u0001"));
    }

    @Test
    void a_report_of_nothing_is_red_everywhere(@TempDir Path folder) throws Exception {
        Run run = Run.of(
                "check",
                "--command",
                "sh -c 'while read line; do echo \"{\\\"unsupported\\\":\\\"later\\\"}\"; done'",
                "--source",
                "aws/sqs",
                "--rule",
                "CE_01",
                "--report",
                folder.toString());
        assertEquals(1, run.exitCode());
        String xml = Files.readString(folder.resolve("junit.xml"));
        assertTrue(xml.contains(" tests=\"2\" failures=\"0\" errors=\"1\" skipped=\"1\""), xml);
        assertTrue(xml.contains("<error message=\"" + Report.EMPTY), xml);
        String page = Files.readString(folder.resolve("report.html"));
        assertTrue(page.contains("<p class=\"bad\">0 of 1 checks passed"), page);
    }

    @Test
    void a_line_that_is_no_request_is_answered_with_what_is_wrong_and_the_next_one_is_read() {
        String requests = String.join(
                "\n",
                List.of(
                        "hello",
                        "[]",
                        "{\"payload\":\"e30=\"}",
                        "{\"version\":2,\"payload\":\"e30=\"}",
                        "{\"version\":1}",
                        "{\"version\":1,\"payload\":\"?\"}",
                        "{\"version\":1,\"payload\":\"e30=\",\"options\":[]}",
                        "{\"version\":1,\"payload\":\"e30=\"}"));
        Run run = Run.with(Terminal.UNLIMITED, requests.getBytes(StandardCharsets.UTF_8), "answer", "--from", "aws");
        assertEquals(3, run.exitCode());
        assertEquals("", run.err());
        List<String> answers = run.out().lines().toList();
        assertEquals(8, answers.size(), run.out());
        assertTrue(
                answers.get(0)
                        .startsWith(
                                "{\"failure\":\"Line 1 is no request: it is not strict JSON, as line 1, column 1 shows."),
                run.out());
        assertEquals(
                List.of(
                        "{\"failure\":\"Line 2 is no request: it is no JSON object.\"}",
                        "{\"failure\":\"Line 3 is no request: it is of version none, and only version 1 is understood.\"}",
                        "{\"failure\":\"Line 4 is no request: it is of version 2, and only version 1 is understood.\"}",
                        "{\"failure\":\"Line 5 is no request: it is without a payload, which is a text in base64.\"}",
                        "{\"failure\":\"Line 6 is no request: it is one whose payload is not base64.\"}",
                        "{\"failure\":\"Line 7 is no request: it is one whose options are no object.\"}"),
                answers.subList(1, 7));
        assertTrue(answers.get(7).startsWith("{\"error\":{\"kind\":\"unrecognized\","), run.out());
    }

    @Test
    void an_empty_line_is_told_as_one() {
        SubjectFailedException empty = assertThrows(SubjectFailedException.class, () -> Protocol.reading(" "));
        assertEquals("the answer is empty.", empty.getMessage());
    }

    @Test
    void an_answer_may_name_members_with_half_a_surrogate_pair() {
        String payload = new String(Fixtures.payload("aws/sqs/standard-message"), StandardCharsets.UTF_8)
                .replaceFirst(
                        "\"messageAttributes\": *\\{",
                        "$0\"a\\\\\\\\ud800 \\\\ud83d\\\\ude80 \\\\udc00\":{\"stringValue\":\"v\",\"dataType\":\"String\"},");
        String answer = Protocol.answer(AWS, Protocol.request(payload.getBytes(StandardCharsets.UTF_8), Options.NONE));
        JsonNode typed = Protocol.reading(answer).events().get(0).path("typed");
        assertEquals(
                "a\\ud800 \ud83d\ude80 \\uDC00",
                typed.path("attributes").fieldNames().next(),
                answer);
    }

    @Test
    void a_url_is_posted_to() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer(exchange, 200, Protocol.answer(AWS, request));
        });
        server.createContext("/endless", exchange -> exchange.sendResponseHeaders(200, 1_000));
        server.createContext("/broken", exchange -> answer(exchange, 500, "{}"));
        server.start();
        String url = "http://localhost:" + server.getAddress().getPort() + "/";
        try {
            Run run = Run.of("check", "--url", url, "--source", "aws/sqs", "--rule", "MAP");
            assertEquals(0, run.exitCode(), run.out());
            Run broken = Run.of("check", "--url", url + "broken", "--source", "aws/sqs", "--rule", "MAP");
            assertEquals(1, broken.exitCode());
            assertTrue(broken.out().contains("/broken answered with status 500."), broken.out());
            Run endless =
                    Run.of("check", "--url", url + "endless", "--source", "aws/sqs", "--rule", "CE", "--timeout", "1");
            assertEquals(1, endless.exitCode(), endless.out());
            assertTrue(endless.out().contains("there was no answer within 1 s."), endless.out());
        } finally {
            server.stop(0);
        }
        Run gone = Run.of("check", "--url", url, "--source", "aws/sqs", "--rule", "MAP");
        assertEquals(1, gone.exitCode());
        assertTrue(gone.out().contains("nothing listens at " + url + "."), gone.out());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
