package dev.portolan.conformance.bench;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class paths of what is started: only what the program needs, all of it jars, as an archive of classes requires. For
 * Lambda also the folders that it makes of what is uploaded.
 */
final class ClassPath {

    private static final List<String> OURS =
            List.of("portolan-api", "cloudevents-api", "cloudevents-core", "jspecify");
    private static final List<String> JACKSON =
            List.of("jackson-core-2", "jackson-databind-2", "jackson-annotations", "cloudevents-");
    private static final List<String> RUNTIME = List.of(
            "aws-lambda-java-core", "aws-lambda-java-serialization", "aws-lambda-java-runtime-interface-client", "utils-lite");
    private static final List<String> EVENTS = List.of("aws-lambda-java-events", "joda-time");
    private static final List<String> ADAPTER = List.of("portolan-adapters-aws");

    private final Path folder;

    /** The programs, in a jar. */
    private final Path programs;

    ClassPath(Path folder) throws IOException, java.net.URISyntaxException {
        this.folder = folder;
        programs = folder.resolve("programs.jar");
        Path classes = Path.of(
                Starts.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path ours = classes.resolve(Starts.class.getPackageName().replace('.', '/'));
        try (OutputStream out = Files.newOutputStream(programs);
                JarOutputStream jar = new JarOutputStream(out);
                Stream<Path> files = Files.list(ours)) {
            for (Path file : files.sorted().toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                jar.write(Files.readAllBytes(file));
            }
        }
    }

    String nothing() {
        return programs.toString();
    }

    String aws() {
        return jars(Stream.of(OURS, ADAPTER));
    }

    String google() {
        return jars(Stream.of(OURS, List.of("portolan-adapters-gcp", "functions-framework-api")));
    }

    String tree() {
        return jars(Stream.of(JACKSON));
    }

    String pojos() {
        return jars(Stream.of(RUNTIME, EVENTS));
    }

    /** The portable function beside Lambda's runtime client, as an image can hold them. */
    String image() {
        return jars(Stream.of(OURS, ADAPTER, RUNTIME));
    }

    /** Lambda's runtime client alone, which loads the function from the folder that it is started in. */
    String runtime() {
        return join(find(Stream.of(RUNTIME)));
    }

    /** The folder of functions that were uploaded as one jar, which Lambda unpacks: with all that Maven resolves for them. */
    Path unpacked() throws IOException {
        Path function = Files.createTempDirectory(folder, "unpacked");
        for (Path jar : withPrograms(Stream.of(OURS, JACKSON, ADAPTER, EVENTS))) {
            unpack(jar, function);
        }
        return function;
    }

    /** The folder of the portable function that was uploaded with the same jars in {@code lib}. */
    Path packed() throws IOException {
        Path function = Files.createTempDirectory(folder, "packed");
        Path lib = Files.createDirectories(function.resolve("lib"));
        for (Path jar : withPrograms(Stream.of(OURS, JACKSON, ADAPTER))) {
            Files.copy(jar, lib.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        return function;
    }

    String spring() {
        return jars(Stream.of(
                RUNTIME,
                EVENTS,
                List.of(
                        "spring-", "jackson-", "slf4j-api", "logback-", "reactor-core", "reactive-streams", "jspecify",
                        "commons-logging", "micrometer-", "snakeyaml", "jakarta.annotation",
                        "functions-framework-api", "cloudevents-api", "portolan-api")));
    }

    private String jars(Stream<List<String>> wanted) {
        return join(withPrograms(wanted));
    }

    private List<Path> withPrograms(Stream<List<String>> wanted) {
        return Stream.concat(Stream.of(programs), find(wanted).stream()).toList();
    }

    private static List<Path> find(Stream<List<String>> wanted) {
        List<String> prefixes = wanted.flatMap(List::stream).toList();
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .filter(jar ->
                        prefixes.stream().anyMatch(prefix -> jar.getFileName().toString().startsWith(prefix)))
                .toList();
    }

    private static String join(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static void unpack(Path jar, Path folder) throws IOException {
        try (FileSystem entries = FileSystems.newFileSystem(jar);
                Stream<Path> files = Files.walk(entries.getPath("/"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(file.toString().substring(1));
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
