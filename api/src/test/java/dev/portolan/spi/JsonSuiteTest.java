package dev.portolan.spi;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.portolan.Corpus;
import dev.portolan.MalformedPayloadException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The 283 documents of JSONTestSuite, which lie beside the repository. */
class JsonSuiteTest {

    @TestFactory
    Stream<DynamicTest> everyDocumentOfAcceptIsRead() {
        return Corpus.documents("accept").stream()
                .map(file -> dynamicTest(file.getFileName().toString(), () -> {
                    byte[] bytes = Files.readAllBytes(file);
                    try (Json json = Json.read(bytes)) {
                        assertTrue(json.root().end() > json.root().start());
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyDocumentOfRejectIsMalformed() {
        return Corpus.documents("reject").stream()
                .map(file -> dynamicTest(file.getFileName().toString(), () -> {
                    byte[] bytes = Files.readAllBytes(file);
                    assertThrows(MalformedPayloadException.class, () -> Json.read(bytes));
                }));
    }
}
