package dev.portolan.conformance.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The time and the memory of a payload in a JVM that has run for a while, of every variant and case. */
final class Steady {

    static final int FORKS = Integer.getInteger("forks", 5);
    static final int DEFAULT_FORKS = Integer.getInteger("defaultForks", 3);
    private static final int TURNS = Integer.getInteger("turns", 10);

    private final Results results;

    Steady(Results results) {
        this.results = results;
    }

    void run(Jdk jdk, Case measured) throws IOException, InterruptedException {
        run(jdk, measured, "C1", FORKS);
        run(jdk, measured, "C2", DEFAULT_FORKS);
    }

    private void run(Jdk jdk, Case measured, String mode, int forks)
            throws IOException, InterruptedException {
        Map<String, List<Double>> figures = new HashMap<>();
        for (int fork = 0; fork < forks; fork++) {
            System.err.printf("  %s, %s, fork %d of %d%n", measured.title(), mode, fork + 1, forks);
            Map<String, double[]> one = fork(jdk, measured, mode);
            double unit = one.get(Variants.UNIT)[0];
            one.forEach((variant, result) -> {
                String name = name(mode, measured, variant);
                add(figures, name + " ratio", result[0] / unit);
                add(figures, name + " nanos", result[0] / measured.records());
                add(figures, name + " bytes", result[1] / measured.records());
            });
        }
        for (Map.Entry<String, List<Double>> figure : figures.entrySet()) {
            results.put(figure.getKey(), figure.getValue());
        }
    }

    static String name(String mode, Case measured, String variant) {
        return "steady " + mode + " " + measured + " " + variant;
    }

    private static void add(Map<String, List<Double>> figures, String name, double figure) {
        figures.computeIfAbsent(name, n -> new ArrayList<>()).add(figure);
    }

    private static Map<String, double[]> fork(Jdk jdk, Case measured, String mode)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(jdk.java());
        boolean counts = mode.equals("C1");
        command.addAll(counts ? Jdk.C1 : Jdk.C2);
        command.addAll(List.of("-Xms1500m", "-Xmx1500m", "-Xmn500m", "-cp", System.getProperty("java.class.path")));
        command.add(SteadyFork.class.getName());
        command.add(measured.name());
        command.add(Integer.toString(measured == Case.SQS_10000 ? Math.min(TURNS, 4) : TURNS));
        // The default JIT compiles in the background, twice.
        command.add(counts ? "100" : "250");
        command.add(Boolean.toString(counts && measured != Case.SQS_10000));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("A fork failed: " + output);
        }
        Map<String, double[]> found = new HashMap<>();
        for (String line : output.split("\n", -1)) {
            if (line.startsWith("result ")) {
                String[] parts = line.trim().split(" ", -1);
                found.put(parts[1], new double[] {Double.parseDouble(parts[2]), Double.parseDouble(parts[3])});
            }
        }
        return found;
    }
}
