package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.conformance.gcp.Child;
import dev.portolan.conformance.gcp.RawHttp;
import dev.portolan.conformance.simulate.Simulate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pom of docs/deployment.md makes one jar that starts on every cloud. */
final class OneJarIT {

    private static final Pattern POM = Pattern.compile("```xml\n(<project .*?</project>)\n```", Pattern.DOTALL);

    /** The build that runs this test has already downloaded nearly everything. */
    private static final String CACHE =
            "<id>cache</id><url>file://${cache}</url>" + "<releases><checksumPolicy>ignore</checksumPolicy></releases>";

    /** Whoever follows the page has what their Maven chooses; these are in the cache. */
    private static final String PLUGINS = "<pluginManagement><plugins>"
            + "<plugin><artifactId>maven-resources-plugin</artifactId><version>${resources.version}</version></plugin>"
            + "<plugin><artifactId>maven-surefire-plugin</artifactId><version>${surefire.version}</version></plugin>"
            + "<plugin><artifactId>maven-jar-plugin</artifactId><version>3.5.1</version></plugin>"
            + "</plugins></pluginManagement>";

    private static final Path DIRECTORY = Path.of("target/onejar").toAbsolutePath();
    private static final Path JAR = DIRECTORY.resolve("target/app.jar");
    private static final String HANDLER = "com.example.Start$Printing";

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        ConsumerMaven maven = new ConsumerMaven(DIRECTORY);
        maven.publish("portolan", Path.of(".."));
        maven.publish("portolan-api", Path.of("../api"));
        for (String cloud : List.of("aws", "gcp", "azure")) {
            maven.publish("portolan-adapters-" + cloud, Path.of("../adapters-" + cloud));
        }
        Path sources = Files.createDirectories(DIRECTORY.resolve("src/main/java/com/example"));
        Files.copy(
                Path.of("src/test/consumers/onejar/Start.java"),
                sources.resolve("Start.java"),
                StandardCopyOption.REPLACE_EXISTING);
        Matcher pom = POM.matcher(Files.readString(Path.of("../docs/deployment.md")));
        assertTrue(pom.find(), "docs/deployment.md shows no pom");
        Files.writeString(
                DIRECTORY.resolve("pom.xml"),
                pom.group(1)
                        .replace("<build>", "<build>" + PLUGINS)
                        .replace(
                                "</project>",
                                "<repositories><repository>" + CACHE + "</repository></repositories>"
                                        + "<pluginRepositories><pluginRepository>" + CACHE
                                        + "</pluginRepository></pluginRepositories></project>"));
        Files.deleteIfExists(JAR);
        maven.run("package");
        assertTrue(Files.exists(JAR), () -> "its build failed: see " + maven.log());
    }

    @Test
    void the_jar_starts_on_lambda() throws IOException, InterruptedException {
        byte[] payload = Simulate.message("a").forSource("aws:sqs");
        assertEquals("handled aws:sqs\n{\"batchItemFailures\":[]}", start("aws", payload));
    }

    @Test
    void the_jar_starts_on_azure() throws IOException, InterruptedException {
        assertEquals("handled azure:queue\n", start("azure", new byte[0]));
    }

    private static String start(String cloud, byte[] input) throws IOException, InterruptedException {
        Path error = DIRECTORY.resolve(cloud + ".txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        JAR.toString(),
                        "com.example.Start",
                        cloud)
                .redirectError(error.toFile());
        builder.environment().put("PORTOLAN_HANDLER", HANDLER);
        Process process = builder.start();
        try {
            process.getOutputStream().write(input);
            process.getOutputStream().close();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it runs on: see " + error);
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void the_jar_starts_on_cloud_run() throws Exception {
        served("-cp", JAR.toString(), "dev.portolan.gcp.CloudRun");
    }

    @Test
    void the_jar_starts_as_a_cloud_function() throws Exception {
        String invoker = "target/invoker/java-function-invoker.jar";
        served("-jar", invoker, "--target", "dev.portolan.gcp.GoogleFunction", "--classpath", JAR.toString());
    }

    private static void served(String... arguments) throws Exception {
        int port = Child.freePort();
        Map<String, String> environment = Map.of("PORTOLAN_HANDLER", HANDLER, "PORT", String.valueOf(port));
        byte[] push = Simulate.message("a").forSource("gcp:pubsub");
        try (Child child = Child.java(environment, arguments)) {
            child.awaitReady(() -> RawHttp.send(port, push).status() == 204);
            child.awaitReady(() -> child.output().contains("handled gcp:pubsub"));
        }
    }
}
