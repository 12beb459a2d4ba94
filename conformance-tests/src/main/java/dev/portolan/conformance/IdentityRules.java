package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portolan.conformance.Anatomy.Part;
import dev.portolan.conformance.Rule.Strength;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** The same is the same, whenever and wherever it is read, and nothing else is. */
final class IdentityRules {

    private static final String DOCUMENT = "docs/conformance.md";

    static final List<Rule<Examination>> ALL = List.of(
            new Rule<>(
                    "IDN_01",
                    Strength.MUST,
                    Rule.Scope.SOURCE,
                    "A redelivery has the source and the id of the first delivery.",
                    DOCUMENT,
                    "which fields id and source are made of: none may be one that the platform renews.",
                    IdentityRules::redeliveriesAreTheSame),
            new Rule<>(
                    "IDN_02",
                    Strength.MUST,
                    Rule.Scope.SOURCE,
                    "Records that differ have different ids, or different sources.",
                    "https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#id",
                    "which fields id and source are made of: together they must name one record only.",
                    IdentityRules::recordsDiffer),
            new Rule<>(
                    "DET_01",
                    Strength.MUST,
                    Rule.Scope.SOURCE,
                    "The same bytes give the same events, again and again, in any locale and time zone.",
                    DOCUMENT,
                    "the clock, random numbers, state from one payload to the next; toLowerCase, format and dates without a"
                            + " locale and zone.",
                    IdentityRules::localesMakeNoDifference),
            new Rule<>(
                    "DET_02",
                    Strength.MUST,
                    Rule.Scope.SOURCE,
                    "The same bytes give the same events in a JVM with another default charset, locale and time zone.",
                    DOCUMENT,
                    "getBytes and new String without a charset.",
                    IdentityRules::charsetsMakeNoDifference));

    private static final List<String> OTHER_JVM = List.of(
            "-Dfile.encoding=ISO-8859-1", "-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Asia/Kathmandu");

    private IdentityRules() {}

    private static void redeliveriesAreTheSame(Examination examination) {
        boolean isChecked = false;
        for (Fixture fixture : examination.fixtures()) {
            if (Reading.attributesOf(fixture.expected()).isEmpty()) {
                continue;
            }
            Reading first = examination.againOrNull(fixture);
            if (first == null) {
                continue;
            }
            Anatomy anatomy = Anatomy.of(fixture);
            if (fixture.isHttp()) {
                Reading again = examination.readOrNull(fixture, anatomy.withHeadersReversed());
                String problem = difference(first, again);
                if (problem != null) {
                    throw new Rule.Broken(fixture.name() + ", headers in the opposite order: " + problem);
                }
                isChecked = true;
            }
            for (Part part : anatomy.parts()) {
                if (part.isLeaf() && fixture.facts().isRenewed(part)) {
                    for (String other : Provenance.others(anatomy, part)) {
                        Reading again = examination.readOrNull(fixture, anatomy.with(part, other));
                        String problem = difference(first, again);
                        if (problem != null) {
                            throw new Rule.Broken(
                                    fixture.name() + ", " + part.path() + " replaced by " + other + ": " + problem);
                        }
                        isChecked = true;
                    }
                }
            }
        }
        if (!isChecked) {
            throw new Rule.NotChecked(
                    "No field of this source is known that the platform renews for a redelivery: it sends the same bytes (DET_01).");
        }
    }

    private static @Nullable String difference(Reading first, @Nullable Reading again) {
        if (again == null || again.events().size() != first.events().size()) {
            return "there are not as many events.";
        }
        for (int i = 0; i < first.events().size(); i++) {
            for (String name : List.of("source", "id")) {
                JsonNode was = first.events().get(i).path("attributes").path(name);
                JsonNode is = again.events().get(i).path("attributes").path(name);
                if (!was.equals(is)) {
                    return "the " + name + " of event " + i + " was " + was + " and is " + is + ".";
                }
            }
        }
        return null;
    }

