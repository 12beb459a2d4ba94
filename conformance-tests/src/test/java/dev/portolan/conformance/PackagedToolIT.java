package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The executable jar, used as it is shipped. */
final class PackagedToolIT {

    private static final Path JAR = Path.of("target/portolan.jar");

    @Test
    void the_jar_lists_every_fixture() throws Exception {
        URL[] path = {JAR.toUri().toURL()};
        try (URLClassLoader jar = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            Object fixtures =
                    jar.loadClass(Fixtures.class.getName()).getMethod("all").invoke(null);
            assertEquals(Fixtures.all().toString(), fixtures.toString());
        }
    }
}
