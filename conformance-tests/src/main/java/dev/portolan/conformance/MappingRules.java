package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A payload becomes the events that the mapping documents. */
final class MappingRules {

    static final List<Rule<Examination>> ALL = List.of(new Rule<>(
            "MAP_01",
            Rule.Strength.MUST,
            Rule.Scope.FIXTURE,
            "A documented payload is read as exactly the documented events.",
            "docs/mapping.md",
            "the source's row: the attribute or component named above, and the payload field it is read from.",
            MappingRules::documentedEvents));

    private MappingRules() {}

    private static void documentedEvents(Examination examination) {
        for (Fixture fixture : examination.fixtures()) {
            Reading reading = examination.read(fixture);
            Reading expected = told(fixture.expected(), reading);
            Reading actual = comparable(reading, expected);
            List<Difference> differences = Difference.between(expected.document(), actual.document());
            if (!differences.isEmpty()) {
                throw new Rule.Broken(
                        fixture.name() + ": " + Difference.sentence(differences),
                        expected.toString(),
                        Difference.inOrderOf(expected.document(), actual.document())
                                .toPrettyString());
            }
        }
    }

    /** What is expected without what the subject never tells: the source it recognised, and typed data. */
    private static Reading told(Reading expected, Reading actual) {
        ObjectNode document = expected.document().deepCopy();
        if (actual.kind() == null && actual.document().path("events").isArray()) {
            document.remove("kind");
        }
        if (actual.events().stream().noneMatch(event -> event.has("typed"))) {
            document.path("events").forEach(event -> ((ObjectNode) event).remove("typed"));
        }
        return Reading.of(document);
    }

    /** The reading without what the fixture leaves open: the words of errors, and paths and typed data it does not give. */
    private static Reading comparable(Reading reading, Reading expected) {
        ObjectNode document = reading.document().deepCopy();
        document.remove(Reading.SHOWN);
        for (JsonNode error : document.findValues("error")) {
            ((ObjectNode) error).remove("message");
        }
        leaveOpen(document, expected.document());
        for (int i = 0; i < expected.events().size(); i++) {
            if (document.path("events").path(i) instanceof ObjectNode event) {
                leaveOpen(event, expected.events().get(i));
            }
        }
        return Reading.of(document);
    }

    private static void leaveOpen(ObjectNode actual, JsonNode expected) {
        if (!expected.has("typed")) {
            actual.remove("typed");
        }
        if (!expected.path("error").has("path") && actual.path("error") instanceof ObjectNode error) {
            error.remove("path");
        }
    }
}
