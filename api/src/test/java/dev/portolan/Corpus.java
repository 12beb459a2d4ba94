package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Third-party test data beside the repository; tests that need it are skipped where it is not. */
public final class Corpus {

    private Corpus() {}

    /** The 515 strings of the Big List of Naughty Strings. */
    public static List<String> naughtyStrings() {
        List<String> strings = new ArrayList<>();
        json("naughty-strings/blns.json").forEach(string -> strings.add(string.asText()));
        assertEquals(515, strings.size());
        return strings;
    }

    /** The string cases of a format in the JSON Schema test suite, whose members are {@code data} and {@code valid}. */
    public static List<JsonNode> format(String name) {
        List<JsonNode> cases = new ArrayList<>();
        json("json-schema-formats/" + name + ".json")
                .forEach(group -> group.get("tests").forEach(test -> {
                    if (test.get("data").isTextual()) {
                        cases.add(test);
                    }
                }));
        return cases;
    }

    /** The documents of JSONTestSuite that are JSON, or those that are none. */
    public static List<Path> documents(String acceptOrReject) {
        try (Stream<Path> files = Files.list(file("JSONTestSuite/" + acceptOrReject))) {
            List<Path> documents = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            assertEquals(acceptOrReject.equals("accept") ? 95 : 188, documents.size());
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String name) {
        try {
            return new ObjectMapper().readTree(file(name).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Below {@code ../shared/corpus} seen from the repository's root, or the folder that PORTOLAN_CORPUS names. */
    private static Path file(String name) {
        String named = System.getProperty("PORTOLAN_CORPUS", System.getenv("PORTOLAN_CORPUS"));
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.exists(root.resolve("conformance-tests"))) {
            root = root.getParent();
        }
        Path corpus = named != null
                ? Path.of(named)
                : root.resolve("../shared/corpus").normalize();
        assumeTrue(Files.isDirectory(corpus), "no corpus beside the repository; PORTOLAN_CORPUS can name it");
        return corpus.resolve(name);
    }
}
