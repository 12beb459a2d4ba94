package dev.portolan.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Runs the rules against whoever turns payloads into events. */
final class Check implements Command {

    /** So many sources fit beside each other. */
    private static final int MOST_COLUMNS = 5;

    /** Of the failures of a rule in one source so many are printed. */
    private static final int MOST_ALIKE = 3;

    private static final String JUNIT = "junit.xml";
    private static final String JSON = "report.json";
    private static final String PAGE = "report.html";

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String summary() {
        return "runs the conformance rules against an adapter, in any language";
    }

    @Override
    public String help() {
        return """
                usage: portolan check --from aws|gcp|azure [--source SOURCES] [options]
                       portolan check --class NAME [--classpath PATH] --source SOURCES [options]
                       portolan check --command "node subject.mjs" --source SOURCES [options]
                       portolan check --url http://localhost:8080/ --source SOURCES [options]

                Reads the payloads of the kit's fixtures, and thousands of changed ones, with the adapter; says which rules are
                broken, by what, and where to look. docs/conformance.md lists the rules and describes what a process or URL is
                sent and must answer.

                  --from       one of this project's adapters
                  --class      an Adapter, Subject, AdapterConformance or HandlerConformance with a constructor without parameters
                  --classpath  where the class and what it needs are
                  --command    a process that reads a line of JSON and answers with one
                  --url        a URL that the same JSON is posted to
                  --timeout    the seconds a class, process or URL may take for one answer; 10 if not given
                  --source     only these sources: aws, or aws/sqs,aws/sns; needed unless --from, --fixtures, or an
                               AdapterConformance or HandlerConformance says which there are
                  --rule       only these rules: MAP_01, or CE for all whose ids begin so, with commas between them
                  --fixtures   a folder of fixtures of your own instead of the kit's
                  --report     a folder to write report.html, report.json and junit.xml to

                Exit codes:
                  0  every rule that was checked and must hold is kept
                  1  a rule is broken that must hold; or the subject did not answer, so that rules could not be tried; or
                     no rule could be checked at all
                  2  the command was called wrongly
                """;
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        Examinee examinee = Examinee.of(arguments);
        HandlerConformance entries = examinee.entries();
        Subject subject = examinee.subject();
        List<String> ids = arguments.words("--rule");
        List<String> sources = arguments.words("--source");
        String own = subject == null ? null : arguments.value("--fixtures");
        String reports = arguments.value("--report");
        if (!arguments.rest().isEmpty()) {
            throw new UsageException("What is " + arguments.rest().get(0) + "?");
        }
        Path folder = reports == null ? null : writable(Path.of(reports));
        if (subject == null) {
            return run(examinee.title(), trials(Objects.requireNonNull(entries), ids, sources), folder, terminal);
        }
        try (subject) {
            List<Fixture> fixtures = fixtures(own, sources, examinee);
            return run(examinee.title(), Suite.trials(subject, fixtures, rules(Suite.RULES, ids)), folder, terminal);
        }
    }

    private static int run(String title, List<Trial> trials, @Nullable Path folder, Terminal terminal)
            throws IOException {
        Report report = new Report(title, run(trials, new Progress(terminal, trials.size())));
        print(report, terminal);
        if (folder != null) {
            write(report, folder, terminal);
        }
        return report.isGood() ? DONE : FAILED;
    }

    private static List<Trial> trials(HandlerConformance entries, List<String> ids, List<String> sources) {
        List<Trial> trials = new ArrayList<>(entries.trials(rules(HandlerRules.ALL, ids)));
        Set<String> names = new TreeSet<>();
        trials.forEach(trial -> names.add(trial.source()));
        for (String source : sources) {
            if (!names.contains(source)) {
                throw new UsageException("The class says nothing of " + source + "." + Arguments.meant(source, names));
            }
        }
        if (trials.isEmpty()) {
            throw new UsageException("The class names no source.");
        }
        if (!sources.isEmpty()) {
            trials.removeIf(trial -> !sources.contains(trial.source()));
        }
        return trials;
    }

