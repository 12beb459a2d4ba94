package dev.portolan.conformance.simulate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The document says of every source what it cannot tell. */
final class SimulateDocumentTest {

    @Test
    void what_a_source_does_not_tell_stands_in_the_document() throws IOException {
        StringBuilder table = new StringBuilder();
        for (Format<?> format : Formats.ALL) {
            List<String> lost = Simulate.lost(format.source, Samples.of(format.record));
            table.append("| `").append(format.source).append("` | ");
            table.append(format.record.getSimpleName()).append(" | ");
            table.append(lost.isEmpty() ? "–" : String.join(", ", lost)).append(" |\n");
        }
        String document = Files.readString(Path.of("../docs/simulate.md"));
        assertTrue(document.endsWith("|---|---|---|\n" + table), () -> "docs/simulate.md should end with\n" + table);
    }
}
