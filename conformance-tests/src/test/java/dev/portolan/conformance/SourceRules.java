package dev.portolan.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.AssertionFailedError;

/**
 * The rules of the kit for an adapter of ours, one test for each source and each family of rules.
 *
 * <p>Only {@code .ci/mutation} runs it: for every change of the code Pitest selects the tests that run through it one by one,
 * and there are too many of {@link AdapterConformance}'s, which are the same trials.
 */
final class SourceRules {

    private static final String CLOUD = System.getProperty("mutation.cloud", "aws");
    private static final List<Fixture> FIXTURES = Fixtures.of(CLOUD);

    @TestFactory
    Stream<DynamicTest> rules() {
        Subject subject = Subject.of(options -> Clouds.adapter(CLOUD, options));
        Map<String, List<Trial>> tests = new LinkedHashMap<>();
        for (Trial trial : Suite.trials(subject, FIXTURES, Suite.RULES)) {
            tests.computeIfAbsent(trial.rule().family() + " " + trial.source(), name -> new ArrayList<>())
                    .add(trial);
        }
        return tests.entrySet().stream()
                .map(test -> DynamicTest.dynamicTest(test.getKey(), () -> run(test.getValue())));
    }

    private static void run(List<Trial> trials) {
        for (Trial trial : trials) {
            if (trial.rule().strength() == Rule.Strength.MUST && trial.run() instanceof Verdict.Failed failed) {
                throw new AssertionFailedError(trial.message(failed), failed.expected(), failed.actual());
            }
        }
    }
}
