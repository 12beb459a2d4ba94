package dev.portolan.conformance;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Trials as JUnit's tests; the tool runs without JUnit. */
final class Trials {

    private Trials() {}

    static Stream<DynamicTest> asTests(List<Trial> trials) {
        AtomicInteger skipped = new AtomicInteger();
        Stream<DynamicTest> all =
                trials.stream().map(trial -> DynamicTest.dynamicTest(trial.displayName(), () -> run(trial, skipped)));
        DynamicTest last = DynamicTest.dynamicTest("A rule is checked", () -> {
            if (skipped.get() == trials.size()) {
                throw new AssertionFailedError(Report.EMPTY);
            }
        });
        return Stream.concat(all, Stream.of(last));
    }

    private static void run(Trial trial, AtomicInteger count) {
        Verdict verdict = trial.run();
        if (verdict instanceof Verdict.Skipped skipped) {
            count.incrementAndGet();
            throw new TestAbortedException(skipped.reason());
        }
        if (verdict instanceof Verdict.Untried untried) {
            throw new AssertionFailedError(trial.message(untried));
        }
        if (verdict instanceof Verdict.Failed failed) {
            if (trial.rule().strength() == Rule.Strength.SHOULD) {
                throw new TestAbortedException(trial.message(failed));
            }
            throw new AssertionFailedError(trial.message(failed), failed.expected(), failed.actual());
        }
    }
}
