package dev.portolan.conformance;

import dev.portolan.Adapter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Checks an adapter against every rule: extend it and say which adapter.
 *
 * <pre>{@code
 * final class MyAdapterTest extends AdapterConformance {
 *     MyAdapterTest() {
 *         super("aws/sqs");
 *     }
 *
 *     @Override
 *     protected Adapter<?> adapter(Options options) {
 *         return new MyAdapter();
 *     }
 * }
 * }</pre>
 */
public abstract class AdapterConformance {

    private final List<Fixture> fixtures;

    /** @param folder the fixtures to use: those of a provider ({@code aws}) or of one source ({@code aws/sqs}) */
    protected AdapterConformance(String folder) {
        this(Fixtures.of(folder));
    }

    /** @param fixtures the fixtures to use */
    protected AdapterConformance(List<Fixture> fixtures) {
        this.fixtures = List.copyOf(fixtures);
    }

    /**
     * The adapter under test.
     *
     * @param options how it must be set up
     * @throws UnsupportedOperationException if it cannot be set up so; what needs it is skipped, with this reason
     */
    protected abstract Adapter<?> adapter(Options options);

    @TestFactory
    final Stream<DynamicTest> conformance() {
        return Suite.trials(Subject.of(this::adapter), fixtures).stream()
                .map(trial -> DynamicTest.dynamicTest(trial.displayName(), () -> report(trial)));
    }

    private static void report(Trial trial) {
        Verdict verdict = trial.run();
        if (verdict instanceof Verdict.Failed failed) {
            if (trial.rule().strength() == Rule.Strength.SHOULD) {
                throw new TestAbortedException(failed.message());
            }
            throw new AssertionFailedError(failed.message(), failed.expected(), failed.actual());
        }
        if (verdict instanceof Verdict.Skipped skipped) {
            throw new TestAbortedException(skipped.reason());
        }
    }
}
