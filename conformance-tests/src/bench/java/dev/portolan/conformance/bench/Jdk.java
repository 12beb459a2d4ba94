package dev.portolan.conformance.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** A Java that the benchmark runs on. */
record Jdk(int version, String fullVersion, Path home) {

    /** As Lambda and Azure start the JVM. */
    static final List<String> C1 = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** The default compiler, and nothing else changed. */
    static final List<String> C2 = List.of("-XX:+UseSerialGC");

    /** The one that runs this, and 25 if the machine has it where Linux keeps them. */
    static List<Jdk> all() throws IOException {
        List<Jdk> all = new ArrayList<>();
        all.add(at(Path.of(System.getProperty("java.home"))));
        Path usual = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(usual)) {
            try (Stream<Path> homes = Files.list(usual)) {
                homes.sorted()
                        .filter(home -> Files.exists(home.resolve("release")))
                        .map(Jdk::at)
                        .filter(jdk -> jdk.version == 25)
                        .limit(all.get(0).version == 25 ? 0 : 1)
                        .forEach(all::add);
            }
        }
        return all;
    }

    private static Jdk at(Path home) {
        Properties release = new Properties();
        try (var in = Files.newBufferedReader(home.resolve("release"))) {
            release.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = release.getProperty("JAVA_VERSION").replace("\"", "");
        return new Jdk(Integer.parseInt(version.replaceFirst("\\D.*", "")), version, home);
    }

    String java() {
        return home.resolve("bin").resolve("java").toString();
    }
}
