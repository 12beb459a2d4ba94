package dev.portolan.conformance.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a whole process costs, from {@code java} to the first event handled; the programs take turns. */
final class Cold {

    private static final int RUNS = Integer.getInteger("runs", 20);

    static final List<String> PROGRAMS = List.of("nothing", "portolan", "tree", "pojos", "spring");

    /** A program; a slow one is run less often. */
    private record Program(String name, Class<?> main, String classPath, int everyNth) {}

    private final Results results;
    private final Path folder;
    private final Path payload;
    private final List<Program> programs;

    Cold(Results results, Path folder) throws IOException, java.net.URISyntaxException {
        this.results = results;
        this.folder = folder;
        payload = folder.resolve("sqs.json");
        Files.write(payload, new Payloads(1).sqs(1));
        ClassPath path = new ClassPath(folder);
        programs = List.of(
                new Program("nothing", Starts.Nothing.class, path.nothing(), 1),
                new Program("portolan", Starts.Ours.class, path.aws(), 1),
                new Program("tree", Starts.Tree.class, path.tree(), 1),
                new Program("pojos", Starts.Pojo.class, path.pojos(), 1),
                new Program("spring", Starts.SpringFunction.class, path.spring(), 2));
    }

    void run(Jdk jdk) throws IOException, InterruptedException {
        times(jdk, "plain");
        times(jdk, "AppCDS");
        if (jdk.version() >= 25) {
            times(jdk, "AOT cache");
        }
        classes(jdk);
        memory(jdk);
    }

    static String name(Jdk jdk, String way, String program) {
        return "cold " + jdk.version() + " " + way + " " + program;
    }

    private void times(Jdk jdk, String way) throws IOException, InterruptedException {
        Map<String, List<String>> archived = new HashMap<>();
        for (Program program : programs) {
            archived.put(program.name, archive(jdk, way, program));
        }
        Map<String, List<Double>> cpu = new HashMap<>();
        Map<String, List<Double>> wall = new HashMap<>();
        for (int run = 0; run < RUNS; run++) {
            System.err.printf("  start, Java %d, %s, run %d of %d%n", jdk.version(), way, run + 1, RUNS);
            for (Program program : programs) {
                if (run % program.everyNth == 0) {
                    long start = System.nanoTime();
                    double millis = cpuMillis(command(jdk, program, archived.get(program.name)));
                    wall.computeIfAbsent(program.name, n -> new ArrayList<>())
                            .add((System.nanoTime() - start) / 1e6);
                    cpu.computeIfAbsent(program.name, n -> new ArrayList<>()).add(millis);
                }
            }
        }
        for (Program program : programs) {
            results.put(name(jdk, way, program.name) + " cpu", cpu.get(program.name));
            results.put(name(jdk, way, program.name) + " wall", wall.get(program.name));
        }
    }

    /** Trains an archive if this way has one; the flags that use it. */
    private List<String> archive(Jdk jdk, String way, Program program) throws IOException, InterruptedException {
        Path file = folder.resolve(program.name + "-" + jdk.version() + (way.equals("AppCDS") ? ".jsa" : ".aot"));
        String train;
        String use;
        switch (way) {
            case "AppCDS" -> {
                train = "-XX:ArchiveClassesAtExit=";
                use = "-XX:SharedArchiveFile=";
            }
            case "AOT cache" -> {
                train = "-XX:AOTCacheOutput=";
                use = "-XX:AOTCache=";
            }
            default -> {
                return List.of();
            }
        }
        Files.deleteIfExists(file);
        output(command(jdk, program, List.of(train + file, "-Xlog:disable")));
        if (!Files.exists(file)) {
            throw new IllegalStateException("no archive was made: " + file.getFileName());
        }
        return List.of(use + file, "-Xlog:disable");
    }

    private void classes(Jdk jdk) throws IOException, InterruptedException {
        Set<String> zero = loaded(jdk, programs.get(0));
        for (Program program : programs) {
            Set<String> more = loaded(jdk, program);
            more.removeAll(zero);
            more.removeIf(name -> name.startsWith(Starts.class.getName()));
            results.put(name(jdk, "plain", program.name) + " classes", List.of((double) more.size()));
        }
    }

    private Set<String> loaded(Jdk jdk, Program program) throws IOException, InterruptedException {
        Path log = folder.resolve("classes.log");
        output(command(jdk, program, List.of("-Xlog:class+load:file=" + log)));
        Set<String> names = new TreeSet<>();
        for (String line : Files.readAllLines(log)) {
            int source = line.indexOf(" source: ");
            if (source > 0) {
                names.add(line.substring(line.lastIndexOf(' ', source - 1) + 1, source));
            }
        }
        return names;
    }

    private void memory(Jdk jdk) throws IOException, InterruptedException {
        Map<String, List<Double>> resident = new HashMap<>();
        for (int run = 0; run < 5; run++) {
            for (Program program : programs) {
                List<String> command = command(jdk, program, List.of());
                command.add("status");
                for (String line : output(command).split("\n", -1)) {
                    if (line.startsWith("VmHWM:")) {
                        resident.computeIfAbsent(program.name, n -> new ArrayList<>())
                                .add(Double.parseDouble(line.replaceAll("\\D", "")) / 1024);
                    }
                }
            }
        }
        for (Map.Entry<String, List<Double>> program : resident.entrySet()) {
            results.put(name(jdk, "plain", program.getKey()) + " resident", program.getValue());
        }
    }

    private List<String> command(Jdk jdk, Program program, List<String> flags) {
        List<String> command = new ArrayList<>();
        command.add(jdk.java());
        command.addAll(Jdk.C1);
        command.addAll(flags);
        command.addAll(List.of("-cp", program.classPath, program.main.getName(), payload.toString()));
        return command;
    }

    /** User and system time of the process, which the shell is told when it ends. */
    private static double cpuMillis(List<String> command) throws IOException, InterruptedException {
        List<String> timed = new ArrayList<>(List.of(
                "bash", "-c", "export LC_ALL=C TIMEFORMAT='cpu %3U %3S'; time \"$@\" >/dev/null 2>&1", "bash"));
        timed.addAll(command);
        String said = output(timed);
        String[] times = said.substring(said.lastIndexOf("cpu ")).trim().split(" ", -1);
        return 1000 * (Double.parseDouble(times[1]) + Double.parseDouble(times[2]));
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed: " + said);
        }
        return said;
    }
}
