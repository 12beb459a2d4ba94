package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portolan.Adapter;
import dev.portolan.Delivery;
import dev.portolan.Event;
import dev.portolan.Invocation;
import dev.portolan.MalformedPayloadException;
import dev.portolan.conformance.simulate.Simulate;
import dev.portolan.data.Opaque;
import dev.portolan.data.TypedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a payload is, what becomes of each of its fields, and what another cloud would not tell. */
final class Explain implements Command {

    private static final int MOST_HOPS = 3;
    private static final String SAME = "the same";

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
                usage: portolan explain [--from aws|gcp|azure] [FILE]
                       portolan explain --class NAME [--classpath PATH] [FILE]

                Tells what a payload is, which field becomes which attribute (found out by changing each by itself), what is
                inside and was not opened, and what other clouds have no place for. Without FILE it reads standard input.

                  --from       whose payload it is; if not given all clouds are tried
                  --class      an Adapter of yours instead, with a constructor without parameters
                  --classpath  where the class and what it needs are

                exit code: 0 done, 1 something failed, 2 wrong usage, 3 malformed or unrecognised input
                """;
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        List<Reader> readers = readers(arguments);
        List<String> files = arguments.files();
        if (files.size() > 1) {
            throw new UsageException("Name one file.");
        }
        byte[] payload = terminal.read(files.get(0));
        boolean isHttp = Clouds.isRequest(payload);
        Map<Reader, Reading> fitting = new LinkedHashMap<>();
        Map<Reader, Reading> refusing = new LinkedHashMap<>();
        for (Reader reader : readers) {
            Reading reading = reader.read(payload, List.of());
            if (reading.isRefusal()) {
                refusing.put(reader, reading);
            } else if (Clouds.counts(reading.kind(), payload, readers.size())) {
                fitting.put(reader, reading);
            }
        }
        if (fitting.isEmpty()) {
            refusing.forEach((reader, reading) -> complain(terminal, reader.name, reading));
            return BAD_INPUT;
        }
        Map.Entry<Reader, Reading> first = fitting.entrySet().iterator().next();
        List<String> others =
                fitting.keySet().stream().skip(1).map(Reader::name).toList();
        explain(terminal, first.getKey(), payload, isHttp, first.getValue(), others);
        return DONE;
    }

    /**
     * Who reads the payload.
     *
     * @param hops what it can open
     */
    private record Reader(String name, List<String> hops, Function<Options, Adapter<?>> adapter) {

        Reading read(byte[] payload, List<String> open) {
            return subject().read(payload, new Options(open, List.of(), null, null, Map.of()));
        }

        Subject subject() {
            return Subject.of(adapter);
        }
    }

    private static List<Reader> readers(Arguments arguments) {
        String className = arguments.value("--class");
        if (className != null) {
            Adapter<?> adapter = Examinee.adapter(className, arguments.value("--classpath"), Options.NONE);
            return List.of(new Reader(className, List.of(), options -> adapter));
        }
        return Clouds.asked(arguments).stream()
                .map(cloud -> new Reader(cloud, Clouds.hops(cloud), options -> Clouds.adapter(cloud, options)))
                .toList();
    }

    private static void complain(Terminal terminal, String reader, Reading reading) {
        String message = reading.refusal().path("message").asText();
        terminal.err().println("portolan: " + (message.startsWith(reader + ":") ? "" : reader + ": ") + message);
    }

    private static void explain(
            Terminal terminal, Reader reader, byte[] payload, boolean isHttp, Reading reading, List<String> others) {
        List<JsonNode> events = reading.events();
        String count = events.size() == 1 ? "one event" : events.size() + " events";
        terminal.out().println(terminal.bold(reading.kind() + ", " + count));
        if (!others.isEmpty()) {
            terminal.out().println("It is a payload of " + String.join(" and ", others) + ", too; --from chooses.");
        }
        nested(terminal, reader, payload, reading);
        events.removeIf(event -> {
            if (event.has("error")) {
                terminal.out()
                        .println(
                                terminal.bad(event.path("error").path("message").asText()));
            }
            return event.has("error");
        });
        if (!events.isEmpty()) {
            fields(terminal, reader.subject(), payload, isHttp, reading, events.get(0));
            elsewhere(terminal, reader, payload);
        }
    }

    /** Says what the payload holds that opening would show. */
    private static void nested(Terminal terminal, Reader reader, byte[] payload, Reading reading) {
        List<String> opened = new ArrayList<>();
        Reading last = reading;
        for (int depth = 0; depth < MOST_HOPS; depth++) {
            for (String hop : reader.hops) {
                List<String> more = new ArrayList<>(opened);
                more.add(hop);
                Reading inner = reader.read(payload, more);
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
            Terminal terminal, Subject subject, byte[] payload, boolean isHttp, Reading reading, JsonNode event) {
        Fixture fixture = new Fixture(
                "explained",
                isHttp,
                payload,
                StrictJson.MAPPER.createObjectNode(),
                Fixtures.facts(String.valueOf(reading.kind())));
        Map<String, Set<String>> sources = new LinkedHashMap<>();
        Set<String> all = new TreeSet<>();
        Set<String> lost = new TreeSet<>();
        for (Provenance.Field field : Provenance.of(subject, fixture)) {
            all.add(field.pattern());
            field.targets()
                    .forEach(target -> sources.computeIfAbsent(target, name -> new TreeSet<>())
                            .add(field.pattern()));
            if (field.isLost()) {
                lost.add(field.pattern());
            }
        }
        Function<String, List<String>> from = target -> {
            List<String> fields = Fields.collapsed(sources.getOrDefault(target, Set.of()), all);
            return fields.equals(List.of("*")) ? List.of("every field") : fields;
        };
        Lines lines = new Lines(terminal);
        lines.heading("Attributes" + (reading.events().size() > 1 ? " of the first event" : ""));
        JsonNode attributes = event.path("attributes");
        for (String name : names(attributes)) {
            lines.value(name, shown(attributes.path(name)), from.apply(name));
        }
        lines.value(Provenance.DATA, shown(event.path("data")), from.apply(Provenance.DATA));
        JsonNode typed = event.path("typed");
        String record = typed.path("record").asText("no typed data");
        lines.heading(record);
        typed.properties().forEach(component -> {
            if (!component.getKey().equals("record")) {
                lines.value(
                        component.getKey(), shown(component.getValue()), from.apply(record + "." + component.getKey()));
            }
        });
        if (!lost.isEmpty()) {
            lines.heading("In no event");
            Map<String, Set<String>> reasons = new LinkedHashMap<>();
            for (String field : lost) {
                String reason = fixture.facts().leftOut(field);
                reasons.computeIfAbsent(
                                reason == null ? "Changing it changes nothing here." : reason, any -> new TreeSet<>())
                        .add(field);
            }
            reasons.forEach((reason, fields) -> lines.group(Fields.collapsed(fields, all), reason, terminal::dim));
        }
    }

    /** Those that every event has, and then the others; the version is always the same. */
    private static Set<String> names(JsonNode attributes) {
        Set<String> names = new LinkedHashSet<>(List.of("id", "source", "type", "subject", "time", "datacontenttype"));
        Set<String> all = new TreeSet<>();
        attributes.fieldNames().forEachRemaining(all::add);
        all.remove("specversion");
        names.retainAll(all);
        names.addAll(all);
        return names;
    }

    /** The value as a text, JSON without its white space. */
    private static String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return "none";
        }
        if (!value.isTextual()) {
            return value.toString();
        }
        String text = value.asText();
        try {
            return text.startsWith("{") || text.startsWith("[")
                    ? StrictJson.read(text.getBytes(StandardCharsets.UTF_8)).toString()
                    : text;
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** What the same record would lose if another cloud told it. */
    private static void elsewhere(Terminal terminal, Reader reader, byte[] payload) {
        TypedData record = firstOrNull(reader.adapter.apply(Options.NONE).delivery(payload, Invocation.UNKNOWN));
        if (record == null || record instanceof Opaque) {
            return;
        }
        Lines lines = new Lines(terminal);
        lines.heading("Told by another cloud");
        Map<String, Set<String>> fates = new LinkedHashMap<>();
        for (String source : Simulate.sources(record.getClass())) {
            if (!source.startsWith(reader.name + ":")) {
                fates.computeIfAbsent(fate(source, record), fate -> new LinkedHashSet<>())
                        .add(source);
            }
        }
        fates.forEach(
                (fate, sources) -> lines.group(sources, fate, fate.equals(SAME) ? terminal::good : terminal::bad));
    }

    /** The typed data of the first event that has some; null if there is none. */
    private static @Nullable TypedData firstOrNull(Delivery<?> delivery) {
        for (int item = 0; item < delivery.size(); item++) {
            try {
                for (Event event : delivery.events(item)) {
                    return event.typedData();
                }
            } catch (MalformedPayloadException e) {
                // Said above.
            }
        }
        return null;
    }

    private static String fate(String source, TypedData record) {
        try {
            List<String> lost = Simulate.lost(source, record);
            return lost.isEmpty() ? SAME : "other or no " + String.join(", ", lost);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            return message.startsWith(source + " ") ? message.substring(source.length() + 1) : message;
        }
    }
}
