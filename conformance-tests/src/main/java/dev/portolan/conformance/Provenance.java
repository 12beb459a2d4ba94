package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portolan.conformance.Anatomy.Kind;
import dev.portolan.conformance.Anatomy.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * What becomes of every field of a payload, found out from the outside: each is changed by itself, and whatever moves in the
 * events has been read from it.
 */
final class Provenance {

    /** The target of a field that decides which source a payload is of, or how many events it has. */
    static final String WHAT_IT_IS = "what it is";

    /** The target of a field that event data holds. */
    static final String DATA = "data";

    /** Of fields that only differ in the position of their record, this many are looked at. */
    private static final int MOST_ALIKE = 2;

    /**
     * One field.
     *
     * @param part where it stands
     * @param pattern its path without positions in arrays and without names that users choose
     * @param targets the attributes, {@link #DATA} and components such as {@code Message.body} that move with it
     * @param isRequired whether a payload or record without it is refused
     */
    record Field(Part part, String pattern, Set<String> targets, boolean isRequired) {

        /** Whether no event tells what the field says. */
        boolean isLost() {
            return targets.isEmpty();
        }
    }

    private final Subject subject;
    private final Fixture fixture;
    private final Anatomy anatomy;
    private final Reading original;

    private Provenance(Subject subject, Fixture fixture) {
        this.subject = subject;
        this.fixture = fixture;
        anatomy = Anatomy.of(fixture);
        original = subject.read(fixture.payload(), fixture.options());
    }

    /** The fields of a payload in the order in which they stand; none of a payload that is refused. */
    static List<Field> of(Subject subject, Fixture fixture) {
        Provenance provenance = new Provenance(subject, fixture);
        return provenance.original.isRefusal() ? List.of() : provenance.fields();
    }

