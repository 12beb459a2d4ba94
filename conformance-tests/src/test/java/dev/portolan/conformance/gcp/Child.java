package dev.portolan.conformance.gcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java program in a process of its own, which is ended with the test. */
public final class Child implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Thread reader;

    private Child(Process process) {
        this.process = process;
        reader = new Thread(this::read, "output of child " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts {@code java} with these arguments, and this environment besides the test's own. */
    public static Child java(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new Child(builder.start());
    }

    /** A port that is free on the loopback address. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until the program answers as it should. */
    public void awaitReady(Condition ready) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(ready)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("the child process is not ready; it wrote:\n" + output());
            }
            Thread.sleep(50);
        }
    }

    private static boolean holds(Condition ready) throws InterruptedException {
        try {
            return ready.holds();
        } catch (IOException e) {
            return false;
        }
    }

    /** What is waited for. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** Everything that was written so far. */
    public String output() {
        synchronized (output) {
            return output.toString(StandardCharsets.UTF_8);
        }
    }

    /** Asks the program to end, as Cloud Run does. */
    void terminate() {
        process.destroy();
    }

    /** The exit code, once everything it wrote is read; fails if the program does not end. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the child process does not end; it wrote:\n" + output());
        }
        reader.join(PATIENCE.toMillis());
        return process.exitValue();
    }

    private void read() {
        byte[] chunk = new byte[8192];
        try {
            for (int n = process.getInputStream().read(chunk);
                    n >= 0;
                    n = process.getInputStream().read(chunk)) {
                synchronized (output) {
                    output.write(chunk, 0, n);
                }
            }
        } catch (IOException e) {
            // The stream is closed under the reader when the process is ended.
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            reader.join(5_000);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
