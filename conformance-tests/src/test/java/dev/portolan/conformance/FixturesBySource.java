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
 * That every fixture of a cloud gives the documented events, one test for each source.
 *
 * <p>Only {@code .ci/mutation} runs it: for every change of the code, Pitest runs each test that reaches the change by itself,
 * and the thousands of {@link AdapterConformance}, which have the same trials and more, would take days.
 */
final class FixturesBySource {

    private static final String CLOUD = System.getProperty("mutation.cloud", "aws");
    private static final List<Fixture> FIXTURES = Fixtures.of(CLOUD);

    @TestFactory
    Stream<DynamicTest> sources() {
        Subject subject = Subject.of(options -> Clouds.adapter(CLOUD, options));
        Map<String, List<Trial>> sources = new LinkedHashMap<>();
        for (Trial trial : Suite.trials(subject, FIXTURES, MappingRules.ALL)) {
            sources.computeIfAbsent(trial.source(), source -> new ArrayList<>()).add(trial);
        }
        return sources.entrySet().stream()
                .map(source -> DynamicTest.dynamicTest(source.getKey(), () -> run(source.getValue())));
    }

    private static void run(List<Trial> trials) {
        for (Trial trial : trials) {
            if (trial.run() instanceof Verdict.Failed failed) {
                throw new AssertionFailedError(trial.message(failed), failed.expected(), failed.actual());
            }
        }
    }
}
