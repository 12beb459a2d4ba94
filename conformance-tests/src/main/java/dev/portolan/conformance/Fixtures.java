package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The fixtures that come with the kit: whatever is in their folder, on disk or in the jar. */
public final class Fixtures {

    /** The file that the format of {@code .expected.json} is described in; it marks the folder of the fixtures. */
    static final String SCHEMA = "expected.schema.json";

    /** What is known of the sources of a provider beyond single payloads. */
    static final String SOURCES = "sources.json";

    private static final String EXPECTED = ".expected.json";

    /** The list of all fixtures, for readers in other languages. */
    private static final String INDEX = "index.json";

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

    /**
     * The fixtures below a folder of yours, laid out as the kit's own are.
     *
     * @throws IllegalArgumentException if a file is not what it should be, or has none beside it; the message names it
     */
    public static List<Fixture> in(Path folder) throws IOException {
        List<Fixture> fixtures = new ArrayList<>();
        Map<String, JsonNode> providers = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted().toList()) {
                if (file.endsWith(SOURCES)) {
                    providers.put(folder.relativize(file.getParent()).toString(), document(file));
                } else if (isPayload(file.getFileName().toString()) && !Files.exists(expected(file))) {
                    throw new IllegalArgumentException(file + " has no "
                            + expected(file).getFileName() + " beside it, which says what it is read as");
                }
            }
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path expected : files.filter(file -> file.toString().endsWith(EXPECTED))
                    .sorted()
                    .toList()) {
                fixtures.add(read(folder, expected, providers));
            }
        }
        return fixtures;
    }

    private static boolean isPayload(String file) {
        return file.endsWith(".http")
                || (file.endsWith(".json")
                        && !file.endsWith(EXPECTED)
                        && !file.equals(SOURCES)
                        && !file.endsWith(".schema.json")
                        && !file.equals(INDEX));
    }

    private static Path expected(Path payload) {
        String name = payload.getFileName().toString();
        return payload.resolveSibling(name.substring(0, name.lastIndexOf('.')) + EXPECTED);
    }

    private static JsonNode document(Path file) throws IOException {
        try {
            return StrictJson.read(Files.readAllBytes(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " is " + e.getMessage(), e);
        }
    }

    /** One fixture's payload, read without looking at any other. */
    static byte[] payload(String name) {
        for (String ending : List.of(".json", ".http")) {
            try (InputStream payload = Fixtures.class.getResourceAsStream("fixtures/" + name + ending)) {
                if (payload != null) {
                    return payload.readAllBytes();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalArgumentException("there is no fixture " + name);
    }

    /** What is known of a source that comes with the kit, such as {@code aws:sqs}. */
    static Facts facts(String kind) {
        int colon = kind.indexOf(':');
        try (InputStream sources = Fixtures.class.getResourceAsStream(
                "fixtures/" + kind.substring(0, Math.max(0, colon)) + "/" + SOURCES)) {
            return sources == null
                    ? Facts.NONE
                    : Facts.of(StrictJson.read(sources.readAllBytes()), kind.substring(colon + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Fixture read(Path folder, Path expected, Map<String, JsonNode> providers) throws IOException {
        String file = folder.relativize(expected).toString().replace('\\', '/');
        String name = file.substring(0, file.length() - EXPECTED.length());
        Path http = folder.resolve(name + ".http");
        boolean isHttp = Files.exists(http);
        Path json = folder.resolve(name + ".json");
        if (!isHttp && !Files.exists(json)) {
            throw new IllegalArgumentException(expected + " has no payload beside it, a .json or .http file");
        }
        byte[] payload = Files.readAllBytes(isHttp ? http : json);
        String[] path = name.split("/", -1);
        JsonNode provider = providers.get(path[0]);
        Facts facts = provider == null || path.length < 3 ? Facts.NONE : Facts.of(provider, path[1]);
        return new Fixture(name, isHttp, payload, document(expected), facts);
    }
}
