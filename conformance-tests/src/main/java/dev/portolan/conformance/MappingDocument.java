package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The document that says what becomes of every field of every source, in Markdown. */
final class MappingDocument {

    private static final List<String> ATTRIBUTES =
            List.of("id", "source", "type", "subject", "time", "datacontenttype", "dataschema");

    private static final int MOST_TYPES = 6;
    private static final int MOST_PAGES = 3;
    private static final int LONGEST_EXAMPLE = 60;

    private final StringBuilder overview = new StringBuilder();
    private final StringBuilder details = new StringBuilder();

    /** What the fixtures of one source show. */
    private static final class Source {
        final Facts facts;
        final Set<String> kinds = new LinkedHashSet<>();
        final Map<String, Integer> types = new TreeMap<>();
        final Set<String> records = new LinkedHashSet<>();
        final Map<String, String> examples = new LinkedHashMap<>();
        final Map<String, Set<String>> fieldsOf = new TreeMap<>();
        final Set<String> all = new TreeSet<>();
        final Set<String> told = new TreeSet<>();
        final Set<String> required = new TreeSet<>();
        final Set<String> optional = new TreeSet<>();
        final Set<String> documentation = new LinkedHashSet<>();

        Source(Facts facts) {
            this.facts = facts;
        }
    }

    /**
     * Adds the sources of a provider.
     *
     * @param progress takes each source's name when its turn comes
     */
    void add(String provider, Subject subject, List<Fixture> fixtures, Consumer<String> progress) {
        Map<String, Source> sources = new TreeMap<>();
        for (Fixture fixture : fixtures) {
            if (!sources.containsKey(fixture.source())) {
                progress.accept(fixture.source());
            }
            look(subject, fixture, sources.computeIfAbsent(fixture.source(), name -> new Source(fixture.facts())));
        }
        overview.append("\n## ")
                .append(provider)
                .append("\n\n| source | kind | types | typed data |\n|---|---|---|---|\n");
        details.append("\n# ").append(provider).append(", field by field\n");
        sources.forEach((name, source) -> {
            if (!source.examples.isEmpty()) {
                overview.append(row(name, source));
                details.append(section(name, source));
            }
        });
    }

    private static void look(Subject subject, Fixture fixture, Source source) {
        Reading reading = subject.read(fixture.payload(), fixture.options());
        if (reading.isRefusal() || reading.events().stream().anyMatch(event -> event.has("error"))) {
            return;
        }
        if (reading.kind() != null) {
            source.kinds.add(reading.kind());
        }
        source.documentation.add(fixture.documentation());
        for (JsonNode event : reading.events()) {
            JsonNode attributes = event.path("attributes");
            attributes
                    .properties()
                    .forEach(attribute -> source.examples.putIfAbsent(
                            attribute.getKey(), attribute.getValue().asText()));
            source.types.merge(attributes.path("type").asText(), 1, Integer::sum);
            source.records.add(event.path("typed").path("record").asText("malformed"));
        }
        for (Provenance.Field field : Provenance.of(subject, fixture)) {
            String pattern = field.pattern();
            source.all.add(pattern);
            if (!field.isLost()) {
                source.told.add(pattern);
            }
            (field.isRequired() ? source.required : source.optional).add(pattern);
            for (String target : field.targets()) {
                source.fieldsOf.computeIfAbsent(target, name -> new TreeSet<>()).add(pattern);
            }
        }
    }

    private static String row(String name, Source source) {
        return "| [" + name + "](#" + anchor(name) + ") | " + codes(source.kinds) + " | " + codes(some(source.types))
                + " | " + String.join(", ", source.records) + " |\n";
    }

    private static String anchor(String name) {
        return name.replace("/", "");
    }

