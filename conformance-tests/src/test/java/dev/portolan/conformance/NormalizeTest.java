package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NormalizeTest {

    /** Data may repeat names. */
    private static final ObjectMapper LENIENT = new ObjectMapper();

    private static final byte[] SQS = Fixtures.payload("aws/sqs/standard-message");

    @ParameterizedTest
    @ValueSource(strings = {"aws", "gcp", "azure"})
    void every_fixture_becomes_the_documented_events(String cloud, @TempDir Path folder) throws IOException {
        Map<List<String>, Map<String, Fixture>> bySetUp = new LinkedHashMap<>();
        for (Fixture fixture : Fixtures.of(cloud)) {
            if (fixture.options().keys() == null && fixture.options().context().isEmpty()) {
                Path file = folder.resolve(fixture.name() + (fixture.isHttp() ? ".http" : ".json"));
                Files.createDirectories(file.getParent());
                Files.write(file, fixture.payload());
                bySetUp.computeIfAbsent(options(fixture), options -> new LinkedHashMap<>())
                        .put(file.toString(), fixture);
            }
        }
        for (Map.Entry<List<String>, Map<String, Fixture>> setUp : bySetUp.entrySet()) {
            assertDocumented(cloud, setUp.getKey(), setUp.getValue());
        }
    }

    private static List<String> options(Fixture fixture) {
        List<String> options = new ArrayList<>();
        if (!fixture.options().open().isEmpty()) {
            options.add("--open=" + String.join(",", fixture.options().open()));
        }
        if (!fixture.options().accept().isEmpty()) {
            options.add("--accept=" + String.join(",", fixture.options().accept()));
        }
        return options;
    }

    private static void assertDocumented(String cloud, List<String> options, Map<String, Fixture> files)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("normalize", "--from", cloud, "--lines"));
        arguments.addAll(options);
        arguments.addAll(files.keySet());
        Run run = Run.of(arguments.toArray(String[]::new));
        List<String> lines = run.out().lines().toList();
        assertEquals(files.size(), lines.size(), run.err());
        int line = 0;
        for (Map.Entry<String, Fixture> file : files.entrySet()) {
            byte[] json = lines.get(line++).getBytes(StandardCharsets.UTF_8);
            assertEquals(file.getKey(), LENIENT.readTree(json).path("file").asText());
            assertEquals(
                    expected(file.getValue()), actual(json), file.getValue().name());
        }
    }

    private static JsonNode expected(Fixture fixture) {
        ObjectNode expected = StrictJson.MAPPER.createObjectNode();
        expected.put("error", fixture.expected().refusal().path("kind").asText(null));
        for (JsonNode event : fixture.expected().events()) {
            ObjectNode bare =
                    expected.withArray(event.has("error") ? "errors" : "events").addObject();
            bare.setAll((ObjectNode)
                    event.path(event.has("error") ? "error" : "attributes").deepCopy());
            bare.remove("path");
            if (isJson(bare)) {
                bare.put("data", onOneLine(event.path("data").asText()));
            } else if (event.has("data")) {
                bare.set("data", event.get("data"));
            }
        }
        return expected;
    }

    /** The line in the form of the fixtures: data as the bytes that stand there, or that the text or base64 stands for. */
    private static JsonNode actual(byte[] line) throws IOException {
        JsonNode json = LENIENT.readTree(line);
        ObjectNode actual = StrictJson.MAPPER.createObjectNode();
        actual.put("error", json.path("error").path("kind").asText(null));
        for (int i = 0; i < json.path("events").size(); i++) {
            ObjectNode event = (ObjectNode) json.path("events").get(i);
            if (event.has("data_base64")) {
                byte[] bytes =
                        Base64.getDecoder().decode(event.remove("data_base64").asText());
                event.set("data", TypedJson.bytes(bytes));
            } else if (event.has("data") && isJson(event)) {
                event.set("data", TypedJson.bytes(StrictJson.slice(line, "/events/" + i + "/data")));
            }
            if (isJson(event)) {
                event.put("data", onOneLine(event.path("data").asText()));
            }
            actual.withArray("events").add(event);
        }
        for (JsonNode error : json.path("errors")) {
            actual.withArray("errors").addObject().set("kind", error.get("kind"));
        }
        return actual;
    }

    private static String onOneLine(String json) {
        return json.replaceAll("[\r\n]", " ");
    }

    private static boolean isJson(JsonNode event) {
        return event.path("datacontenttype").asText().contains("json");
    }

    @Test
    void a_payload_from_standard_input_becomes_a_batch() {
        Run run = Run.with(Terminal.UNLIMITED, SQS, "normalize", "--from", "aws");
        assertEquals(0, run.exitCode(), run.err());
        JsonNode batch = StrictJson.read(run.out().getBytes(StandardCharsets.UTF_8));
        assertEquals("com.amazonaws.sqs.Message", batch.path(0).path("type").asText());
        assertEquals("", run.err());
    }

    @Test
    void the_portable_profile_has_one_type_whatever_the_cloud() {
        List<String> types = new ArrayList<>();
        for (String[] payload : List.of(
                new String[] {"aws", "aws/s3/object-created-put"},
                new String[] {"gcp", "gcp/cloudevent/storage-finalized"},
                new String[] {"azure", "azure/eventgrid/blob-created-in-a-webhook-array"})) {
            byte[] input = Fixtures.payload(payload[1]);
            Run run = Run.with(
                    Terminal.UNLIMITED, input, "normalize", "--profile=portable", "--lines", "--from", payload[0]);
            assertEquals(0, run.exitCode(), run.err());
            JsonNode line = StrictJson.read(run.out().getBytes(StandardCharsets.UTF_8));
            types.add(line.path("events").path(0).path("type").asText());
        }
        assertEquals(Collections.nCopies(3, "dev.portolan.object.created"), types);
    }

    @Test
    void a_payload_of_another_cloud_that_google_takes_for_any_request_is_told() {
        Run run = Run.with(Terminal.UNLIMITED, SQS, "normalize", "--from", "gcp");
        assertEquals(0, run.exitCode());
        assertEquals(
                "portolan: -: it looks like a payload of aws and was read as the body of a plain HTTP request; --from aws"
                        + " reads it.\n",
                run.err());
        Run plain = Run.with(
                Terminal.UNLIMITED, "{\"a\":1}".getBytes(StandardCharsets.UTF_8), "normalize", "--from", "gcp");
        assertEquals("", plain.err());
    }

    @Test
    void malformed_input_is_one_sentence_and_exit_code_3() {
        Run run = Run.with(
                Terminal.UNLIMITED, "{\"Records\":".getBytes(StandardCharsets.UTF_8), "normalize", "--from", "aws");
        assertEquals(3, run.exitCode());
        assertEquals("", run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().startsWith("portolan: -: Records: expected"), run.err());
    }

    @Test
    void with_lines_the_run_goes_on_after_an_error(@TempDir Path folder) throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.json"), "[");
        Path good = Files.write(folder.resolve("good.json"), SQS);
        Path other = Files.writeString(folder.resolve("other.json"), "{}");
        Run run = Run.of("normalize", "--from=aws", "--lines", bad.toString(), good.toString(), other.toString());
        assertEquals(3, run.exitCode());
        List<JsonNode> lines = run.out()
                .lines()
                .map(line -> StrictJson.read(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
        assertEquals("malformed", lines.get(0).path("error").path("kind").asText());
        assertTrue(lines.get(1).path("events").size() > 0);
        assertEquals("unrecognized", lines.get(2).path("error").path("kind").asText());
    }

    @Test
    void a_record_that_fails_alone_is_told_beside_the_events() {
        byte[] payload = Fixtures.payload("aws/sqs/queue-arn-missing-fails-alone");
        Run batch = Run.with(Terminal.UNLIMITED, payload, "normalize", "--from", "aws");
        assertEquals(3, batch.exitCode());
        assertTrue(StrictJson.read(batch.out().getBytes(StandardCharsets.UTF_8)).size() > 0);
        assertTrue(batch.err().contains("eventSourceARN"), batch.err());
    }

    @Test
    void wrong_usage_is_one_sentence_and_exit_code_2() {
        for (String[] arguments : List.of(
                new String[] {"normalize"},
                new String[] {"normalize", "--from", "ibm"},
                new String[] {"normalize", "--from", "aws", "--profile", "short"},
                new String[] {"normalize", "--from", "aws", "--colour=blue", "x.json"},
                new String[] {"normalize", "--from"},
                new String[] {"normalise"})) {
            Run run = Run.of(arguments);
            assertEquals(2, run.exitCode(), run.err());
            assertEquals("", run.out());
            assertEquals(1, run.err().lines().count(), run.err());
        }
    }

    @Test
    void a_missing_file_is_one_sentence_and_exit_code_1() {
        Run run = Run.of("normalize", "--from", "aws", "nowhere.json");
        assertEquals(1, run.exitCode());
        assertEquals("portolan: There is no file nowhere.json.\n", run.err());
    }
}
