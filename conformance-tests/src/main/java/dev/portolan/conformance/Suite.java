package dev.portolan.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All rules applied to one subject. */
final class Suite {

    static final List<Rule> RULES = MappingRules.ALL;

    private Suite() {}

    /** The trials, source by source and in the order of the rules. */
    static List<Trial> trials(Subject subject, List<Fixture> fixtures) {
        Map<String, List<Fixture>> sources = new LinkedHashMap<>();
        for (Fixture fixture : fixtures) {
            sources.computeIfAbsent(fixture.source(), source -> new ArrayList<>())
                    .add(fixture);
        }
        List<Trial> trials = new ArrayList<>();
        sources.forEach((source, members) -> RULES.forEach(rule -> {
            if (rule.scope() == Rule.Scope.SOURCE) {
                trials.add(new Trial(rule, source, rule.sentence(), new Examination(subject, members)));
            } else {
                members.forEach(fixture -> trials.add(
                        new Trial(rule, fixture.name(), fixture.proves(), new Examination(subject, List.of(fixture)))));
            }
        }));
        return trials;
    }
}
