package dev.portolan.conformance;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Maven as those run it who use our poms and jars, with a local repository of the test's own. */
final class ConsumerMaven {

    private final Path directory;
    private final Path repository;

    /** @param directory of the project that is built; the repository and the log lie in it */
    ConsumerMaven(Path directory) {
        this.directory = directory;
        this.repository = directory.resolve("repository");
    }

    /** What Maven wrote. */
    Path log() {
        return directory.resolve("log.txt");
    }

    /** Puts a module's pom and jar where {@code mvn install} would. */
    void publish(String artifact, Path module) throws IOException {
        String version = System.getProperty("portolan.version");
        Path folder = repository.resolve("dev/portolan/" + artifact + "/" + version);
        Files.createDirectories(folder);
        String name = artifact + "-" + version;
        Files.copy(module.resolve("pom.xml"), folder.resolve(name + ".pom"), REPLACE_EXISTING);
        Path jar = module.resolve("target/" + name + ".jar");
        if (Files.exists(jar)) {
            Files.copy(jar, folder.resolve(name + ".jar"), REPLACE_EXISTING);
        }
    }

    /** Runs a phase; what the build that runs this test has downloaded is at the property {@code cache}. */
    void run(String phase) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("maven.home") + "/bin/mvn");
        command.addAll(List.of("--batch-mode", "--fail-at-end", phase));
        command.add("-Dmaven.repo.local=" + repository);
        command.add("-Dcache=" + System.getProperty("localRepository"));
        for (String tool :
                List.of("portolan", "cloudevents", "jackson", "junit", "resources", "compiler", "surefire")) {
            command.add("-D" + tool + ".version=" + System.getProperty(tool + ".version"));
        }
        Process maven = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
        try {
            if (!maven.waitFor(5, TimeUnit.MINUTES) || maven.exitValue() != 0) {
                System.out.println(Files.readString(log()));
            }
        } finally {
            maven.destroyForcibly();
        }
    }
}
