package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoTest {

    @Test
    void one_handler_handles_payloads_of_every_cloud() {
        Run run = Run.of("demo");
        assertEquals(0, run.exitCode(), run.err());
        for (String cell : new String[] {
            "com.amazonaws.sqs.Message",
            "google.cloud.storage.object.v1.finalized",
            "Microsoft.Storage.BlobCreated",
            "worked off “two pizzas, please” from orders",
        }) {
            assertTrue(run.out().contains(cell), run.out());
        }
        assertEquals(
                18,
                run.out()
                        .lines()
                        .filter(line -> line.matches("(aws|gcp|azure) .*"))
                        .count());
    }

    @Test
    void what_the_handler_did_is_the_same_on_every_cloud() {
        List<String> deeds = Run.of("demo")
                .out()
                .lines()
                .filter(line -> line.matches("(aws|gcp|azure) .*"))
                .map(line -> line.replaceAll(".*  ", ""))
                .toList();
        for (int i = 0; i < deeds.size(); i++) {
            assertEquals(deeds.get(i - i % 3), deeds.get(i));
        }
        assertEquals(6, deeds.stream().distinct().count(), String.join("\n", deeds));
    }

    @Test
    void piped_output_is_plain_and_not_cut() {
        String out = Run.of("demo").out();
        assertTrue(out.chars().noneMatch(c -> c == 0x1B || c == '…'), out);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120})
    void lines_fit_the_screen(int width) {
        Run run = Run.with(width, new byte[0], "demo");
        run.out().lines().forEach(line -> {
            String shown = line.replaceAll("\u001B\\[[0-9]+m", "");
            assertTrue(shown.codePointCount(0, shown.length()) <= width, line);
        });
        assertTrue(run.out().getBytes(StandardCharsets.UTF_8).length > 1000);
    }

    @Test
    void every_command_has_a_help() {
        for (String command : new String[] {"demo", "normalize", "simulate", "explain", "azure"}) {
            Run run = Run.of(command, "--help");
            assertEquals(0, run.exitCode());
            assertTrue(run.out().startsWith("usage: portolan " + command), run.out());
            assertTrue(Run.of("--help").out().contains("\n  " + command + " "));
        }
    }
}
