package dev.portolan.conformance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Tables and plots of all that was measured; the document's prose stands around the tables and is kept. */
final class Report {

    private static final Map<String, String> VARIANTS = new LinkedHashMap<>();

    static {
        VARIANTS.put("bytes", "byte loop");
        VARIANTS.put("events", "**ours**");
        VARIANTS.put("data", "ours + data");
        VARIANTS.put("typed", "ours + typed");
        VARIANTS.put("structured", "ours → JSON");
        VARIANTS.put("readTree", "`readTree`");
        VARIANTS.put("fastjson2", "fastjson2");
        VARIANTS.put("builder", "tree, builder");
        VARIANTS.put("builder-write", "… → JSON");
        VARIANTS.put("sdk", "SDK read");
        VARIANTS.put("sdk-write", "SDK → JSON");
        VARIANTS.put("pojos", "AWS POJOs");
        VARIANTS.put("pojos-builder", "POJOs, builder");
        VARIANTS.put("http4k", "http4k");
        VARIANTS.put("spring", "Spring");
        VARIANTS.put("invoker", "invoker");
    }

    private final Results results;
    private final List<Jdk> jdks;
    private final Map<String, String> blocks = new LinkedHashMap<>();

    Report(Results results, List<Jdk> jdks) throws IOException {
        this.results = results;
        this.jdks = jdks;
        blocks.put("machine", machine());
        blocks.put("goals", goals());
        blocks.put("steady", steady("C1", "ratio", "%.2f"));
        blocks.put("steady-default", steady("C2", "ratio", "%.2f"));
        blocks.put("nanos", steady("C1", "nanos", "%.0f"));
        blocks.put("bytes", steady("C1", "bytes", "%.0f"));
        blocks.put("spread", spread());
        blocks.put("cold", cold());
        blocks.put("servers", servers());
        blocks.put("heap", heap());
        blocks.put("growth", growth());
    }

    /** All tables, for the terminal. */
    @Override
    public String toString() {
        StringBuilder all = new StringBuilder();
        blocks.forEach((name, block) -> all.append("## ").append(name).append("\n\n").append(block).append('\n'));
        return all.toString();
    }

    /** Puts every table between the two comments that name it, and the plots beside the document. */
    void write(Path document) throws IOException {
        String text = Files.readString(document);
        for (Map.Entry<String, String> block : blocks.entrySet()) {
            String open = "<!-- bench: " + block.getKey() + " -->\n";
            int start = text.indexOf(open);
            int end = text.indexOf("<!-- end -->", start);
            if (start < 0 || end < 0) {
                throw new IllegalStateException(document + " has no place for the table " + block.getKey());
            }
            text = text.substring(0, start + open.length()) + block.getValue() + text.substring(end);
        }
        Files.writeString(document, text);
        Path plots = document.resolveSibling("performance");
        Files.createDirectories(plots);
        Files.writeString(plots.resolve("steady.svg"), plot("Time ÷ tokenizing the same bytes, C1", "ratio"));
        Files.writeString(plots.resolve("bytes.svg"), plot("Bytes allocated per record", "bytes"));
        Files.writeString(plots.resolve("start.svg"), startPlot());
    }

