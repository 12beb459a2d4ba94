package dev.portolan.conformance.bench;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class paths of what is started: only what the program needs, all of it jars, as an archive of classes requires. */
final class ClassPath {

    private static final List<String> OURS =
            List.of("portolan-api", "cloudevents-api", "cloudevents-core", "jspecify");
    private static final List<String> JACKSON =
            List.of("jackson-core-2", "jackson-databind-2", "jackson-annotations", "cloudevents-");
    private static final List<String> LAMBDA = List.of("aws-lambda-java-", "utils-lite", "joda-time");

    /** The programs, in a jar. */
    private final Path programs;

    ClassPath(Path folder) throws IOException, java.net.URISyntaxException {
        programs = folder.resolve("programs.jar").toAbsolutePath();
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
        return jars(Stream.of(OURS, List.of("portolan-adapters-aws")));
    }

    String google() {
        return jars(Stream.of(OURS, List.of("portolan-adapters-gcp", "functions-framework-api")));
    }

    String tree() {
        return jars(Stream.of(JACKSON));
    }

    String pojos() {
        return jars(Stream.of(LAMBDA));
    }

    /** The portable function under Lambda's runtime client. */
    String lambda() {
        return jars(Stream.of(OURS, LAMBDA, List.of("portolan-adapters-aws")));
    }

    String spring() {
        return jars(Stream.of(
                LAMBDA,
                List.of(
                        "spring-", "jackson-", "slf4j-api", "logback-", "reactor-core", "reactive-streams", "jspecify",
                        "commons-logging", "micrometer-", "snakeyaml", "jakarta.annotation",
                        "functions-framework-api", "cloudevents-api", "portolan-api")));
    }

    private String jars(Stream<List<String>> wanted) {
        List<String> prefixes = wanted.flatMap(List::stream).toList();
        return programs + File.pathSeparator
                + Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> entry.endsWith(".jar"))
                        .filter(entry -> prefixes.stream()
                                .anyMatch(prefix ->
                                        Path.of(entry).getFileName().toString().startsWith(prefix)))
                        .collect(Collectors.joining(File.pathSeparator));
    }
}
