package dev.portolan.conformance.gcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;

/** The Google Cloud CLI of this machine, whose emulators some tests drive. */
final class CloudSdk {

    private CloudSdk() {}

    /** An emulator's jar; skips the test with the reason where it is not installed. */
    static Path jar(String folder, String name) throws IOException, InterruptedException {
        Path root = root();
        Assumptions.assumeTrue(
                root != null,
                "no Google Cloud CLI on this machine: neither CLOUDSDK_ROOT, nor gcloud, nor its Debian package");
        Path platform = root.resolve("platform").resolve(folder);
        if (Files.isDirectory(platform)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(platform, name)) {
                for (Path jar : jars) {
                    return jar;
                }
            }
        }
        return Assumptions.abort("emulator not installed: no " + name + " under " + platform);
    }

    private static Path root() throws IOException, InterruptedException {
        String named = System.getenv("CLOUDSDK_ROOT");
        if (named != null) {
            return Path.of(named);
        }
        String told = line(line -> line.startsWith("/"), "gcloud", "info", "--format=value(installation.sdk_root)");
        if (told == null) {
            String suffix = "/platform/pubsub-emulator";
            String installed = line(line -> line.endsWith(suffix), "dpkg", "-L", "google-cloud-cli-pubsub-emulator");
            told = installed == null ? null : installed.substring(0, installed.length() - suffix.length());
        }
        return told == null ? null : Path.of(told);
    }

    private static String line(Predicate<String> wanted, String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return null;
        }
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> lines = out.lines().filter(wanted).toList();
            process.waitFor(30, TimeUnit.SECONDS);
            return lines.isEmpty() ? null : lines.get(0);
        } finally {
            process.destroyForcibly();
        }
    }
}
