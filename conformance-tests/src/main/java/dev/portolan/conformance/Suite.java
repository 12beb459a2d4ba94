package dev.portolan.conformance;

import dev.portolan.conformance.Observation.Judge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All rules applied to one subject. */
final class Suite {

    static final List<Rule> RULES = Stream.of(MappingRules.ALL, EnvelopeRules.ALL, InputRules.ALL)
            .flatMap(List::stream)
            .toList();

    private static final List<Judge> JUDGES =
            RULES.stream().flatMap(rule -> rule.judge().stream()).toList();

    private Suite() {}

    /** The trials, source by source and in the order of the rules. */
    static List<Trial> trials(Subject subject, List<Fixture> fixtures) {
        Map<String, List<Fixture>> sources = new LinkedHashMap<>();
        for (Fixture fixture : fixtures) {
            sources.computeIfAbsent(fixture.source(), source -> new ArrayList<>())
                    .add(fixture);
        }
        List<Trial> trials = new ArrayList<>();
        sources.forEach((source, members) -> {
            Examination together = new Examination(subject, members, JUDGES);
            for (Rule rule : RULES) {
                if (rule.scope() == Rule.Scope.FIXTURE) {
                    for (Fixture fixture : members) {
                        Examination alone = new Examination(subject, List.of(fixture), JUDGES);
                        trials.add(new Trial(rule, fixture.name(), fixture.proves(), alone));
                    }
                } else {
                    trials.add(new Trial(rule, source, rule.sentence(), together));
                }
            }
        });
        return trials;
    }
}
