package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portolan.Delivery;
import dev.portolan.Invocation;
import dev.portolan.conformance.simulate.Simulate;
import dev.portolan.data.Opaque;
import dev.portolan.data.TypedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a payload is, what becomes of each of its fields, and what another cloud would not tell. */
final class Explain implements Command {

    private static final Map<String, List<String>> HOPS = Map.of(
            "aws", List.of("sns", "s3", "eventbridge", "cloudevents", "logs", "dynamodb", "kpl", "s3pointer"),
            "gcp", List.of("storage", "cloudevents"),
            "azure", List.of("eventgrid", "cloudevents"));

    private static final int MOST_HOPS = 3;
    private static final int NAMES = 18;
    private static final int LONGEST = 60;

    @Override
    public String name() {
        return "explain";
    }

    @Override
    public String summary() {
        return "tells what a payload is and what becomes of its fields";
    }

    @Override
    public String help() {
        return """
                usage: portolan explain [--from aws|gcp|azure] FILE

                Tells what a payload is, which field becomes which attribute (found out by changing each by itself), what is
                inside and was not opened, and what other clouds have no place for. Without --from all clouds are tried.

                exit code: 0 done, 1 something failed, 2 wrong usage, 3 malformed or unrecognised input
                """;
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        String from = arguments.value("--from") == null ? null : arguments.required("--from", Clouds.NAMES);
        if (arguments.rest().size() != 1) {
            throw new UsageException("Name one file.");
        }
        byte[] payload = Files.readAllBytes(Path.of(arguments.rest().get(0)));
        boolean isHttp = isHttp(payload);
        Map<String, Reading> fitting = new LinkedHashMap<>();
        Map<String, Reading> refusing = new LinkedHashMap<>();
        for (String cloud : from == null ? Clouds.NAMES : List.of(from)) {
            Reading reading = read(cloud, payload, List.of());
            if (reading.isRefusal()) {
                refusing.put(cloud, reading);
            } else if (from != null || isHttp || !"gcp:http".equals(reading.kind())) {
                fitting.put(cloud, reading);
            }
        }
        if (fitting.isEmpty()) {
            refusing.forEach((cloud, reading) -> complain(terminal, cloud, reading));
            return BAD_INPUT;
        }
        List<String> others = new ArrayList<>(fitting.keySet());
        Map.Entry<String, Reading> first = fitting.entrySet().iterator().next();
        others.remove(first.getKey());
        explain(terminal, first.getKey(), payload, isHttp, first.getValue(), others);
        return DONE;
    }

    private static void complain(Terminal terminal, String cloud, Reading reading) {
        String message = reading.refusal().path("message").asText();
        terminal.err().println("portolan: " + (message.startsWith(cloud + ":") ? "" : cloud + ": ") + message);
    }

    /** JSON begins with a brace or a bracket, a request with its method. */
    private static boolean isHttp(byte[] payload) {
        for (byte b : payload) {
            if (b > ' ') {
                return b != '{' && b != '[';
            }
        }
        return false;
    }

    private static Reading read(String cloud, byte[] payload, List<String> open) {
        return Subject.of(options -> Clouds.adapter(cloud, options))
                .read(payload, new Options(open, List.of(), null, null));
    }

    private static void explain(
            Terminal terminal, String cloud, byte[] payload, boolean isHttp, Reading reading, List<String> others) {
        List<JsonNode> events = reading.events();
        String count = events.size() == 1 ? "one event" : events.size() + " events";
        terminal.out().println(terminal.bold(reading.kind() + ", " + count));
        if (!others.isEmpty()) {
            terminal.out().println("It is a payload of " + String.join(" and ", others) + ", too; --from chooses.");
        }
        nested(terminal, cloud, payload, reading);
        events.removeIf(event -> {
            if (event.has("error")) {
                terminal.out()
                        .println(
                                terminal.bad(event.path("error").path("message").asText()));
            }
            return event.has("error");
        });
        if (!events.isEmpty()) {
            fields(terminal, cloud, payload, isHttp, reading, events.get(0));
            elsewhere(terminal, cloud, payload);
        }
    }

