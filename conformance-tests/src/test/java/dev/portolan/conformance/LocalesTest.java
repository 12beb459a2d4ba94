package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same bytes give the same events wherever the process runs. */
class LocalesTest {

    @ParameterizedTest
    @CsvSource({
        "tr, TR, Pacific/Kiritimati, ISO-8859-1",
        "ar, EG, America/St_Johns, UTF-8",
        "de, DE, Asia/Kathmandu, US-ASCII",
    })
    void events_are_the_same_in_every_locale_zone_and_encoding(
            String language, String country, String zone, String encoding) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Duser.language=" + language,
                        "-Duser.country=" + country,
                        "-Duser.timezone=" + zone,
                        "-Dfile.encoding=" + encoding,
                        "-cp",
                        System.getProperty("java.class.path"),
                        AllEvents.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String there = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

        assertEquals(0, process.waitFor());
        assertEquals(String.join("\n", AllEvents.hashes()), there.strip());
    }

    /** Prints a hash of what each fixture is read as. */
    static final class AllEvents {

        private AllEvents() {}

        public static void main(String[] arguments) throws Exception {
            for (String line : hashes()) {
                System.out.println(line);
            }
        }

        static List<String> hashes() throws NoSuchAlgorithmException {
            List<String> hashes = new ArrayList<>();
            for (Fixture fixture : Fixtures.all()) {
                Subject subject = Subject.of(options -> Clouds.adapter(fixture.provider(), options));
                Reading reading = subject.read(fixture.payload(), fixture.options());
                byte[] read = reading.toString().getBytes(StandardCharsets.UTF_8);
                MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
                hashes.add(fixture.name() + " " + HexFormat.of().formatHex(sha256.digest(read)));
            }
            return hashes;
        }
    }
}
