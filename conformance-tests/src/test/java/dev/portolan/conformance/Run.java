package dev.portolan.conformance;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One run of the tool: what it wrote and how it ended. */
public record Run(int exitCode, String out, String err) {

    public static Run of(String... arguments) {
        return with(Terminal.UNLIMITED, new byte[0], arguments);
    }

    static Run with(int width, byte[] input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(new ByteArrayInputStream(input), stream(out), stream(err), width);
        int exitCode = Portolan.run(List.of(arguments), terminal);
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