    private List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        if (fixture.isHttp()) {
            fields.addAll(requestLine());
        }
        fixture.options().context().forEach((name, text) -> fields.add(said(name, text)));
        Map<String, Integer> alike = new HashMap<>();
        for (Part part : anatomy.parts()) {
            if (part.isLeaf() && alike.merge(pattern(part), 1, Integer::sum) <= MOST_ALIKE) {
                List<String> others = others(anatomy, part);
                if (!others.isEmpty()) {
                    fields.add(field(part, others));
                }
            }
        }
        return fields;
    }

    private String pattern(Part part) {
        return anatomy.pattern(part, fixture.facts()::isMap);
    }

    private List<Field> requestLine() {
        String request = new String(fixture.payload(), StandardCharsets.ISO_8859_1);
        int target = request.indexOf(' ') + 1;
        int end = request.indexOf(' ', target);
        Part method = new Part("request method", Kind.HEADER, 0, target - 1, -1, -1);
        Part path = new Part("request target", Kind.HEADER, target, end, -1, -1);
        return List.of(
                field(method, List.of("PUT", "PATCH")),
                field(path, List.of(anatomy.text(path) + "x", "/x" + anatomy.text(path))));
    }

    /** What stands in no payload. */
    private Field said(String name, String text) {
        Options options = fixture.options();
        List<Reading> changed = new ArrayList<>();
        for (String other : others(text, "x")) {
            changed.add(subject.read(fixture.payload(), options.saying(name, other)));
        }
        Reading without = subject.read(fixture.payload(), options.saying(name, null));
        Part part = new Part("context " + name, Kind.HEADER, 0, 0, -1, -1);
        return new Field(part, part.path(), targets(changed), isWorse(without));
    }

    private Field field(Part part, List<String> others) {
        List<Reading> changed = new ArrayList<>();
        for (String other : others) {
            changed.add(subject.read(anatomy.with(part, other), fixture.options()));
        }
        return new Field(part, pattern(part), targets(changed), part.nameStart() >= 0 && isRefusedWithout(part));
    }

    private Set<String> targets(List<Reading> changed) {
        Set<String> targets = new TreeSet<>();
        boolean isEverRead = false;
        for (Reading reading : changed) {
            isEverRead |= addMoved(reading, targets);
        }
        if (!isEverRead) {
            targets.add(WHAT_IT_IS);
        }
        return targets;
    }

    private boolean isRefusedWithout(Part part) {
        return isWorse(subject.read(anatomy.renamed(part, "xUnknown"), fixture.options()));
    }

    private boolean isWorse(Reading without) {
        return without.isRefusal() || failures(without) > failures(original);
    }

    private static long failures(Reading reading) {
        return reading.events().stream().filter(event -> event.has("error")).count();
    }

    /** Adds what is different now; false if the payload or a record is refused. */
    private boolean addMoved(Reading changed, Set<String> targets) {
        if (changed.isRefusal()) {
            return false;
        }
        List<JsonNode> before = original.events();
        List<JsonNode> after = changed.events();
        if (before.size() != after.size() || !String.valueOf(original.kind()).equals(String.valueOf(changed.kind()))) {
            targets.add(WHAT_IT_IS);
            return true;
        }
        boolean isRead = true;
        for (int i = 0; i < before.size(); i++) {
            if (after.get(i).has("error")) {
                isRead &= before.get(i).has("error");
            } else {
                addMoved(before.get(i), after.get(i), targets);
            }
        }
        return isRead;
    }

    private static void addMoved(JsonNode before, JsonNode after, Set<String> targets) {
        addDifferent("", before.path("attributes"), after.path("attributes"), targets);
        if (!before.path("data").equals(after.path("data"))) {
            targets.add(DATA);
        }
        JsonNode typed = after.path("typed");
        String name = typed.path("record").asText();
        if (name.equals(before.path("typed").path("record").asText()) && !typed.has("error")) {
            addDifferent(name + ".", before.path("typed"), typed, targets);
        }
    }

    private static void addDifferent(String prefix, JsonNode before, JsonNode after, Set<String> targets) {
        Set<String> names = new HashSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (Iterator<String> each = names.iterator(); each.hasNext(); ) {
            String name = each.next();
            if (!before.path(name).equals(after.path(name))) {
                targets.add(prefix + name);
            }
        }
    }

    /** Other values, so like the old one that a row still reads them: one digit or letter is another one. */
    static List<String> others(Anatomy anatomy, Part part) {
        return others(anatomy.text(part), part.kind() == Kind.HEADER ? "x" : "\"x\"");
    }

    private static List<String> others(String text, String ofEmpty) {
        if (text.equals("true") || text.equals("false")) {
            return List.of(text.equals("true") ? "false" : "true");
        }
        Set<String> others = new LinkedHashSet<>();
        if (text.equals("null")) {
            return List.of();
        }
        if (text.equals("\"\"") || text.isEmpty()) {
            return List.of(ofEmpty);
        }
        addOther(others, text, last(text, Character::isDigit));
        addOther(others, text, first(text, Character::isDigit));
        addOther(others, text, last(text, Character::isLetter));
        addOther(others, text, first(text, Character::isLetter));
        return List.copyOf(others);
    }

    private static void addOther(Set<String> others, String text, int at) {
        if (at >= 0) {
            char c = text.charAt(at);
            char other = c == '9' ? '8' : c == 'z' ? 'y' : c == 'Z' ? 'Y' : (char) (c + 1);
            others.add(text.substring(0, at) + other + text.substring(at + 1));
        }
    }

    private static int last(String text, IntPredicate kind) {
        for (int i = text.length() - 1; i >= 0; i--) {
            if (kind.test(text.charAt(i)) && !isEscaped(text, i)) {
                return i;
            }
        }
        return -1;
    }

    private static int first(String text, IntPredicate kind) {
        for (int i = 0; i < text.length(); i++) {
            if (kind.test(text.charAt(i)) && !isEscaped(text, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isEscaped(String text, int at) {
        return at > 0 && text.charAt(at - 1) == '\\';
    }
}
