package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FixturesTest {

    private static final Path FOLDER = folder();

    private static Path folder() {
        try {
            return Path.of(Fixtures.class.getResource("fixtures").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void every_expected_document_has_the_form_its_schema_describes() throws IOException {
        assertValid(files(".expected.json"), Fixtures.SCHEMA);
    }

    @Test
    void what_is_known_of_sources_has_the_form_its_schema_describes() throws IOException {
        assertValid(files("/sources.json"), "sources.schema.json");
    }

    @Test
    void the_index_names_every_fixture_in_the_form_its_schema_describes() throws IOException {
        Path index = FOLDER.resolve("index.json");
        if (Boolean.getBoolean("portolan.update")) {
            Path source =
                    Path.of("src/main/resources").resolve(Path.of("dev/portolan/conformance/fixtures/index.json"));
            Files.writeString(source, index());
            Files.writeString(index, index());
        }
        assertEquals(
                Files.readString(index),
                index(),
                "fixtures have changed: run mvn test -pl conformance-tests -am -Dtest=FixturesTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dportolan.update=true");
        assertValid(List.of(index), "index.schema.json");
    }

    private static String index() {
        List<String> lines = new ArrayList<>();
        for (Fixture fixture : Fixtures.all()) {
            ObjectNode line = StrictJson.MAPPER.createObjectNode().put("name", fixture.name());
            line.put("payload", fixture.name() + (fixture.isHttp() ? ".http" : ".json"));
            line.put("expected", fixture.name() + ".expected.json");
            if (fixture.expected().kind() != null) {
                line.put("kind", fixture.expected().kind());
            }
            lines.add(new String(StrictJson.write(line.put("proves", fixture.proves())), StandardCharsets.UTF_8));
        }
        return "{\"version\":1,\"fixtures\":[\n" + String.join(",\n", lines) + "\n]}\n";
    }

    private static void assertValid(List<Path> files, String schemaFile) throws IOException {
        JsonSchema schema;
        try (InputStream json = Fixtures.class.getResourceAsStream("fixtures/" + schemaFile)) {
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(json);
        }
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            JsonNode document = StrictJson.read(Files.readAllBytes(file));
            for (ValidationMessage problem : schema.validate(document)) {
                problems.add(FOLDER.relativize(file) + " " + problem);
            }
        }
        assertEquals(List.of(), problems);
    }

    @Test
    void what_is_left_out_is_left_out() {
        Map<String, Set<String>> lost = new TreeMap<>();
        for (String cloud : Clouds.NAMES) {
            Subject subject = Subject.of(options -> Clouds.adapter(cloud, options));
            for (Fixture fixture : Fixtures.of(cloud)) {
                for (Provenance.Field field : Provenance.of(subject, fixture)) {
                    if (field.isLost()) {
                        lost.computeIfAbsent(cloud, any -> new TreeSet<>()).add(field.pattern());
                        lost.computeIfAbsent(fixture.source(), any -> new TreeSet<>())
                                .add(field.pattern());
                    }
                }
            }
        }
        List<String> stale = new ArrayList<>();
        for (Fixture fixture : Fixtures.all()) {
            fixture.facts().leftOut(fixture.source(), fixture.provider()).forEach((where, fields) -> {
                for (String field : fields) {
                    if (lost.getOrDefault(where, Set.of()).stream().noneMatch(one -> Facts.isIn(one, field))) {
                        stale.add(where + " " + field);
                    }
                }
            });
        }
        assertEquals(List.of(), stale.stream().distinct().toList(), "sources.json names what is told, or not there");
    }

    @Test
    void every_payload_has_its_expected_document_and_the_other_way_round() throws IOException {
        Set<String> payloads = new TreeSet<>();
        Set<String> expected = new TreeSet<>();
        for (Path file : files("")) {
            String name = FOLDER.relativize(file).toString();
            if (name.endsWith(".expected.json")) {
                expected.add(name.substring(0, name.length() - ".expected.json".length()));
            } else if (name.contains("/") && !file.endsWith(Fixtures.SOURCES)) {
                assertTrue(payloads.add(name.substring(0, name.lastIndexOf('.'))), name + " is there in two forms");
            }
        }
        assertEquals(expected, payloads);
        assertEquals(expected, names(Fixtures.all()));
    }

    @Test
    void fixtures_are_named_in_kebab_case_below_their_provider_and_source() {
        for (Fixture fixture : Fixtures.all()) {
            assertTrue(fixture.name().matches("(aws|gcp|azure)/[a-z0-9-]+/[a-z0-9.-]+"), fixture.name());
        }
    }

    @Test
    void three_clouds_have_more_than_nine_hundred_fixtures() {
        assertTrue(Fixtures.all().size() > 900);
        for (String provider : List.of("aws", "gcp", "azure")) {
            assertTrue(Fixtures.of(provider).size() > 150, provider);
        }
        assertEquals(Fixtures.all().size(), names(Fixtures.all()).size());
    }

    @Test
    void a_pointer_leads_to_the_exact_bytes_of_a_value() {
        byte[] json = "\uFEFF{ \"a\" : [ 1.50 , \"é\\u00e9\" ,\n{\"b\" :\tnull } ],\"c/d\":\"x\" }"
                .getBytes(StandardCharsets.UTF_8);
        assertEquals("1.50", slice(json, "/a/0"));
        assertEquals("\"é\\u00e9\"", slice(json, "/a/1"));
        assertEquals("{\"b\" :\tnull }", slice(json, "/a/2"));
        assertEquals("null", slice(json, "/a/2/b"));
        assertEquals("\"x\"", slice(json, "/c~1d"));
        assertEquals(new String(json, 3, json.length - 3, StandardCharsets.UTF_8), slice(json, ""));
        assertThrows(IllegalArgumentException.class, () -> slice(json, "/a/3"));
    }

    private static String slice(byte[] json, String pointer) {
        return new String(StrictJson.slice(json, pointer), StandardCharsets.UTF_8);
    }

    private static Set<String> names(List<Fixture> fixtures) {
        Set<String> names = new TreeSet<>();
        fixtures.forEach(fixture -> names.add(fixture.name()));
        return names;
    }

    private static List<Path> files(String ending) throws IOException {
        List<Path> files = new ArrayList<>(tree(FOLDER));
        files.removeIf(file -> !file.toString().endsWith(ending));
        return files;
    }

    private static List<Path> tree(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
