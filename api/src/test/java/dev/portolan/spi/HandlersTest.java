package dev.portolan.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portolan.Event;
import dev.portolan.EventHandler;
import dev.portolan.Handler;
import dev.portolan.Invocation;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandlersTest {

    @TempDir
    Path folder;

    public static final class One implements EventHandler {
        @Override
        public void handle(Event event, Invocation invocation) {}
    }

    public static final class Other implements EventHandler {
        @Override
        public void handle(Event event, Invocation invocation) {}
    }

    public static final class NoHandler {}

    public static final class Unusable implements EventHandler {

        public Unusable(String needed) {}

        @Override
        public void handle(Event event, Invocation invocation) {}
    }

    public static final class Throwing implements EventHandler {

        public Throwing() {
            throw new UnsupportedOperationException("secret");
        }

        @Override
        public void handle(Event event, Invocation invocation) {}
    }

    public static final class Uninitialized implements EventHandler {

        static final int NUMBER = Integer.parseInt("secret");

        @Override
        public void handle(Event event, Invocation invocation) {}
    }

    @AfterEach
    void forget() {
        System.clearProperty(Handlers.SETTING);
    }

    /** A class loader that offers these services. */
    private ClassLoader offering(Class<?>... services) throws IOException {
        Path file = folder.resolve("META-INF/services/" + Handler.class.getName());
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(services).stream().map(Class::getName).toList());
        return loader(folder);
    }

    private static ClassLoader loader(Path folder) throws MalformedURLException {
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, HandlersTest.class.getClassLoader());
    }

    @Test
    void the_only_service_is_the_handler() throws IOException {
        assertInstanceOf(One.class, Handlers.find(offering(One.class)));
    }

    @Test
    void the_setting_counts_more_than_any_service() throws IOException {
        System.setProperty(Handlers.SETTING, " " + Other.class.getName() + " ");

        assertInstanceOf(Other.class, Handlers.find(offering(One.class, Other.class)));
    }

    @Test
    void a_blank_setting_is_none() throws IOException {
        System.setProperty(Handlers.SETTING, " ");

        assertInstanceOf(One.class, Handlers.find(offering(One.class)));
    }

    @Test
    void no_service_and_two_services_are_refused() throws IOException {
        refused("no handler: set PORTOLAN_HANDLER to the name of its class", loader(folder));
        refused(
                "more than one handler: set PORTOLAN_HANDLER to the name of the class to use",
                offering(One.class, Other.class));
    }

    @ParameterizedTest
    @ValueSource(classes = {NoHandler.class, Unusable.class, EventHandler.class})
    void a_class_that_is_none_to_make_a_handler_of_is_refused(Class<?> type) throws IOException {
        System.setProperty(Handlers.SETTING, type.getName());

        refused(
                "PORTOLAN_HANDLER names " + type.getName()
                        + ", which must be a public class with a public constructor without parameters that implements"
                        + " EventHandler, HttpHandler or CallHandler",
                offering(One.class));
    }

    @ParameterizedTest
    @CsvSource({"Throwing,java.lang.UnsupportedOperationException", "Uninitialized,java.lang.NumberFormatException"})
    void a_class_that_throws_while_it_is_made_is_told_by_what_it_threw(String name, String thrown) throws IOException {
        String type = HandlersTest.class.getName() + "$" + name;
        System.setProperty(Handlers.SETTING, type);
        ClassLoader loader = loader(folder);

        IllegalStateException error = assertThrows(IllegalStateException.class, () -> Handlers.find(loader));
        assertEquals(
                "PORTOLAN_HANDLER names " + type + ", whose constructor or initializer threw " + thrown,
                error.getMessage());
        assertEquals(thrown, Objects.requireNonNull(error.getCause()).getClass().getName());
    }

    @Test
    void a_class_that_is_not_there_is_refused() throws IOException {
        System.setProperty(Handlers.SETTING, "com.example.Missing");

        assertThrows(IllegalStateException.class, () -> Handlers.find(offering(One.class)));
    }

    private static void refused(String message, ClassLoader loader) {
        IllegalStateException error = assertThrows(IllegalStateException.class, () -> Handlers.find(loader));
        assertEquals(message, error.getMessage());
    }
}