    private static List<Fixture> fixtures(@Nullable String folder, List<String> sources, Examinee examinee)
            throws IOException {
        List<Fixture> own = examinee.fixtures();
        List<Fixture> all;
        if (folder != null) {
            if (!Files.isDirectory(Path.of(folder))) {
                throw new UsageException("There is no folder " + folder + ".");
            }
            try {
                all = Fixtures.in(Path.of(folder));
            } catch (IllegalArgumentException e) {
                throw new UsageException("In " + folder + ", " + e.getMessage());
            }
        } else if (own == null && sources.isEmpty()) {
            throw new UsageException("--source is missing; it says which sources are read, such as aws/sqs.");
        } else {
            all = own == null ? Fixtures.all() : own;
        }
        Set<Fixture> chosen = new LinkedHashSet<>();
        for (String source : sources.isEmpty() ? List.of("") : sources) {
            List<Fixture> named = all.stream()
                    .filter(fixture -> source.isEmpty() || fixture.name().startsWith(source + "/"))
                    .toList();
            chosen.addAll(named);
            if (named.isEmpty()
                    && folder == null
                    && own != null
                    && !Fixtures.of(source).isEmpty()) {
                Set<String> theirs = new TreeSet<>();
                own.forEach(fixture -> theirs.add(fixture.source()));
                throw new UsageException(source + " is no source of " + examinee.title() + ", which has "
                        + String.join(", ", theirs) + ".");
            }
            if (named.isEmpty()) {
                Set<String> names = new TreeSet<>();
                all.forEach(fixture -> names.addAll(List.of(fixture.source(), fixture.provider())));
                throw new UsageException("There are no fixtures" + (source.isEmpty() ? "" : " of " + source) + "."
                        + Arguments.meant(source, names));
            }
        }
        return List.copyOf(chosen);
    }

    private static <E> List<Rule<E>> rules(List<Rule<E>> all, List<String> ids) {
        if (ids.isEmpty()) {
            return all;
        }
        Set<Rule<E>> chosen = new LinkedHashSet<>();
        for (String id : ids) {
            List<Rule<E>> named =
                    all.stream().filter(rule -> rule.id().startsWith(id)).toList();
            if (named.isEmpty()) {
                Set<String> families = new LinkedHashSet<>();
                all.forEach(rule -> families.add(rule.family()));
                throw new UsageException("There is no rule " + id + " here; there are those of "
                        + String.join(", ", families) + ", which docs/conformance.md lists.");
            }
            chosen.addAll(named);
        }
        return List.copyOf(chosen);
    }

    private static List<Report.Result> run(List<Trial> trials, Progress progress) {
        List<Report.Result> results = new ArrayList<>();
        for (Trial trial : trials) {
            progress.at(trial, results.size());
            results.add(Report.Result.of(trial));
        }
        progress.end();
        return results;
    }

    /** Says which source's turn it is, on a line of its own or over and over on the same one. */
    private static final class Progress {

        private static final long MILLIS = 100;
        private static final int WIDTH = 70;

        private final Terminal terminal;
        private final int total;
        private String source = "";
        private long shown;

        Progress(Terminal terminal, int total) {
            this.terminal = terminal;
            this.total = total;
        }

        void at(Trial trial, int done) {
            boolean isNew = !trial.source().equals(source);
            source = trial.source();
            if (!terminal.isWatched()) {
                if (isNew) {
                    terminal.err().println("  " + source);
                }
            } else if (isNew || System.currentTimeMillis() - shown > MILLIS) {
                shown = System.currentTimeMillis();
                show(done + " of " + total + "  " + source + "  " + trial.rule().id());
            }
        }

        private void show(String line) {
            terminal.err().print("\r  " + line + " ".repeat(Math.max(0, WIDTH - line.length())));
            terminal.err().flush();
        }

        void end() {
            if (terminal.isWatched()) {
                show("");
                terminal.err().print("\r");
            }
        }
    }

