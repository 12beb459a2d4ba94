package dev.portolan.conformance.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.portolan.conformance.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in a file that {@code normalize} is given: events, or one sentence and exit code 3. */
class AwkwardDescriptionsTest {

    @TempDir
    private Path folder;

    static Stream<String> documents() {
        return Stream.of(
                "",
                " \n",
                "null",
                "7",
                "\"c4n4ry\"",
                "[]",
                "{}",
                "[null]",
                "{\"trigger\":\"queueTrigger\",\"payl",
                "{\"trigger\":\"queueTrigger\",\"metadata\":{\"Id\":\"1\"}}",
                "{\"trigger\":\"queueTrigger\",\"payload\":null,\"metadata\":{\"Id\":\"1\"}}",
                "{\"trigger\":7,\"payload\":\"c4n4ry\"}",
                "{\"trigger\":\"\",\"payload\":\"c4n4ry\"}",
                "{\"trigger\":\"c4n4ryTrigger\",\"payload\":\"c4n4ry\"}",
                "{\"trigger\":\"orchestrationTrigger\",\"payload\":\"c4n4ry\"}",
                "{\"trigger\":\"queueTrigger\",\"trigger\":\"blobTrigger\",\"payload\":\"c4n4ry\"}",
                "{\"trigger\":\"queueTrigger\",\"payload\":\"c4n4ry\",\"metadata\":[\"c4n4ry\"]}",
                "{\"trigger\":\"queueTrigger\",\"payload\":\"c4n4ry\",\"metadata\":\"c4n4ry\"}",
                "{\"trigger\":\"queueTrigger\",\"payload\":\"c4n4ry\",\"metadata\":{\"Id\":{\"c4n4ry\":1}}}",
                "{\"trigger\":\"queueTrigger\",\"payload\":\"c4n4ry\",\"metadata\":{\"Id\":[\"c4n4ry\"]}}",
                "{\"trigger\":\"queueTrigger\",\"payload\":\"c4n4ry\",\"metadata\":{\"Id\":\"1\",\"Id\":\"2\"}}",
                "{\"trigger\":\"queueTrigger\",\"payload\":\"c4n4ry\",\"metadata\":{\"Id\":\"1\"},\"binding\":\"c4n4ry\"}",
                "{\"trigger\":\"queueTrigger\",\"payload\":{\"base64\":\"c4n4ry!\"},\"metadata\":{\"Id\":\"1\"}}",
                "{\"trigger\":\"queueTrigger\",\"payload\":{\"base64\":7},\"metadata\":{\"Id\":\"1\"}}",
                "{\"trigger\":\"blobTrigger\",\"payload\":\"c4n4ry\",\"metadata\":{\"BlobTrigger\":\"c4n4ry\"}}",
                "{\"trigger\":\"serviceBusTrigger\",\"payload\":[\"c4n4ry\",\"b\"],\"metadata\":{\"SequenceNumberArray\":[1]}}",
                "{\"trigger\":\"eventHubTrigger\",\"payload\":[\"c4n4ry\"],\"metadata\":{\"SystemPropertiesArray\":\"c4n4ry\"}}",
                "{\"trigger\":\"kafkaTrigger\",\"payload\":\"c4n4ry\"}",
                "{\"trigger\":\"cosmosDBTrigger\",\"payload\":{\"id\":\"c4n4ry\"}}",
                "{\"trigger\":\"cosmosDBTrigger\",\"payload\":\"c4n4ry\"}",
                "{\"trigger\":\"timerTrigger\",\"payload\":\"c4n4ry\"}",
                "{\"trigger\":\"timerTrigger\",\"payload\":[\"{}\",\"{}\"]}",
                "{\"trigger\":\"signalRTrigger\",\"payload\":[\"c4n4ry\",1]}",
                "{\"trigger\":\"httpTrigger\",\"payload\":\"GET /c4n4ry\"}",
                "{\"trigger\":\"httpTrigger\",\"payload\":{\"url\":\"http://c4n4ry/\"}}",
                "{\"trigger\":\"httpTrigger\",\"payload\":{\"method\":\"GET\",\"url\":\"c4n4ry\"}}",
                "{\"trigger\":\"httpTrigger\",\"payload\":{\"method\":\"GET\",\"url\":\"http://\"}}",
                "{\"trigger\":\"httpTrigger\",\"payload\":{\"method\":\"GET\",\"url\":\"http://h/\",\"headers\":[\"c4n4ry\"]}}",
                "{\"trigger\":\"httpTrigger\",\"payload\":{\"method\":\"GET\",\"url\":\"http://h/\",\"body\":7}}",
                "{\"trigger\":\"httpTrigger\",\"payload\":{\"method\":\"GET\",\"url\":\"http://h/\",\"body\":{\"c4n4ry\":1}}}",
                "{\"id\":\"1\",\"specVersion\":\"1.0\",\"source\":\"/c4n4ry\",\"type\":\"t\"}",
                "{\"cloudEventsVersion\":\"0.1\",\"eventID\":\"c4n4ry\",\"eventType\":\"t\"}",
                "{\"id\":\"1\",\"specversion\":\"1.0\",\"eventType\":\"c4n4ry\",\"source\":\"/a\",\"type\":\"t\"}",
                "{\"id\":\"1\",\"specversion\":\"1.0\",\"source\":\"/a\",\"type\":\"t\",\"data_base64\":\"c4n4ry!\"}",
                "[{\"id\":7,\"topic\":\"/c4n4ry\",\"eventType\":\"x\",\"eventTime\":\"2026-01-01T00:00:00Z\"}]");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void a_document_is_refused_in_one_sentence(String document) throws IOException {
        refused(document.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void so_is_what_is_not_utf8() throws IOException {
        refused("{\"trigger\":\"queueTrigger\",\"payload\":\"\u00e9c4n4ry\",\"metadata\":{\"Id\":\"1\"}}"
                .getBytes(StandardCharsets.ISO_8859_1));
        refused("{\"trigger\":\"queueTrigger\",\"payload\":\"c4n4ry\"}".getBytes(StandardCharsets.UTF_16));
    }

    @Test
    void so_is_what_is_too_large_too_deep_or_too_wide() throws IOException {
        refused(large());
        refused(("{\"trigger\":\"queueTrigger\",\"payload\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")
                .getBytes(StandardCharsets.UTF_8));
        StringBuilder wide = new StringBuilder("{\"trigger\":\"queueTrigger\",\"payload\":\"x\",\"metadata\":{");
        for (int i = 0; i < 5000; i++) {
            wide.append('"').append(i).append("\":1,");
        }
        refused(wide.append("\"Id\":\"1\"}}").toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Written piece by piece, as the tests share half a gigabyte. */
    private Path large() throws IOException {
        Path file = folder.resolve("large.json");
        byte[] megabyte = "x".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("{\"trigger\":\"queueTrigger\",\"payload\":\"".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 105; i++) {
                out.write(megabyte);
            }
            out.write("\"}".getBytes(StandardCharsets.US_ASCII));
        }
        return file;
    }

    private void refused(byte[] document) throws IOException {
        refused(Files.write(folder.resolve("a.json"), document));
    }

    private void refused(Path file) throws IOException {
        Run run = Run.of("normalize", "--from", "azure", file.toString());
        assertEquals(3, run.exitCode(), run.out() + run.err());
        List<String> lines = run.err().lines().toList();
        assertEquals(1, lines.size(), run.err());
        assertFalse(lines.get(0).contains("c4n4ry") || lines.get(0).contains("Exception"), run.err());
        Run line = Run.of("normalize", "--from", "azure", "--lines", file.toString());
        assertEquals(3, line.exitCode());
        assertEquals(1, line.out().lines().count());
        assertEquals("", line.err());
    }
}
