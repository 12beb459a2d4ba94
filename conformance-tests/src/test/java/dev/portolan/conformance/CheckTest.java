package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portolan.Adapter;
import dev.portolan.Delivery;
import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Invocation;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class CheckTest {

    private static final String FORGETFUL = ForgetfulAdapter.class.getName();

    @Test
    void a_source_that_conforms_is_a_table_of_rules_and_exit_code_0() {
        Run run = Run.of("check", "--from", "aws", "--source", "aws/sqs,aws/sns");
        assertEquals(0, run.exitCode(), run.out() + run.err());
        assertEquals("  aws/sqs\n  aws/sns\n", run.err());
        List<String> lines = run.out().lines().toList();
        assertTrue(lines.get(0).matches("rule +aws/sqs +aws/sns +demands"), lines.get(0));
        for (Rule<Examination> rule : Suite.RULES) {
            assertTrue(
                    lines.stream()
                            .anyMatch(line -> line.startsWith(rule.id() + " ")
                                    && line.contains(rule.strength().name())),
                    rule.id());
        }
        assertTrue(run.out().contains("checks passed, 0 failed, "), run.out());
    }

    @Test
    void many_sources_are_a_table_of_families() {
        Run run = Run.of("check", "--from", "azure", "--rule", "MAP,CE_01");
        assertEquals(0, run.exitCode(), run.out());
        assertTrue(run.out().startsWith("source"), run.out());
        assertTrue(run.out().lines().anyMatch(line -> line.matches("azure/queue +[0-9]+ +1")), run.out());
    }

    @Test
    void a_broken_rule_is_told_with_its_cause_and_exit_code_1() {
        Run run = Run.of("check", "--class", FORGETFUL, "--source", "aws/sqs", "--rule", "MAP_01");
        assertEquals(1, run.exitCode());
        assertTrue(run.out().contains("✗ MUST MAP_01 is broken."), run.out());
        assertTrue(
                run.out().contains("events[0].attributes.time should be \"2026-01-02T03:04:05.678Z\" and is absent"));
        assertTrue(run.out().contains("Look at: the source's row"), run.out());
        assertTrue(run.out().contains(" more of MAP_01 aws/sqs; --report tells of all."), run.out());
    }

    @Test
    void a_rule_that_only_should_hold_fails_no_run() {
        Run run = Run.of("check", "--class", LongNames.class.getName(), "--source", "aws/sqs", "--rule", "CE_10");
        assertEquals(0, run.exitCode(), run.out());
        assertTrue(run.out().contains("! SHOULD CE_10 is broken."), run.out());
        assertTrue(run.out().contains("0 of 1 checks passed, 0 failed, 1 not as they should be, 0 skipped."));
    }

    /** The SQS adapter with an extension whose name is too long. */
    static final class LongNames implements Subject {
        @Override
        public Reading read(byte[] payload, Options options) {
            Reading reading = Subject.of(any -> Clouds.adapter("aws", any)).read(payload, options);
            for (JsonNode attributes : Reading.attributesOf(reading)) {
                ((com.fasterxml.jackson.databind.node.ObjectNode) attributes).put("messagededuplicationid", "x");
            }
            return reading;
        }
    }

    /** Adapters that behave only where the check runs. */
    static class Elsewhere implements Adapter<Object> {

        @Override
        @SuppressWarnings("unchecked")
        public Delivery<Object> delivery(byte[] payload, Invocation invocation) {
            return ((Adapter<Object>) Clouds.adapter("aws", Options.NONE)).delivery(payload, invocation);
        }

        boolean isElsewhere() {
            return "tr".equals(System.getProperty("user.language"));
        }
    }

    static final class Noisy extends Elsewhere {

        Noisy() {
            if (isElsewhere()) {
                System.out.println("reading");
            }
        }
    }

    static final class Dying extends Elsewhere {

        Dying() {
            if (isElsewhere()) {
                throw new IllegalStateException("no disk.");
            }
        }
    }

    @Test
    void what_an_adapter_prints_is_no_answer_and_one_that_fails_in_a_jvm_of_its_own_fails_the_run() {
        Run noisy = Run.of("check", "--class", Noisy.class.getName(), "--source", "aws/sqs", "--rule", "DET_02");
        assertEquals(0, noisy.exitCode(), noisy.out());
        Run dying = Run.of("check", "--class", Dying.class.getName(), "--source", "aws/sqs", "--rule", "DET");
        assertEquals(1, dying.exitCode(), dying.out());
        assertTrue(dying.out().contains("The subject failed, so these could not be tried:"), dying.out());
        assertTrue(dying.out().contains("In a JVM of its own the process ended with exit code 2"), dying.out());
        assertTrue(dying.out().contains("threw java.lang.IllegalStateException: no disk. "), dying.out());
    }

    /** Ends the process as if all were well. */
    static final class Exiting implements Subject, EventHandler {

        @Override
        public Reading read(byte[] payload, Options options) {
            System.exit(0);
            throw new IllegalStateException();
        }

        @Override
        public void handle(Event event, Invocation invocation) {
            System.exit(0);
        }
    }

    @Test
    void a_class_that_ends_the_process_passes_nothing(@TempDir Path folder) throws Exception {
        Path payload = Files.write(folder.resolve("sqs.json"), Fixtures.payload("aws/sqs/standard-message"));
        String name = Exiting.class.getName();
        for (List<String> arguments : List.of(
                List.of("check", "--class", name, "--source", "aws/sqs", "--rule", "MAP_01"),
                List.of("run", "--class", name, payload.toString()))) {
            Process tool = tool(arguments);
            String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(1, tool.waitFor(), said);
            assertTrue(said.contains("portolan: The process was ended before the command was done"), said);
        }
    }

    /** A handler that says when it has begun, and never ends. */
    static final class HangingHandler implements EventHandler, Waiting {

        @Override
        public void handle(Event event, Invocation invocation) {
            System.out.println("begun");
            throw hang();
        }
    }

    @Test
    void who_stops_the_tool_is_told_nothing_of_a_class_that_ends_the_process(@TempDir Path folder) throws Exception {
        Path payload = Files.write(folder.resolve("sqs.json"), Fixtures.payload("aws/sqs/standard-message"));
        Process tool = tool(List.of("run", "--class", HangingHandler.class.getName(), payload.toString()));
        try (BufferedReader said = tool.inputReader(StandardCharsets.UTF_8)) {
            assertEquals("begun", said.readLine());
            tool.toHandle().destroy();
            assertNull(said.readLine());
        }
        assertEquals(128 + 15, tool.waitFor());
    }

    private static Process tool(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Portolan.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Waits for what never comes. */
    static final class Hanging extends HandlerConformance implements Waiting {

        Hanging() {
            super("aws/sqs");
        }

        @Override
        protected Entry<?> entry(EventHandler handler) {
            return (payload, invocation) -> {
                throw hang();
            };
        }
    }

    /** One whose entry is never there. */
    static final class HangingFromTheFirst extends HandlerConformance implements Waiting {

        HangingFromTheFirst() {
            super("aws/sqs");
        }

        @Override
        protected Entry<?> entry(EventHandler handler) {
            throw hang();
        }
    }

    /** An adapter that does the same. */
    static final class HangingAdapter implements Waiting, Subject {

        @Override
        public Reading read(byte[] payload, Options options) {
            throw hang();
        }
    }

    /** What they wait for, whoever interrupts them: the end of the test. */
    private static final CountDownLatch END = new CountDownLatch(1);

    private interface Waiting {

        default IllegalStateException hang() {
            while (true) {
                try {
                    END.await();
                    return new IllegalStateException("over");
                } catch (InterruptedException e) {
                    // It hangs on.
                }
            }
        }
    }

    @AfterAll
    static void letGo() {
        END.countDown();
    }

    @Test
    void a_class_that_hangs_is_told_and_not_waited_for() {
        Run adapter = Run.of(
                "check",
                "--class",
                HangingAdapter.class.getName(),
                "--source",
                "aws/sqs",
                "--rule",
                "MAP_01",
                "--timeout=1");
        assertEquals(1, adapter.exitCode(), adapter.out());
        assertTrue(adapter.out().contains("typed errors: there was no answer within 1 s."), adapter.out());
        Run entry = Run.of("check", "--class", Hanging.class.getName(), "--rule", "ANS_01,CON", "--timeout=1");
        assertEquals(1, entry.exitCode(), entry.out());
        assertTrue(entry.out().contains("items: there was no answer within 1 s. (ANS_01"), entry.out());
        assertTrue(entry.out().contains("2 could not be tried"), entry.out());
        Run none = Run.of("check", "--class", HangingFromTheFirst.class.getName(), "--rule", "ANS_01", "--timeout=1");
        assertEquals(1, none.exitCode(), none.out());
        assertTrue(none.out().contains("the entry cannot be made: there was no answer within 1 s."), none.out());
    }

    /** An entry that cannot be made. */
    static final class NoEntry extends HandlerConformance {

        NoEntry() {
            super("aws/sqs");
        }

        @Override
        protected Entry<?> entry(EventHandler handler) {
            throw new IllegalStateException("no database");
        }
    }

    @Test
    void an_entry_that_cannot_be_made_is_not_tried() {
        Run run = Run.of("check", "--class", NoEntry.class.getName(), "--rule", "ANS_01,ANS");
        assertEquals(1, run.exitCode(), run.out());
        assertTrue(run.out().contains("the entry cannot be made: java.lang.IllegalStateException: no database"));
        assertFalse(run.out().contains("✗ MUST"), run.out());
    }

    @Test
    void a_conformance_class_brings_its_own_fixtures() {
        Run run = Run.of("check", "--class", GcpConformanceTest.class.getName(), "--rule", "MAP");
        assertEquals(0, run.exitCode(), run.out() + run.err());
        assertTrue(run.out().contains("gcp/pubsub "), run.out());
    }

    @Test
    void entries_are_checked_with_batches() {
        Run run = Run.of(
                "check",
                "--class",
                "dev.portolan.conformance.aws.LambdaEntryConformanceTest",
                "--source",
                "aws/kinesis",
                "--rule",
                "ORD");
        assertEquals(0, run.exitCode(), run.out() + run.err());
        assertTrue(run.out().contains("1 of 2 checks passed, 0 failed, 1 skipped."), run.out());
    }

    @Test
    void fixtures_of_ones_own_are_read_from_a_folder(@TempDir Path folder) throws IOException {
        Path source = Files.createDirectories(folder.resolve("aws/mine"));
        Files.write(source.resolve("hello.json"), Fixtures.payload("aws/sqs/standard-message"));
        Files.writeString(source.resolve("hello.expected.json"), """
                {"proves": "It is refused.", "documentation": "https://example.com/", "error": {"kind": "malformed"}}
                """);
        Run run = Run.of("check", "--from", "aws", "--fixtures", folder.toString(), "--rule", "MAP_01");
        assertEquals(1, run.exitCode(), run.err());
        assertTrue(
                run.out().contains("aws/mine/hello: error should be {\"kind\":\"malformed\"} and is absent; "),
                run.out());
    }

    @Test
    void a_file_of_ones_own_that_is_no_fixture_is_named(@TempDir Path folder) throws IOException {
        Path source = Files.createDirectories(folder.resolve("aws/mine"));
        Path payload = Files.writeString(source.resolve("hello.json"), "{}");
        assertNamed(folder, "aws/mine/hello.json has no hello.expected.json beside it");
        Path expected = Files.writeString(source.resolve("hello.expected.json"), "{bad");
        assertNamed(folder, "aws/mine/hello.expected.json is not strict JSON, as line 1, column ");
        Files.writeString(expected, "{}");
        assertNamed(folder, "aws/mine/hello.expected.json: expected is either ");
        Files.writeString(expected, "{\"error\": {\"kind\": \"malformed\"}}");
        assertEquals(
                0,
                Run.of("check", "--from", "aws", "--fixtures", folder.toString(), "--rule", "STR_05")
                        .exitCode());
        Path sources = Files.writeString(folder.resolve("aws/sources.json"), "{bad");
        assertNamed(folder, "aws/sources.json is not strict JSON, as line 1, column ");
        Files.writeString(sources, "[]");
        assertNamed(folder, "aws/sources.json is no JSON object.");
        Files.writeString(sources, "{\"other\":{}}");
        assertNamed(folder, "aws/sources.json names other, which has no fixture.");
        Files.writeString(sources, "{\"mine\":{\"renewd\":[]}}");
        assertNamed(folder, "aws/sources.json says renewd of mine, which is none of maps, uniform, renewed, ");
        Files.writeString(sources, "{\"mine\":{\"exceptions\":{\"MAP_99\":\"x\"}}}");
        assertNamed(folder, "aws/sources.json excepts mine from MAP_99, which is no rule.");
        Files.writeString(sources, "{\"*\":{},\"mine\":{\"exceptions\":{\"MAP_01\":\"x\"}}}");
        Path http = Files.writeString(source.resolve("hello.http"), "GET / HTTP/1.1");
        assertNamed(folder, "aws/mine/hello.http stands beside a .json of the same name");
        Files.delete(http);
        Files.move(sources, source.resolve("sources.json"));
        assertNamed(folder, "aws/mine/sources.json is in the wrong folder: ");
        Files.delete(source.resolve("sources.json"));
        Files.delete(payload);
        assertNamed(folder, "aws/mine/hello.expected.json has no payload beside it: hello.json or hello.http.");
        Files.move(expected, folder.resolve("hello.expected.json"));
        assertNamed(folder, "hello.expected.json is in the wrong folder: ");
    }

    private static void assertNamed(Path folder, String sentence) {
        Run run = Run.of("check", "--from", "aws", "--fixtures", folder.toString(), "--rule", "MAP_01");
        assertEquals(2, run.exitCode(), run.out() + run.err());
        assertTrue(run.err().startsWith("portolan: In " + folder + ", " + sentence), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void who_writes_a_source_otherwise_is_asked_what_was_meant() {
        for (String other : List.of("aws:sqs", "sqs", "AWS/SQS", "aws/sqs/")) {
            Run run = Run.of("check", "--from", "aws", "--source", other, "--rule", "MAP_01");
            assertEquals(2, run.exitCode(), run.out());
            assertTrue(
                    run.err().startsWith("portolan: There are no fixtures of " + other + ". Did you mean aws/sqs?"),
                    run.err());
        }
        Run simulation = Run.of("simulate", "message", "--for", "aws/sqs");
        assertEquals(2, simulation.exitCode(), simulation.out());
        assertTrue(simulation.err().contains("--for knows no aws/sqs. Did you mean aws:sqs?"), simulation.err());
        Run entry = Run.of(
                "check", "--class", "dev.portolan.conformance.aws.LambdaEntryConformanceTest", "--source", "aws:sqs");
        assertEquals(2, entry.exitCode(), entry.out());
        assertTrue(entry.err().contains("The class says nothing of aws:sqs. Did you mean aws/sqs?"), entry.err());
    }

    @Test
    void a_source_that_is_another_adapters_is_told_from_one_that_nobody_has() {
        Run other = Run.of("check", "--from", "gcp", "--source", "aws/sqs");
        assertEquals(2, other.exitCode(), other.out());
        assertTrue(
                other.err().startsWith("portolan: aws/sqs is no source of the adapter for gcp, which has gcp/"),
                other.err());
        Run nobodys = Run.of("check", "--from", "gcp", "--source", "aws/nothing");
        assertTrue(nobodys.err().startsWith("portolan: There are no fixtures of aws/nothing."), nobodys.err());
    }

    @Test
    void where_no_report_can_be_written_is_told_before_the_rules_are_checked(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Path taken = folder.resolve("reports");
        Files.createDirectories(taken.resolve("report.html"));
        String why = "on its way is a file, or what may not be written to.";
        for (List<String> report : List.of(
                List.of(file + "/report", "The folder " + file + "/report cannot be made: " + why),
                List.of(file.toString(), "The folder " + file + " cannot be made: " + why),
                List.of(taken.toString(), "The report " + taken + "/report.html cannot be written."))) {
            Run run = Run.of("check", "--from=aws", "--source=aws/sqs", "--report=" + report.get(0));
            assertEquals(2, run.exitCode(), run.err());
            assertEquals("portolan: " + report.get(1) + " See portolan check --help.\n", run.err());
        }
        Run simulation = Run.of("simulate", "message", "--for", "aws:sqs", "--body=a", "--into=" + file + "/payloads");
        assertEquals(2, simulation.exitCode(), simulation.err());
        assertTrue(simulation.err().contains(why), simulation.err());
    }

    @Test
    void the_report_is_junit_xml_json_and_one_page(@TempDir Path folder) throws Exception {
        Path nasty = Files.createDirectories(folder.resolve("fixtures/aws/nasty"));
        Files.writeString(nasty.resolve("markup.json"), """
                {"Records": [{"messageId": "<script>alert('1')</script>&\\u0000]]>", "eventSource": "aws:sqs",
                  "eventSourceARN": "arn:aws:sqs:eu-west-1:111122223333:q", "body": "<b>\\u001b[31m&amp;\\"</b>"}]}
                """);
        Files.writeString(nasty.resolve("markup.expected.json"), """
                {"proves": "<i>Markup</i> & \\"quotes\\" are shown.", "documentation": "https://example.com/", "kind": "aws:sqs",
                 "events": [{"attributes": {"specversion": "1.0", "id": "</td><script>", "source": "a", "type": "b"}, "data": "c"}]}
                """);
        Path report = folder.resolve("out/report");
        Run run = Run.of(
                "check",
                "--from=aws",
                "--fixtures=" + folder.resolve("fixtures"),
                "--rule=MAP_01,CE_01,CE_06",
                "--report=" + report);
        assertEquals(1, run.exitCode());

        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readAllBytes(report.resolve("junit.xml"))))
                .getDocumentElement();
        assertEquals("3", suite.getAttribute("tests"));
        assertEquals("1", suite.getAttribute("failures"));
        assertEquals("1", suite.getAttribute("skipped"));
        NodeList cases = suite.getElementsByTagName("testcase");
        assertEquals(
                "MUST MAP_01 aws/nasty/markup: <i>Markup</i> & \"quotes\" are shown.",
                ((Element) cases.item(0)).getAttribute("name"));
        assertTrue(cases.item(0).getTextContent().contains("<script>alert('1')</script>"));

        JsonNode json = StrictJson.read(Files.readAllBytes(report.resolve("report.json")));
        assertEquals(1, json.path("version").asInt());
        assertEquals(1, json.path("count").path("failed").asInt());
        assertEquals("failed", json.path("results").path(0).path("result").asText());
        assertEquals("aws/nasty/markup", json.path("results").path(0).path("on").asText());
        assertEquals("skipped", json.path("results").path(2).path("result").asText());

        String page = Files.readString(report.resolve("report.html"), StandardCharsets.UTF_8);
        assertFalse(page.contains("<script"), "text of a payload becomes markup");
        assertFalse(page.contains("<i>"), "text of a fixture becomes markup");
        assertFalse(page.matches("(?s).*[\\x00-\\x08\\x1b].*"), "control characters are handed on");
        assertFalse(page.matches("(?s).*<(link|img|iframe)[ >].*"), "the page needs something else");
        assertTrue(
                page.contains("class=\"missing\">      &quot;id&quot; : &quot;&lt;/td&gt;&lt;script&gt;&quot;,</td>"));
        assertTrue(
                page.contains("<tr><td>  &quot;kind&quot; : &quot;aws:sqs&quot;,</td>"), "what is the same is marked");
        assertTrue(page.contains("href=\"#MAP_01-aws-nasty-markup\""), page);
        assertTrue(page.contains("id=\"MAP_01-aws-nasty-markup\""), page);
    }

    @Test
    void texts_stand_side_by_side_with_their_differences() {
        assertEquals(
                List.of(
                        new LineDiff.Row("{", "{"),
                        new LineDiff.Row(null, "new,"),
                        new LineDiff.Row("a,", "a,"),
                        new LineDiff.Row("b", "x"),
                        new LineDiff.Row("c", null),
                        new LineDiff.Row("d,", "d"),
                        new LineDiff.Row("}", "}")),
                LineDiff.of("{\na,\nb\nc\nd,\n}", "{\nnew,\na,\nx\nd\n}"));
    }

    @Test
    void wrong_usage_is_one_sentence_and_exit_code_2() {
        for (List<String> arguments : List.of(
                List.of("check"),
                List.of("check", "--from", "ibm"),
                List.of("check", "--from", "aws", "--url", "http://localhost/"),
                List.of("check", "--from", "aws", "--source", "aws/nothing"),
                List.of("check", "--from", "aws", "--rule", "XX_99"),
                List.of("check", "--from", "aws", "--timeout", "soon"),
                List.of("check", "--from", "aws", "--fixtures", "nowhere"),
                List.of("check", "--from", "aws", "more"),
                List.of("check", "--from", "aws", "--timeout", "3"),
                List.of("check", "--from", "aws", "--classpath", "x"),
                List.of("check", "--from", "aws", "--source", "aws/sqs,"),
                List.of("check", "--from", "aws", "--source", ""),
                List.of("check", "--from", "aws", "--rule", " "),
                List.of("normalize", "--from", "aws", "--open="),
                List.of(
                        "check",
                        "--class",
                        "dev.portolan.examples.Gateway",
                        "--source",
                        "aws/sqs",
                        "--timeout",
                        "soon"),
                List.of("answer", "--command", "cat"),
                List.of("check", "--from", "aws", "--colour", "blue"),
                List.of("check", "--class", "no.such.Adapter", "--source", "aws/sqs"),
                List.of("check", "--class", "java.lang.String", "--source", "aws/sqs"),
                List.of("check", "--class", "java.lang.Integer", "--source", "aws/sqs"),
                List.of("check", "--class", FORGETFUL),
                List.of("check", "--url", "localhost", "--source", "aws/sqs"),
                List.of("check", "--command", "node subject.mjs"))) {
            Run run = Run.of(arguments.toArray(String[]::new));
            assertEquals(2, run.exitCode(), arguments + run.err());
            assertEquals(1, run.err().lines().count(), run.err());
        }
    }

    @Test
    void whoever_watches_sees_where_the_check_is() {
        Run run = Run.with(100, new byte[0], "check", "--from", "aws", "--source", "aws/sns", "--rule", "CE");
        assertEquals(0, run.exitCode(), run.out());
        assertTrue(run.err().startsWith("\r  0 of 12  aws/sns  CE_01"), run.err());
        assertTrue(run.err().endsWith(" \r"), run.err());
    }
}