    private static void recordsDiffer(Examination examination) {
        boolean isChecked = false;
        for (Fixture fixture : examination.fixtures()) {
            int documented = Reading.attributesOf(fixture.expected()).size();
            Reading reading = documented > 1 ? examination.againOrNull(fixture) : null;
            Map<String, JsonNode> known = new HashMap<>();
            for (JsonNode event : reading == null ? List.<JsonNode>of() : reading.events()) {
                JsonNode attributes = event.path("attributes");
                JsonNode other = known.put(attributes.path("source") + " " + attributes.path("id"), event);
                if (other != null && attributes.isObject() && !other.equals(event)) {
                    throw new Rule.Broken(
                            fixture.name() + ": two events that differ have the source " + attributes.path("source")
                                    + " and the id " + attributes.path("id") + ".",
                            "",
                            String.valueOf(reading));
                }
            }
            isChecked |= known.size() > 1;
        }
        if (!isChecked) {
            throw new Rule.NotChecked("No payload of this source has more than one event.");
        }
    }

    private static void localesMakeNoDifference(Examination examination) {
        List<@Nullable Reading> first = firstReadings(examination);
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            for (String[] other : new String[][] {
                {locale.toLanguageTag(), zone.getID()},
                {"tr-TR", "Asia/Kathmandu"},
                {"ar-EG-u-nu-arab", "America/St_Johns"},
                {"th-TH-u-ca-buddhist-nu-thai", "Pacific/Apia"}
            }) {
                Locale.setDefault(Locale.forLanguageTag(other[0]));
                TimeZone.setDefault(TimeZone.getTimeZone(other[1]));
                compare(examination, first, readAll(examination), "read again, with " + other[0] + " in " + other[1]);
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static void charsetsMakeNoDifference(Examination examination) {
        Subject there = examination.subject().inJvm(OTHER_JVM);
        if (there == null) {
            throw new Rule.NotChecked(
                    "Only an adapter that --from or --class names, or a test class that can be named, is read in another JVM, too.");
        }
        List<Fixture> fixtures = examination.fixtures();
        List<@Nullable Reading> others = new ArrayList<>();
        for (Fixture fixture : fixtures) {
            try {
                others.add(there.read(fixture.payload(), fixture.options()));
            } catch (UnsupportedOperationException e) {
                others.add(null);
            } catch (SubjectFailedException e) {
                throw new Rule.Untried("In a JVM of its own " + e.getMessage());
            }
        }
        compare(examination, firstReadings(examination), others, "read in a JVM with " + String.join(" ", OTHER_JVM));
    }

    private static List<@Nullable Reading> firstReadings(Examination examination) {
        List<@Nullable Reading> readings = new ArrayList<>();
        for (Fixture fixture : examination.fixtures()) {
            readings.add(examination.firstOrNull(fixture));
        }
        return readings;
    }

    private static List<@Nullable Reading> readAll(Examination examination) {
        List<@Nullable Reading> readings = new ArrayList<>();
        for (Fixture fixture : examination.fixtures()) {
            readings.add(examination.readOrNull(fixture, fixture.payload()));
        }
        return readings;
    }

    private static void compare(
            Examination examination, List<@Nullable Reading> usual, List<@Nullable Reading> others, String how) {
        boolean isChecked = false;
        for (int i = 0; i < usual.size(); i++) {
            Reading one = usual.get(i);
            Reading other = others.get(i);
            if (one != null && other != null) {
                List<Difference> differences = Difference.between(one.document(), other.document());
                if (!differences.isEmpty()) {
                    throw new Rule.Broken(
                            examination.fixtures().get(i).name() + ", " + how + ": " + Difference.sentence(differences),
                            one.toString(),
                            other.toString());
                }
                isChecked = true;
            }
        }
        if (!isChecked) {
            throw new Rule.NotChecked("No payload of this source could be read.");
        }
    }
}