    private static String section(String name, Source source) {
        StringBuilder section = new StringBuilder("\n## ").append(name).append("\n\n");
        int page = 0;
        for (String documentation :
                source.documentation.stream().limit(MOST_PAGES).toList()) {
            section.append(page++ == 0 ? "" : " · ")
                    .append("[")
                    .append(page)
                    .append("](")
                    .append(documentation)
                    .append(")");
        }
        section.append("\n\n| | from | for example |\n|---|---|---|\n");
        Set<String> names = new LinkedHashSet<>(ATTRIBUTES);
        names.retainAll(source.examples.keySet());
        names.addAll(new TreeSet<>(source.examples.keySet()));
        names.remove("specversion");
        for (String attribute : names) {
            section.append(line("`" + attribute + "`", attribute, source, source.examples.getOrDefault(attribute, "")));
        }
        section.append(line("data", Provenance.DATA, source, ""));
        for (String target : source.fieldsOf.keySet()) {
            if (target.contains(".")) {
                section.append(line(target, target, source, ""));
            }
        }
        if (source.fieldsOf.containsKey(Provenance.WHAT_IT_IS)) {
            section.append(line("*" + Provenance.WHAT_IT_IS + "*", Provenance.WHAT_IT_IS, source, ""));
        }
        Set<String> lost = new TreeSet<>(source.all);
        lost.removeAll(source.told);
        Map<String, Set<String>> reasons = new TreeMap<>();
        for (String field : lost) {
            String reason = source.facts.leftOut(field);
            reasons.computeIfAbsent(reason == null ? "" : reason, any -> new TreeSet<>())
                    .add(field);
        }
        if (!lost.isEmpty()) {
            section.append("\nIn no event:\n\n");
            reasons.forEach((reason, fields) -> section.append("- ")
                    .append(codes(Fields.collapsed(fields, source.all)))
                    .append(reason.isEmpty() ? "." : ": " + reason)
                    .append("\n"));
        }
        return section.toString();
    }

    private static String line(String title, String target, Source source, String example) {
        Set<String> fields = source.fieldsOf.get(target);
        StringBuilder from = new StringBuilder();
        if (fields == null) {
            from.append(target.equals(Provenance.DATA) ? "none" : "the same for all");
        } else {
            for (String field : Fields.collapsed(fields, source.all)) {
                from.append(from.isEmpty() ? "" : ", ").append(code(field));
                if (source.required.contains(field) && !source.optional.contains(field)) {
                    from.append(" **required**");
                }
            }
        }
        String shown = example.isEmpty() ? "" : code(cut(example));
        return "| " + title + " | " + from + " | " + shown + " |\n";
    }

    /** The types that most events have. */
    private static List<String> some(Map<String, Integer> types) {
        List<String> some = new ArrayList<>(types.keySet());
        some.sort(Comparator.comparing(types::get, Comparator.reverseOrder()));
        if (some.size() > MOST_TYPES) {
            some = some.subList(0, MOST_TYPES);
            some.add("… (" + (types.size() - MOST_TYPES) + " more)");
        }
        return some;
    }

    private static String codes(Collection<String> texts) {
        StringBuilder codes = new StringBuilder();
        for (String text : texts) {
            codes.append(codes.isEmpty() ? "" : ", ").append(text.startsWith("…") ? text : code(text));
        }
        return codes.toString();
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|").replace("`", "'").replace("\n", "\\n") + "`";
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_EXAMPLE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_EXAMPLE - 1)) + "…";
    }

    @Override
    public String toString() {
        return """
                # What becomes of every payload

                This document is made from the outside, by `./portolan mapping`: every field of every
                [fixture](../conformance-tests/src/main/resources/dev/portolan/conformance/fixtures) is changed by itself, and what moves
                in the events is what is read from it. A test compares it with what the adapters do now.

                **required**: a payload or record without the field is refused, with its path in the error. `*`: every field there.
                *what it is*: the field decides which source the payload is of, or whether it is one. Where data is the provider's
                own record, every field of the record is in it; *In no event* lists what only the payload tells, and why.
                `context …` stands in no payload, but beside it: in Lambda's client context.
                """ + overview + details;
    }
}
