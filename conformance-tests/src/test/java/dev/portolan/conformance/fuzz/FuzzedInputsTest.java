package dev.portolan.conformance.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.conformance.Fixture;
import dev.portolan.conformance.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code .ci/fuzz} starts from, and what it has found, passes. */
class FuzzedInputsTest {

    private static final Path INPUTS = Path.of("src/test/resources/dev/portolan/conformance/fuzz");

    @ParameterizedTest
    @EnumSource
    void every_input_that_was_found_is_read_or_refused(FuzzTarget target) throws IOException {
        Path file = INPUTS.resolve(target.name().toLowerCase(Locale.ROOT) + ".base64");
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            check(target, Base64.getDecoder().decode(lines.get(i)), file + ", line " + (i + 1));
        }
        assertTrue(lines.size() > 20, lines.size() + " inputs");
    }

    @ParameterizedTest
    @EnumSource
    void every_target_reads_every_fixture(FuzzTarget target) {
        List<Fixture> fixtures = Fixtures.all();
        for (Fixture fixture : fixtures) {
            check(target, fixture.payload(), fixture.name());
        }
        assertTrue(fixtures.size() > 500, fixtures.size() + " fixtures");
    }

    private static void check(FuzzTarget target, byte[] input, String name) {
        try {
            target.read(input);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(name + ": " + e, e);
        }
    }
}
