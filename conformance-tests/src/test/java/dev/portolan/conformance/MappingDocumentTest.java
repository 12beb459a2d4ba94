package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class MappingDocumentTest {

    @Test
    void the_document_says_what_the_adapters_do() throws IOException {
        assertEquals(
                Files.readString(Path.of("../docs/mapping.md")),
                Run.of("mapping").out(),
                "the mapping has changed: if it was meant to, run ./portolan mapping > docs/mapping.md and look at the difference");
    }
}
