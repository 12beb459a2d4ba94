package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fixtures that come with the kit: whatever is in their folder, on disk or in the jar. */
public final class Fixtures {

    /** The file that the format of {@code .expected.json} is described in; it marks the folder of the fixtures. */
    static final String SCHEMA = "expected.schema.json";

    /** What is known of the sources of a provider beyond single payloads. */
    static final String SOURCES = "sources.json";

    private static final String EXPECTED = ".expected.json";

    private Fixtures() {}

    /** All fixtures, ordered by name. */
    public static List<Fixture> all() {
        URL schema = Objects.requireNonNull(Fixtures.class.getResource("fixtures/" + SCHEMA));
        try {
            if (!(schema.openConnection() instanceof JarURLConnection inJar)) {
                return all(Path.of(schema.toURI()).resolveSibling(""));
            }
            // One of our own: the JVM has only one for each jar that is opened by its URI, and tests run side by side.
            try (FileSystem jar =
                    FileSystems.newFileSystem(Path.of(inJar.getJarFileURL().toURI()))) {
                return all(jar.getPath(inJar.getEntryName()).resolveSibling(""));
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
     * @throws IllegalArgumentException if a file is none that can be used; the message names it and says why
     */
    public static List<Fixture> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = name(folder, file);
                String problem = misplaced(file, name);
                if (problem != null) {
                    throw new IllegalArgumentException(name + " " + problem);
                }
            }
        }
        Map<String, JsonNode> providers = providers(folder);
        List<Fixture> fixtures = all(folder, providers);
        requireFacts(providers, fixtures);
        for (Fixture fixture : fixtures) {
            try {
                fixture.expected();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        fixture.name() + EXPECTED + ": " + UsageException.ended(e.getMessage()), e);
            }
        }
        return fixtures;
    }

    private static void requireFacts(Map<String, JsonNode> providers, List<Fixture> fixtures) {
        Map<String, Set<String>> sources = new TreeMap<>();
        for (Fixture fixture : fixtures) {
            String[] path = fixture.name().split("/", -1);
            sources.computeIfAbsent(path[0], provider -> new TreeSet<>()).add(path[1]);
        }
        Set<String> rules = Suite.RULES.stream().map(Rule::id).collect(Collectors.toSet());
        providers.forEach((provider, document) -> {
            String problem = Facts.problem(document, sources.getOrDefault(provider, Set.of()), rules);
            if (problem != null) {
                throw new IllegalArgumentException(provider + "/" + SOURCES + " " + problem);
            }
        });
    }

    /** What is wrong with where a file is, or with what is not beside it; null if nothing is. */
    private static @Nullable String misplaced(Path file, String name) {
        int depth = name.split("/", -1).length;
        if (name.endsWith("/" + SOURCES) || name.equals(SOURCES)) {
            return depth == 2 ? null : "is in the wrong folder: it belongs into that of the provider.";
        }
        boolean isExpected = name.endsWith(EXPECTED);
        boolean isPayload = !isExpected && (name.endsWith(".json") || name.endsWith(".http")) && depth > 1;
        if (!isExpected && !isPayload) {
            return null;
        }
        if (depth != 3) {
            return "is in the wrong folder: a fixture is <provider>/<source>/<name>, such as aws/sqs/hello.json.";
        }
        String ending = isExpected ? EXPECTED : ".json";
        String stem = name.substring(name.lastIndexOf('/') + 1, name.length() - ending.length());
        if (name.endsWith(".http") && Files.exists(file.resolveSibling(stem + ".json"))) {
            return "stands beside a .json of the same name: a fixture has one payload.";
        }
        if (isPayload) {
            return Files.exists(file.resolveSibling(stem + EXPECTED))
                    ? null
                    : "has no " + stem + EXPECTED + " beside it, which says what it must be read as.";
        }
        return Files.exists(file.resolveSibling(stem + ".json")) || Files.exists(file.resolveSibling(stem + ".http"))
                ? null
                : "has no payload beside it: " + stem + ".json or " + stem + ".http.";
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static JsonNode object(Path folder, Path file) throws IOException {
        String problem = "is no JSON object.";
        try {
            JsonNode json = StrictJson.read(Files.readAllBytes(file));
            if (json.isObject()) {
                return json;
            }
        } catch (IllegalArgumentException e) {
            problem = "is " + UsageException.ended(e.getMessage());
        }
        throw new IllegalArgumentException(name(folder, file) + " " + problem);
    }

    /** What is known of the sources of each provider. */
    private static Map<String, JsonNode> providers(Path folder) throws IOException {
        Map<String, JsonNode> providers = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted().toList()) {
                if (file.endsWith(SOURCES)) {
                    providers.put(folder.relativize(file.getParent()).toString(), object(folder, file));
                }
            }
        }
        return providers;
    }

    private static List<Fixture> all(Path folder) throws IOException {
        return all(folder, providers(folder));
    }

    private static List<Fixture> all(Path folder, Map<String, JsonNode> providers) throws IOException {
        List<Fixture> fixtures = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path expected : files.filter(file -> file.toString().endsWith(EXPECTED))
                    .sorted()
                    .toList()) {
                fixtures.add(read(folder, expected, providers));
            }
        }
        return fixtures;
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
        String file = name(folder, expected);
        String name = file.substring(0, file.length() - EXPECTED.length());
        Path http = folder.resolve(name + ".http");
        boolean isHttp = Files.exists(http);
        byte[] payload = Files.readAllBytes(isHttp ? http : folder.resolve(name + ".json"));
        String[] path = name.split("/", -1);
        JsonNode provider = providers.get(path[0]);
        Facts facts = provider == null || path.length < 3 ? Facts.NONE : Facts.of(provider, path[1]);
        return new Fixture(name, isHttp, payload, object(folder, expected), facts);
    }
}
