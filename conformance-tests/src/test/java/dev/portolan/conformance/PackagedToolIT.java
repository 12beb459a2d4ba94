package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executable jar, used as it is shipped. */
final class PackagedToolIT {

    private static final Path JAR = Path.of("target/portolan.jar");

    @Test
    void the_jar_lists_every_fixture() throws Exception {
        URL[] path = {JAR.toUri().toURL()};
        try (URLClassLoader jar = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            Object fixtures =
                    jar.loadClass(Fixtures.class.getName()).getMethod("all").invoke(null);
            assertEquals(Fixtures.all().toString(), fixtures.toString());
        }
    }

    @Test
    void the_jar_checks_an_adapter_in_two_processes() throws Exception {
        Process check = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        JAR.toString(),
                        "check",
                        "--from=aws",
                        "--source=aws/sqs",
                        "--rule=MAP,DET")
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, check.waitFor(), said);
        // One check of MAP_01 for each fixture, and both of DET.
        long checks = 2
                + Fixtures.all().stream()
                        .filter(fixture -> fixture.source().equals("aws/sqs"))
                        .count();
        assertTrue(said.contains(checks + " of " + checks + " checks passed, 0 failed, 0 skipped."), said);
    }

    @Test
    void the_script_runs_the_tool_through_symbolic_links(@TempDir Path folder) throws Exception {
        Path link = Files.createSymbolicLink(
                folder.resolve("portolan"), Path.of("../portolan").toRealPath());
        Path other = Files.createSymbolicLink(folder.resolve("again"), Path.of("portolan"));
        for (Path script : List.of(link, other)) {
            Process tool = new ProcessBuilder(script.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, tool.waitFor(), said);
            assertTrue(said.matches("portolan \\d+\\.\\d+\\S*\\R"), said);
        }
    }
}
