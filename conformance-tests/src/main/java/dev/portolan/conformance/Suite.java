package dev.portolan.conformance;

import dev.portolan.conformance.Observation.Judge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All rules for adapters, applied to one subject. */
final class Suite {

    static final List<Rule<Examination>> RULES = Stream.of(
                    MappingRules.ALL, EnvelopeRules.ALL, DataRules.ALL, IdentityRules.ALL, InputRules.ALL)
            .flatMap(List::stream)
            .toList();

    private Suite() {}

    /** The trials of these rules, source by source. */
    static List<Trial> trials(Subject subject, List<Fixture> fixtures, List<Rule<Examination>> rules) {
        List<Judge> judges =
                rules.stream().flatMap(rule -> rule.judge().stream()).toList();
        Map<Fixture, Reading> first = new HashMap<>();
        Map<String, List<Fixture>> sources = new LinkedHashMap<>();
        for (Fixture fixture : fixtures) {
            sources.computeIfAbsent(fixture.source(), source -> new ArrayList<>())
                    .add(fixture);
        }
        List<Trial> trials = new ArrayList<>();
        sources.forEach((source, members) -> {
            Facts facts = members.get(0).facts();
            Examination together = new Examination(subject, members, judges, first);
            for (Rule<Examination> rule : rules) {
                String exception = facts.exception(rule.id());
                if (rule.scope() == Rule.Scope.FIXTURE) {
                    for (Fixture fixture : members) {
                        Examination alone = new Examination(subject, List.of(fixture), judges, first);
                        trials.add(trial(rule, source, fixture.name(), fixture.proves(), exception, alone));
                    }
                } else {
                    trials.add(trial(rule, source, source, rule.sentence(), exception, together));
                }
            }
        });
        return trials;
    }

    private static Trial trial(
            Rule<Examination> rule,
            String source,
            String on,
            String claim,
            @Nullable String exception,
            Examination examination) {
        return new Trial(rule, source, on, claim, exception, () -> examination.check(rule));
    }
}
