package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portolan.conformance.Observation.Judge;
import dev.portolan.conformance.Rule.Strength;
import dev.portolan.conformance.Variant.Change;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What odd and broken payloads are read as. */
final class InputRules {

    private static final String DOCUMENT = "docs/conformance.md";

    static final List<Rule<Examination>> ALL = List.of(
            Rule.judging(
                    "STR_01",
                    Strength.MUST,
                    "Whatever the bytes are, they give events or one of the two typed errors.",
                    DOCUMENT,
                    "the accessors of the field named above: each must expect any JSON type.",
                    observation -> observation.thrown() == null
                            ? Judge.FINE
                            : SubjectFailedException.describe(observation.thrown())),
            Rule.judging(
                    "STR_02",
                    Strength.MUST,
                    "A document that is cut short is malformed.",
                    DOCUMENT,
                    "whether the reader looks at the end of the document before it hands out events.",
                    observation -> mustBeMalformed(observation, Change.TRUNCATED)),
            Rule.judging(
                    "STR_03",
                    Strength.MUST,
                    "A document that is followed by anything but blanks is malformed.",
                    DOCUMENT,
                    "whether the reader looks at what follows the document.",
                    observation -> mustBeMalformed(observation, Change.TRAILED)),
            Rule.judging(
                    "STR_04",
                    Strength.MUST,
                    "A document that is not UTF-8 is malformed.",
                    DOCUMENT,
                    "whether bytes are decoded strictly, in names and in values that are only handed on, too.",
                    observation -> mustBeMalformed(observation, Change.NOT_UTF_8)),
            Rule.judging(
                    "STR_05",
                    Strength.MUST,
                    "What is no payload of any source is refused.",
                    DOCUMENT,
                    "what recognition does when nothing fits; and how deep the reader goes before it refuses.",
                    InputRules::refusesGarbage),
            new Rule<>(
                    "STR_06",
                    Strength.MUST,
                    Rule.Scope.SOURCE,
                    "A record with a member twice that it needs once is malformed.",
                    DOCUMENT,
                    "whether the reader takes the first or the last of two members of one name.",
                    InputRules::refusesRepeatedMembers),
            Rule.judging(
                    "TOL_01",
                    Strength.MUST,
                    "A member that nobody knows breaks nothing.",
                    DOCUMENT,
                    "whether recognition or the row goes through members it does not know.",
                    InputRules::toleratesUnknownMembers),
            Rule.judging(
                    "ISO_01",
                    Strength.MUST,
                    "What is wrong in one record changes nothing in what the others are read as.",
                    DOCUMENT,
                    "whether a record's failure, or state kept from one record to the next, reaches its neighbours.",
                    InputRules::leavesNeighboursAlone),
            Rule.judging(
                    "MSG_01",
                    Strength.MUST,
                    "No message and no description repeats what a payload holds.",
                    DOCUMENT,
                    "the texts of exceptions, and toString of whatever holds payload content.",
                    observation -> observation.shown().stream().anyMatch(text -> text.contains(Variant.CANARY))
                            ? "a message repeats the payload: " + observation.shown() + "."
                            : Judge.FINE));

    private InputRules() {}

    private static @Nullable String mustBeMalformed(Observation observation, Change family) {
        Reading reading = observation.reading();
        if (observation.variant().family() != family || reading == null) {
            return null;
        }
        String kind = reading.refusal().path("kind").asText("no error");
        return kind.equals("malformed") ? Judge.FINE : "should be malformed, and gave " + kind + ".";
    }

    private static @Nullable String refusesGarbage(Observation observation) {
        Reading reading = observation.reading();
        Options options = observation.fixture().options();
        // Where the context alone tells what a payload is, any document is one.
        boolean acceptsAnything =
                options.accept().contains("invoke") || !options.context().isEmpty();
        if (observation.variant().family() != Change.GARBAGE || acceptsAnything || reading == null) {
            return null;
        }
        return reading.isRefusal() ? Judge.FINE : "was read as events.";
    }

    private static void refusesRepeatedMembers(Examination examination) {
        boolean isChecked = false;
        for (Fixture fixture : examination.fixtures()) {
            Anatomy anatomy = Anatomy.of(fixture);
            // A nested document that cannot be read is data, which may have what members it likes.
            boolean isOpened = !fixture.options().open().isEmpty();
            for (Provenance.Field field : isOpened ? List.<Provenance.Field>of() : examination.provenance(fixture)) {
                if (field.isRequired() && field.part().kind() != Anatomy.Kind.HEADER) {
                    Reading reading = examination.read(fixture, anatomy.repeated(field.part()));
                    if (!reading.isRefusal() && failures(reading) == failures(examination.read(fixture))) {
                        throw new Rule.Broken(
                                fixture.name() + ", " + field.part().path() + " twice: was read as events.",
                                "",
                                reading.toString());
                    }
                    isChecked = true;
                }
            }
        }
        if (!isChecked) {
            throw new Rule.NotChecked("No payload of this source has a member that it needs.");
        }
    }

    private static long failures(Reading reading) {
        return reading.events().stream().filter(event -> event.has("error")).count();
    }

    private static @Nullable String toleratesUnknownMembers(Observation observation) {
        Reading reading = observation.reading();
        if (observation.variant().family() != Change.UNKNOWN_MEMBER || reading == null) {
            return null;
        }
        if (reading.isRefusal() != observation.original().isRefusal()) {
            return "was refused.";
        }
        List<JsonNode> before = observation.original().events();
        List<JsonNode> after = reading.events();
        if (before.size() != after.size()) {
            return "gave " + after.size() + " events instead of " + before.size() + ".";
        }
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i).has("error") != after.get(i).has("error")) {
                return "record " + i + " failed.";
            }
            for (String name : List.of("source", "type", "time")) {
                JsonNode was = before.get(i).path("attributes").path(name);
                JsonNode is = after.get(i).path("attributes").path(name);
                if (!was.equals(is)) {
                    return name + " of event " + i + " was " + was + " and is " + is + ".";
                }
            }
        }
        return Judge.FINE;
    }

    private static @Nullable String leavesNeighboursAlone(Observation observation) {
        Reading reading = observation.reading();
        if (observation.variant().part() == null || reading == null || reading.isRefusal()) {
            return null;
        }
        List<JsonNode> before = observation.original().bareEvents();
        List<JsonNode> after = reading.bareEvents();
        if (before.size() < 2
                || before.size() != after.size()
                || !observation.variant().part().path().contains("[")) {
            return null;
        }
        List<Integer> changed = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).equals(after.get(i))) {
                changed.add(i);
            }
        }
        return changed.size() < 2 ? Judge.FINE : "events " + changed + " are read otherwise.";
    }
}
