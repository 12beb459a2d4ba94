package dev.portolan.conformance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Runs the benchmarks: everything, or the parts that the arguments name.
 *
 * <p>An argument such as {@code forks=9}, {@code turns=20} or {@code runs=40} makes a longer run. Parts are {@code cold}, {@code servers}, {@code scale}, and a case's name or its beginning, such as {@code sqs_10} or
 * {@code sqs}. Everything, and {@code report}, also write docs/performance.md; a part adds its figures to those of
 * earlier runs and prints all tables.
 */
public final class Bench {

    private final Path folder = Path.of("target/bench").toAbsolutePath();
    private final Results results = new Results(folder.resolve("results.tsv"));
    private final List<Jdk> jdks = Jdk.all();

    private Bench() throws IOException {}

    public static void main(String[] arguments) throws Exception {
        Bench bench = new Bench();
        List<String> parts = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                System.setProperty(argument.substring(0, equals), argument.substring(equals + 1));
            } else {
                parts.add(argument.toLowerCase(Locale.ROOT));
            }
        }
        boolean all = parts.isEmpty();
        for (String part : all ? List.of("all") : parts) {
            bench.run(part);
        }
        Report report = new Report(bench.results, bench.jdks);
        Files.writeString(bench.folder.resolve("report.md"), report.toString());
        System.out.println(report);
        if (all || parts.contains("report")) {
            report.write(Path.of("../docs/performance.md"));
            System.err.println("Written: docs/performance.md and docs/performance/*.svg");
        }
    }

    private void run(String part) throws Exception {
        boolean all = part.equals("all");
        boolean known = all || part.equals("report");
        for (Case each : Case.values()) {
            if (all || isMeant(part, each)) {
                new Steady(results).run(jdks.get(0), each);
                known = true;
            }
        }
        if (all || part.equals("cold")) {
            for (Jdk jdk : jdks) {
                new Cold(results, folder).run(jdk);
            }
            known = true;
        }
        if (all || part.equals("servers")) {
            for (Jdk jdk : jdks) {
                new Servers(results, folder).run(jdk);
            }
            known = true;
        }
        if (all || part.equals("scale")) {
            new Scale(results, folder).run(jdks.get(0));
            known = true;
        }
        if (!known) {
            System.err.println("bench: no part is called " + part);
            System.exit(2);
        }
    }

    /** The case of that name, or all whose names begin so if there is none. */
    private static boolean isMeant(String part, Case each) {
        String name = each.name().toLowerCase(Locale.ROOT);
        return name.equals(part)
                || (name.startsWith(part)
                        && Arrays.stream(Case.values()).noneMatch(other -> other.name().equalsIgnoreCase(part)));
    }
}
