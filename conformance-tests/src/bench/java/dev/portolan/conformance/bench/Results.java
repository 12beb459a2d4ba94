package dev.portolan.conformance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** All that was measured, one line each: what, and the figure of every fork or run; kept, so that a part can be run again. */
final class Results {

    private final Path file;
    private final Map<String, double[]> all = new TreeMap<>();

    Results(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split("\t", -1);
                all.put(
                        parts[0],
                        Arrays.stream(parts[1].split(" ", -1))
                                .mapToDouble(Double::parseDouble)
                                .toArray());
            }
        }
    }

    /** Replaces what was measured before under the same name, and saves everything. */
    void put(String what, List<Double> figures) throws IOException {
        all.put(what, figures.stream().mapToDouble(Double::doubleValue).toArray());
        List<String> lines = new ArrayList<>();
        all.forEach((name, values) -> lines.add(name + "\t"
                + String.join(" ", Arrays.stream(values).mapToObj(Double::toString).toList())));
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    /** The figures in the order in which they were measured; none if it was not. */
    List<Double> all(String what) {
        return Arrays.stream(all.getOrDefault(what, new double[0])).boxed().toList();
    }

    boolean has(String what) {
        return all.containsKey(what);
    }

    OptionalDouble median(String what) {
        double[] figures = all.get(what);
        return figures == null ? OptionalDouble.empty() : OptionalDouble.of(median(figures));
    }

    /** Half of the distance between the quartiles, as a share of the median; NaN if it was not measured. */
    double spread(String what) {
        if (!has(what)) {
            return Double.NaN;
        }
        double[] sorted = all.get(what).clone();
        Arrays.sort(sorted);
        double quarter = sorted[sorted.length / 4];
        double threeQuarters = sorted[sorted.length - 1 - sorted.length / 4];
        return (threeQuarters - quarter) / 2 / Math.abs(median(sorted));
    }

    static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