    private String machine() throws IOException {
        String model = "unknown processor";
        Path cpuInfo = Path.of("/proc/cpuinfo");
        if (Files.exists(cpuInfo)) {
            for (String line : Files.readAllLines(cpuInfo)) {
                if (line.startsWith("model name")) {
                    model = line.substring(line.indexOf(':') + 1).trim();
                }
            }
        }
        StringBuilder text = new StringBuilder("%s, %d processors, %s %s; Java "
                .formatted(
                        model,
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch")));
        text.append(String.join(" and ", jdks.stream().map(Jdk::fullVersion).toList()));
        return text.append(".\n").toString();
    }

    private String goals() {
        StringBuilder table = new StringBuilder("| | | goal | measured | |\n|---|---|---|---|---|\n");
        for (Goal goal : Goal.all(results, jdks)) {
            table.append(goal.row()).append('\n');
        }
        return table.toString();
    }

    private String steady(String mode, String figure, String format) {
        StringBuilder table = new StringBuilder("| ");
        StringBuilder line = new StringBuilder("|---|");
        List<String> columns = new ArrayList<>(VARIANTS.keySet());
        if (!figure.equals("ratio")) {
            columns.add(0, Variants.UNIT);
        }
        for (String column : columns) {
            table.append("| ").append(VARIANTS.getOrDefault(column, "tokens")).append(' ');
            line.append("---|");
        }
        table.append("|\n").append(line).append('\n');
        for (Case each : Case.values()) {
            if (results.has(Steady.name(mode, each, Variants.UNIT) + " " + figure)) {
                table.append("| ").append(each.title()).append(' ');
                for (String column : columns) {
                    String name = Steady.name(mode, each, column) + " " + figure;
                    table.append("| ").append(number(results.median(name), format)).append(' ');
                }
                table.append("|\n");
            }
        }
        return table.toString();
    }

    /** How far the middle half of the forks lies from their median. */
    private String spread() {
        StringBuilder text = new StringBuilder("| | JVMs, C1 | ours | all | JVMs, default JIT | ours | all |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        for (Case each : Case.values()) {
            if (results.has(Steady.name("C1", each, "events") + " ratio")) {
                text.append("| ").append(each.title());
                for (String mode : List.of("C1", "C2")) {
                    double most = 0;
                    for (String variant : VARIANTS.keySet()) {
                        String name = Steady.name(mode, each, variant) + " ratio";
                        most = Math.max(most, results.has(name) ? results.spread(name) : 0);
                    }
                    double ours = results.spread(Steady.name(mode, each, "events") + " ratio");
                    text.append(
                            Double.isNaN(ours)
                                    ? " | 0 | – | –"
                                    : String.format(
                                            Locale.ROOT,
                                            " | %d | ± %.1f %% | ≤ %.1f %%",
                                            results.all(Steady.name(mode, each, "events") + " ratio")
                                                    .size(),
                                            100 * ours,
                                            100 * most));
                }
                text.append(" |\n");
            }
        }
        return text.toString();
    }

    private String cold() {
        StringBuilder table = new StringBuilder(
                "| | nothing | **ours** | Jackson tree, builder | AWS POJOs | Spring |\n|---|---|---|---|---|---|\n");
        for (Jdk jdk : jdks) {
            for (String way : List.of("plain", "AppCDS", "AOT cache")) {
                coldRow(table, "Java %d, %s, CPU ms".formatted(jdk.version(), way), jdk, way, " cpu", "%.0f");
                coldRow(table, "… elapsed ms", jdk, way, " wall", "%.0f");
            }
            coldRow(table, "Java %d, more classes".formatted(jdk.version()), jdk, "plain", " classes", "%.0f");
            coldRow(table, "Java %d, resident MB".formatted(jdk.version()), jdk, "plain", " resident", "%.1f");
        }
        return table.toString();
    }

    private void coldRow(StringBuilder table, String title, Jdk jdk, String way, String figure, String format) {
        if (results.has(Cold.name(jdk, way, "nothing") + figure)) {
            table.append("| ").append(title);
            for (String program : Cold.PROGRAMS) {
                String name = Cold.name(jdk, way, program) + figure;
                table.append(" | ").append(number(results.median(name), format));
                if (figure.equals(" cpu") && results.has(name)) {
                    table.append(String.format(Locale.ROOT, " ± %.0f %%", 100 * results.spread(name)));
                }
            }
            table.append(" |\n");
        }
    }

    private String servers() {
        StringBuilder table = new StringBuilder("| first answer, ms: CPU (elapsed) ");
        table.append("| Lambda: no-op | **ours, unpacked** (G8) | ours, jars in lib | ours, archived | POJO handler | Spring ");
        table.append("| Google: **CloudRun** | invoker |\n");
        table.append("|---|---|---|---|---|---|---|---|---|\n");
        for (Jdk jdk : jdks) {
            table.append("| Java ").append(jdk.version());
            for (String server : Servers.SERVERS) {
                table.append(" | ")
                        .append(number(results.median(Servers.name(jdk, server) + " cpu"), "%.0f"))
                        .append(" (")
                        .append(number(results.median(Servers.name(jdk, server) + " wall"), "%.0f"))
                        .append(')');
            }
            table.append(" |\n");
        }
        return table.toString();
    }

    private String heap() {
        StringBuilder table = new StringBuilder("| MB above a JVM that only holds the payload ");
        table.append("| **one by one** | all events | all data | `readTree` | tree, builder | POJOs, builder |\n");
        table.append("|---|---|---|---|---|---|---|\n");
        for (String payload : Scale.PAYLOADS) {
            OptionalDouble zero = results.median("heap " + payload + " nothing");
            table.append("| ").append(payload);
            for (String reader : Scale.READERS.subList(1, Scale.READERS.size())) {
                OptionalDouble found = results.median("heap " + payload + " " + reader);
                table.append(" | ");
                table.append(
                        zero.isPresent() && found.isPresent()
                                ? "+" + (int) (found.getAsDouble() - zero.getAsDouble())
                                : "–");
            }
            table.append(" |\n");
        }
        return table.toString();
    }

    private String growth() {
        StringBuilder table = new StringBuilder("| |");
        for (int size : Scale.SIZES) {
            table.append(" ").append(size >> 10).append(" kB |");
        }
        table.append(" worst doubling |\n|---|").append("---|".repeat(Scale.SIZES.length + 1)).append('\n');
        for (Shape shape : Shape.values()) {
            List<Double> millis = results.all("growth " + shape);
            if (!millis.isEmpty()) {
                table.append("| ").append(shape.title());
                double worst = 0;
                for (int i = 0; i < millis.size(); i++) {
                    table.append(String.format(Locale.ROOT, " | %.2f", millis.get(i)));
                    worst = i == 0 ? 0 : Math.max(worst, millis.get(i) / millis.get(i - 1));
                }
                table.append(String.format(Locale.ROOT, " | × %.1f |%n", worst));
            }
        }
        return table.toString();
    }

    private String plot(String title, String figure) {
        List<String> variants = List.of("events", "readTree", "builder", "pojos", "spring");
        Svg svg = new Svg(title, List.of("Portolan, to events", "Jackson readTree", "tree + CloudEventBuilder", "AWS POJOs", "Spring"));
        for (Case each : Case.values()) {
            svg.group(
                    each.title(),
                    variants.stream()
                            .map(variant -> results.median(Steady.name("C1", each, variant) + " " + figure)
                                    .orElse(Double.NaN))
                            .toList());
        }
        return svg.toString();
    }

    private String startPlot() {
        Svg svg = new Svg(
                "From java to the first event handled, CPU ms over a JVM that only reads the payload",
                List.of("Portolan", "tree + CloudEventBuilder", "AWS POJOs", "Spring"));
        for (Jdk jdk : jdks) {
            for (String way : List.of("plain", "AppCDS", "AOT cache")) {
                OptionalDouble zero = results.median(Cold.name(jdk, way, "nothing") + " cpu");
                if (zero.isPresent()) {
                    svg.group(
                            "Java " + jdk.version() + ", " + way,
                            Cold.PROGRAMS.subList(1, Cold.PROGRAMS.size()).stream()
                                    .map(program ->
                                            results.median(Cold.name(jdk, way, program) + " cpu").orElse(Double.NaN)
                                                    - zero.getAsDouble())
                                    .toList());
                }
            }
        }
        return svg.toString();
    }

    private static String number(OptionalDouble value, String format) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "–";
    }
}
