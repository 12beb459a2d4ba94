package dev.portolan.conformance;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Trials as JUnit's tests; the tool runs without JUnit. */
final class Trials {

    private Trials() {}

    static Stream<DynamicTest> asTests(List<Trial> trials) {
        return trials.stream().map(trial -> DynamicTest.dynamicTest(trial.displayName(), () -> run(trial)));
    }

    private static void run(Trial trial) {
        Verdict verdict = trial.run();
        if (verdict instanceof Verdict.Failed failed) {
            if (trial.rule().strength() == Rule.Strength.SHOULD) {
                throw new TestAbortedException(trial.message(failed));
            }
            throw new AssertionFailedError(trial.message(failed), failed.expected(), failed.actual());
        }
        if (verdict instanceof Verdict.Skipped skipped) {
            throw new TestAbortedException(skipped.reason());
        }
    }
}
