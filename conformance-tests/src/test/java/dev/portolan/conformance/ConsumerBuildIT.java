package dev.portolan.conformance;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Builds and runs programs that depend on our published poms and jars, each in a Maven project of its own.
 *
 * <p>Maven takes the version nearest to the consumer and, of equally near ones, the first declared. So a consumer who
 * declares cloudevents-json-jackson may get the Jackson that it names instead of ours, and importing jackson-bom is the
 * way to choose. What no order may give is a mixture: jackson-core 2.15.2 under jackson-databind 2.22 fails with a
 * NoSuchMethodError.
 */
final class ConsumerBuildIT {

    private static final String OURS = System.getProperty("jackson.version");
    private static final String THEIRS = "2.15.2";

    private static final String API = dependency("dev.portolan:portolan-api:${portolan.version}");
    private static final String AWS = dependency("dev.portolan:portolan-adapters-aws:${portolan.version}");
    private static final String SDK = dependency("io.cloudevents:cloudevents-json-jackson:${cloudevents.version}");
    private static final String BOM = dependency("com.fasterxml.jackson:jackson-bom:${jackson.version}")
            .replace("</dependency>", "<type>pom</type><scope>import</scope></dependency>");

    static final List<Consumer> CONSUMERS = List.of(
            new Consumer("api", "", API, OURS),
            new Consumer("api-then-sdk", "", API + SDK, OURS),
            new Consumer("sdk-then-api", "", SDK + API, THEIRS),
            new Consumer("sdk-then-api-with-jackson-bom", BOM, SDK + API, OURS),
            new Consumer("aws-then-sdk", "", AWS + SDK, THEIRS),
            new Consumer("sdk-then-aws", "", SDK + AWS, THEIRS),
            new Consumer("sdk-then-aws-with-jackson-bom", BOM, SDK + AWS, OURS));

    private static final Path TEMPLATES = Path.of("src/test/consumers");
    private static final Path DIRECTORY = Path.of("target/consumers").toAbsolutePath();
    private static final ConsumerMaven MAVEN = new ConsumerMaven(DIRECTORY);

    record Consumer(String name, String managed, String declared, String jackson) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        MAVEN.publish("portolan", Path.of(".."));
        MAVEN.publish("portolan-api", Path.of("../api"));
        MAVEN.publish("portolan-adapters-aws", Path.of("../adapters-aws"));

        StringBuilder modules = new StringBuilder();
        String pom = Files.readString(TEMPLATES.resolve("consumer.xml"));
        for (Consumer consumer : CONSUMERS) {
            modules.append("<module>" + consumer.name + "</module>");
            Path folder = DIRECTORY.resolve(consumer.name);
            Path sources = Files.createDirectories(folder.resolve("src/test/java"));
            Files.copy(TEMPLATES.resolve("ProgramTest.java"), sources.resolve("ProgramTest.java"), REPLACE_EXISTING);
            Files.writeString(
                    folder.resolve("pom.xml"),
                    pom.replace("NAME", consumer.name)
                            .replace("<!-- managed -->", consumer.managed)
                            .replace("<!-- declared -->", consumer.declared));
            Files.deleteIfExists(folder.resolve("seen.txt"));
        }
        String parent = Files.readString(TEMPLATES.resolve("pom.xml"));
        Files.writeString(DIRECTORY.resolve("pom.xml"), parent.replace("<!-- modules -->", modules));
        MAVEN.run("test");
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("CONSUMERS")
    void a_consumer_gets_one_Jackson_and_it_works(Consumer consumer) throws IOException {
        Path seen = DIRECTORY.resolve(consumer.name).resolve("seen.txt");
        assertTrue(Files.exists(seen), () -> "its build failed: see " + MAVEN.log());
        assertEquals("core " + consumer.jackson + ", databind " + consumer.jackson, Files.readString(seen));
    }

    private static String dependency(String coordinates) {
        int group = coordinates.indexOf(':');
        int artifact = coordinates.indexOf(':', group + 1);
        return "<dependency><groupId>" + coordinates.substring(0, group)
                + "</groupId><artifactId>" + coordinates.substring(group + 1, artifact)
                + "</artifactId><version>" + coordinates.substring(artifact + 1) + "</version></dependency>";
    }
}
