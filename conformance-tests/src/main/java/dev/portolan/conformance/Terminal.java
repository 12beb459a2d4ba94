package dev.portolan.conformance;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a command reads and writes.
 *
 * @param width how many columns a line may have; {@link #UNLIMITED} when nobody looks at the output
 */
record Terminal(InputStream in, PrintStream out, PrintStream err, int width) {

    static final int UNLIMITED = Integer.MAX_VALUE;

    /** What stands for standard input where a file is named. */
    static final String STANDARD_INPUT = "-";

    private static final int USUAL_WIDTH = 100;

    /** The process's own streams, UTF-8; {@code PORTOLAN_COLUMNS} is the width of the screen, where it is set. */
    static Terminal ofProcess() {
        return new Terminal(
                System.in,
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                width(System.getenv("PORTOLAN_COLUMNS"), System.console()));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    private static int width(@Nullable String columns, @Nullable Console console) {
        if (columns != null && columns.matches("[1-9][0-9]{1,3}")) {
            return Integer.parseInt(columns);
        }
        return console == null || !isTerminal(console) ? UNLIMITED : USUAL_WIDTH;
    }

    /** From Java 22 on there is a console also where the output goes to a file, and it says so. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** What a file holds, or standard input. */
    byte[] read(String file) throws IOException {
        return file.equals(STANDARD_INPUT) ? in.readAllBytes() : Files.readAllBytes(Path.of(file));
    }

    boolean isWatched() {
        return width != UNLIMITED;
    }

    /** The text in bold if somebody looks at it. */
    String bold(String text) {
        return styled("1", text);
    }

    /** The text in a colour of its own if somebody looks at it. */
    String dim(String text) {
        return styled("2", text);
    }

    String good(String text) {
        return styled("32", text);
    }

    String bad(String text) {
        return styled("31", text);
    }

    /** As <a href="https://no-color.org">no-color.org</a> asks, who sets {@code NO_COLOR} sees none. */
    private String styled(String style, String text) {
        return isWatched() && System.getenv("NO_COLOR") == null ? "\u001B[" + style + "m" + text + "\u001B[0m" : text;
    }
}