    /** Says what the payload holds that opening would show. */
    private static void nested(Terminal terminal, String cloud, byte[] payload, Reading reading) {
        List<String> opened = new ArrayList<>();
        Reading last = reading;
        for (int depth = 0; depth < MOST_HOPS; depth++) {
            for (String hop : HOPS.getOrDefault(cloud, List.of())) {
                List<String> more = new ArrayList<>(opened);
                more.add(hop);
                Reading inner = read(cloud, payload, more);
                if (!opened.contains(hop)
                        && !inner.isRefusal()
                        && !inner.events().equals(last.events())) {
                    opened = more;
                    last = inner;
                    terminal.out()
                            .println("Inside, not opened: "
                                    + inner.events()
                                            .get(0)
                                            .path("attributes")
                                            .path("type")
                                            .asText("something malformed")
                                    + terminal.dim("  --open " + String.join(",", more)));
                    break;
                }
            }
        }
    }

    private static void fields(
            Terminal terminal, String cloud, byte[] payload, boolean isHttp, Reading reading, JsonNode event) {
        Subject subject = Subject.of(options -> Clouds.adapter(cloud, options));
        Fixture fixture = new Fixture(
                "explained",
                isHttp,
                payload,
                StrictJson.MAPPER.createObjectNode(),
                Fixtures.facts(String.valueOf(reading.kind())));
        Map<String, Set<String>> sources = new LinkedHashMap<>();
        Set<String> lost = new TreeSet<>();
        for (Provenance.Field field : Provenance.of(subject, fixture)) {
            field.targets()
                    .forEach(target -> sources.computeIfAbsent(target, name -> new LinkedHashSet<>())
                            .add(field.pattern()));
            if (field.isLost()) {
                lost.add(field.pattern());
            }
        }
        terminal.out().println();
        heading(terminal, "Attributes" + (reading.events().size() > 1 ? " of the first event" : ""));
        event.path("attributes")
                .properties()
                .forEach(attribute ->
                        line(terminal, attribute.getKey(), attribute.getKey(), attribute.getValue(), sources));
        line(terminal, Provenance.DATA, Provenance.DATA, event.path("data"), sources);
        JsonNode typed = event.path("typed");
        String record = typed.path("record").asText("no typed data");
        terminal.out().println();
        heading(terminal, record);
        typed.properties().forEach(component -> {
            if (!component.getKey().equals("record")) {
                line(terminal, component.getKey(), record + "." + component.getKey(), component.getValue(), sources);
            }
        });
        if (!lost.isEmpty()) {
            terminal.out().println();
            heading(terminal, "In no event");
            lost.forEach(field -> terminal.out().println("  " + field));
        }
    }

    private static void heading(Terminal terminal, String text) {
        terminal.out().println(terminal.bold(text));
    }

    private static void line(
            Terminal terminal, String name, String target, JsonNode value, Map<String, Set<String>> sources) {
        Set<String> fields = sources.get(target);
        String from = fields == null ? "" : "  ← " + String.join(", ", fields);
        String shown = cut(value.isTextual() ? value.asText() : value.isMissingNode() ? "none" : value.toString());
        terminal.out()
                .println("  " + name + " ".repeat(Math.max(1, NAMES - name.length())) + terminal.good(shown)
                        + terminal.dim(from));
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "·");
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    /** What the same record would lose if another cloud told it. */
    private static void elsewhere(Terminal terminal, String cloud, byte[] payload) {
        Delivery<?> delivery = Clouds.adapter(cloud, Options.NONE).delivery(payload, Invocation.UNKNOWN);
        TypedData record = delivery.events(0).get(0).typedData();
        if (record instanceof Opaque) {
            return;
        }
        terminal.out().println();
        heading(terminal, "Told by another cloud");
        for (String source : Simulate.sources(record.getClass())) {
            if (!source.startsWith(cloud + ":")) {
                terminal.out()
                        .println("  " + source + " ".repeat(Math.max(1, NAMES - source.length()))
                                + fate(terminal, source, record));
            }
        }
    }

    private static String fate(Terminal terminal, String source, TypedData record) {
        try {
            List<String> lost = Simulate.lost(source, record);
            return lost.isEmpty() ? terminal.good("the same") : terminal.bad("other or no " + String.join(", ", lost));
        } catch (IllegalArgumentException e) {
            return terminal.bad(String.valueOf(e.getMessage()));
        }
    }
}
