package dev.portolan.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.portolan.MalformedPayloadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The 283 documents of JSONTestSuite, which lie beside the repository. */
class JsonSuiteTest {

    @TestFactory
    Stream<DynamicTest> everyDocumentOfAcceptIsRead() {
        return documents("accept", 95).stream()
                .map(file -> dynamicTest(file.getFileName().toString(), () -> {
                    byte[] bytes = Files.readAllBytes(file);
                    try (Json json = Json.read(bytes)) {
                        assertTrue(json.root().end() > json.root().start());
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyDocumentOfRejectIsMalformed() {
        return documents("reject", 188).stream()
                .map(file -> dynamicTest(file.getFileName().toString(), () -> {
                    byte[] bytes = Files.readAllBytes(file);
                    assertThrows(MalformedPayloadException.class, () -> Json.read(bytes));
                }));
    }

    private static List<Path> documents(String folder, int count) {
        Path documents = corpus().resolve("JSONTestSuite").resolve(folder);
        assumeTrue(
                Files.isDirectory(documents),
                "JSONTestSuite is not beside the repository; PORTOLAN_CORPUS can name it");
        try (Stream<Path> files = Files.list(documents)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            assertEquals(count, all.size(), "documents in " + folder);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code ../shared/corpus} seen from the repository's root, or the folder that PORTOLAN_CORPUS names. */
    private static Path corpus() {
        String named = System.getProperty("PORTOLAN_CORPUS", System.getenv("PORTOLAN_CORPUS"));
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