    private static void print(Report report, Terminal terminal) {
        table(report, terminal);
        Map<String, Integer> alike = new HashMap<>();
        for (Report.Result result : report.broken()) {
            String which = result.trial().rule().id() + " " + result.trial().source();
            if (alike.merge(which, 1, Integer::sum) > MOST_ALIKE) {
                continue;
            }
            String message = result.trial().message((Verdict.Failed) result.verdict());
            int end = message.indexOf('\n');
            String title = (result.isWarned() ? "! " : "✗ ") + message.substring(0, end);
            terminal.out().println();
            terminal.out().println(result.isWarned() ? terminal.bold(title) : terminal.bad(title));
            terminal.out().println("  On: " + result.trial().on() + message.substring(end));
        }
        alike.forEach((which, count) -> {
            if (count > MOST_ALIKE) {
                terminal.out().println();
                terminal.out().println("  " + (count - MOST_ALIKE) + " more of " + which + "; --report tells of all.");
            }
        });
        terminal.out().println();
        reasons("The subject failed, so these could not be tried:", report.untried(), terminal, terminal::bad);
        reasons("Skipped:", report.skipped(), terminal, terminal::dim);
        String summary = report.summary();
        terminal.out().println(report.isGood() ? terminal.good(summary) : terminal.bad(summary));
    }

    private static void reasons(
            String title, Map<String, List<Report.Result>> reasons, Terminal terminal, UnaryOperator<String> style) {
        if (reasons.isEmpty()) {
            return;
        }
        terminal.out().println(style.apply(title));
        reasons.forEach((reason, results) ->
                terminal.out().println(style.apply("  " + results.size() + " × " + reason + " " + ids(results))));
        terminal.out().println();
    }

    private static String ids(List<Report.Result> results) {
        Set<String> ids = new LinkedHashSet<>();
        results.forEach(result -> ids.add(result.trial().rule().id()));
        return "(" + String.join(", ", ids) + ")";
    }

    /** Rules beside sources; where there are many sources, sources beside the families of rules. */
    private static void table(Report report, Terminal terminal) {
        List<String> sources = List.copyOf(report.sources());
        List<String[]> rows = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        if (sources.size() <= MOST_COLUMNS) {
            titles.addAll(List.of("rule", ""));
            titles.addAll(sources);
            titles.add("demands");
            report.rules().forEach((id, rule) -> {
                List<String> row = new ArrayList<>(List.of(id, rule.strength().name()));
                for (String source : sources) {
                    row.add(cell(report, id, source));
                }
                row.add(rule.sentence());
                rows.add(row.toArray(String[]::new));
            });
        } else {
            Set<String> families = new LinkedHashSet<>();
            report.rules().values().forEach(rule -> families.add(rule.family()));
            titles.add("source");
            titles.addAll(families);
            for (String source : sources) {
                List<String> row = new ArrayList<>(List.of(source));
                for (String family : families) {
                    row.add(report.count(trial -> trial.source().equals(source)
                                    && trial.rule().family().equals(family))
                            .toString());
                }
                rows.add(row.toArray(String[]::new));
            }
        }
        Table.print(terminal, titles.toArray(String[]::new), rows);
        terminal.out()
                .println(terminal.dim(
                        "Numbers are checks that passed; ✗ failed, ? not tried, ! not as it should be, – skipped."));
    }

    private static String cell(Report report, String rule, String source) {
        return report.count(trial ->
                        trial.source().equals(source) && trial.rule().id().equals(rule))
                .toString();
    }

    /** That reports cannot be written is better known before all rules have been checked. */
    private static Path writable(Path folder) {
        Arguments.made(folder);
        for (String name : List.of(JUNIT, JSON, PAGE)) {
            Path file = folder.resolve(name);
            try {
                boolean isThere = Files.exists(file);
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                        .close();
                if (!isThere) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UsageException("The report " + file + " cannot be written.");
            }
        }
        return folder;
    }

    private static void write(Report report, Path folder, Terminal terminal) throws IOException {
        Files.writeString(folder.resolve(JUNIT), JUnitXml.of(report));
        Files.writeString(folder.resolve(JSON), JsonReport.of(report));
        Path page = Files.writeString(folder.resolve(PAGE), HtmlReport.of(report));
        terminal.out().println("Report: " + page);
    }
}
