package dev.portolan.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The fixtures that come with the kit: whatever is in their folder, on disk or in the jar. */
public final class Fixtures {

    /** The file that the format of {@code .expected.json} is described in; it marks the folder of the fixtures. */
    static final String SCHEMA = "expected.schema.json";

    private static final String EXPECTED = ".expected.json";

    private Fixtures() {}

    /** All fixtures, ordered by name. */
    public static List<Fixture> all() {
        URL schema = Objects.requireNonNull(Fixtures.class.getResource("fixtures/" + SCHEMA));
        try {
            URI uri = schema.toURI();
            if (!uri.getScheme().equals("jar")) {
                return in(Path.of(uri).resolveSibling(""));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return in(jar.provider().getPath(uri).resolveSibling(""));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fixtures of a provider ({@code aws}) or of one source ({@code aws/sqs}). */
    public static List<Fixture> of(String folder) {
        List<Fixture> fixtures = new ArrayList<>(all());
        fixtures.removeIf(fixture -> !fixture.name().startsWith(folder + "/"));
        return fixtures;
    }

    /** The fixtures below a folder of yours, laid out as the kit's own are. */
    public static List<Fixture> in(Path folder) throws IOException {
        List<Fixture> fixtures = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path expected : files.filter(file -> file.toString().endsWith(EXPECTED))
                    .sorted()
                    .toList()) {
                fixtures.add(read(folder, expected));
            }
        }
        return fixtures;
    }

    private static Fixture read(Path folder, Path expected) throws IOException {
        String file = folder.relativize(expected).toString().replace('\\', '/');
        String name = file.substring(0, file.length() - EXPECTED.length());
        Path http = folder.resolve(name + ".http");
        boolean isHttp = Files.exists(http);
        Path payload = isHttp ? http : folder.resolve(name + ".json");
        return new Fixture(name, isHttp, Files.readAllBytes(payload), StrictJson.read(Files.readAllBytes(expected)));
    }
}
