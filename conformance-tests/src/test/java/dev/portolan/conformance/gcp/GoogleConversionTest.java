package dev.portolan.conformance.gcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portolan.Event;
import dev.portolan.gcp.GcpAdapter;
import dev.portolan.gcp.LegacyEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Google's own conformance events, in each of the four directions that its suite checks.
 *
 * @see <a href="https://github.com/GoogleCloudPlatform/functions-framework-conformance">Functions Framework conformance</a>
 */
final class GoogleConversionTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = corpus().resolve("functions-framework-conformance");

    @Test
    void the_seventeen_events_of_google_are_there() {
        assumeTrue(Files.isDirectory(FOLDER), "no events of Google's suite under " + FOLDER);
        assertEquals(17, names().size());
    }

    @TestFactory
    List<DynamicTest> every_event_converts_as_google_says() {
        assumeTrue(Files.isDirectory(FOLDER), "no events of Google's suite under " + FOLDER);
        List<DynamicTest> checks = new ArrayList<>();
        for (String name : names()) {
            JsonNode modern = file(name + "-cloudevent-output");
            JsonNode legacy = Files.exists(path(name + "-legacy-output-converted"))
                    ? file(name + "-legacy-output-converted")
                    : file(name + "-legacy-output");
            checks.add(dynamicTest(name + ": legacy to CloudEvent", () -> assertModern(modern, fromLegacy(name))));
            checks.add(dynamicTest(
                    name + ": CloudEvent to CloudEvent",
                    () -> assertModern(file(name + "-cloudevent-input"), fromModern(name))));
            checks.add(dynamicTest(
                    name + ": CloudEvent to legacy",
                    () -> assertLegacy(legacy, JSON.readTree(LegacyEvents.write(fromModern(name))))));
            checks.add(dynamicTest(
                    name + ": legacy and back",
                    () -> assertLegacy(legacy, JSON.readTree(LegacyEvents.write(fromLegacy(name))))));
        }
        return checks;
    }

    private static Event fromLegacy(String name) throws IOException {
        return GcpAdapter.read(Files.readAllBytes(path(name + "-legacy-input")))
                .events()
                .get(0);
    }

    /** The suite's client sends CloudEvents in binary mode. */
    private static Event fromModern(String name) throws IOException {
        JsonNode event = file(name + "-cloudevent-input");
        Map<String, List<String>> headers = new TreeMap<>();
        event.properties().forEach(attribute -> {
            if (attribute.getKey().equals("datacontenttype")) {
                headers.put("Content-Type", List.of(attribute.getValue().asText()));
            } else if (!attribute.getKey().equals("data")) {
                headers.put(
                        "ce-" + attribute.getKey(), List.of(attribute.getValue().asText()));
            }
        });
        byte[] body = JSON.writeValueAsBytes(event.get("data"));
        return GcpAdapter.standard()
                .delivery("POST", "/", headers, body)
                .events()
                .get(0);
    }

    private static void assertModern(JsonNode expected, Event event) throws IOException {
        assertEquals(expected.get("id").asText(), event.getId());
        assertEquals(expected.get("source").asText(), event.getSource().toString());
        assertEquals(expected.path("subject").asText(null), event.getSubject());
        assertEquals(expected.get("type").asText(), event.getType());
        assertEquals(OffsetDateTime.parse(expected.get("time").asText()), event.getTime());
        assertEquals(expected.path("datacontenttype").asText(null), event.getDataContentType());
        assertEquals(expected.get("data"), JSON.readTree(event.data()));
    }

    private static void assertLegacy(JsonNode expected, JsonNode actual) {
        assertEquals(expected.get("data"), actual.get("data"));
        assertEquals(expected.get("context"), actual.get("context"));
        ObjectNode rest = actual.deepCopy();
        rest.remove(List.of("data", "context", "domain"));
        assertEquals(JSON.createObjectNode(), rest);
        assertNull(actual.get("context").get("domain"));
    }

    private static Set<String> names() {
        try (var files = Files.list(FOLDER)) {
            Set<String> names = new TreeSet<>();
            files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith("-legacy-input.json"))
                    .forEach(file -> names.add(file.substring(0, file.length() - "-legacy-input.json".length())));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode file(String name) {
        try {
            return JSON.readTree(path(name).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path path(String name) {
        return FOLDER.resolve(name + ".json");
    }

    /** {@code ../shared/corpus} seen from the repository's root, or the folder that PORTOLAN_CORPUS names. */
    private static Path corpus() {
        String named = System.getenv("PORTOLAN_CORPUS");
        if (named != null) {
            return Path.of(named);
        }
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.exists(root.resolve("conformance-tests"))) {
            root = root.getParent();
        }
        return root.resolve("../shared/corpus").normalize();
    }
}
