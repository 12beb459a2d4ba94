package dev.portolan.conformance;

import dev.portolan.Adapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

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
        this(there(folder));
    }

    private static List<Fixture> there(String folder) {
        List<Fixture> fixtures = Fixtures.of(folder);
        if (fixtures.isEmpty()) {
            Set<String> names = new TreeSet<>();
            Fixtures.all().forEach(fixture -> names.add(fixture.source()));
            throw new IllegalArgumentException(
                    "the kit has no fixtures of " + folder + "." + Arguments.meant(folder, names));
        }
        return fixtures;
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
        return Trials.asTests(Suite.trials(subject(List.of()), fixtures, Suite.RULES));
    }

    /** @param arguments what else makes this class be found in another JVM */
    final Subject subject(List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("--class", getClass().getName()));
        all.addAll(arguments);
        return new AdapterSubject(this::adapter, canBeMadeAgain() ? all : List.of());
    }

    private boolean canBeMadeAgain() {
        return getClass().getCanonicalName() != null
                && Stream.of(getClass().getDeclaredConstructors())
                        .anyMatch(constructor -> constructor.getParameterCount() == 0);
    }

    final List<Fixture> fixtures() {
        return fixtures;
    }
}
