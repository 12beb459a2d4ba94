package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Adapter;
import dev.portolan.EventHandler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What JUnit is told of a subject that does nothing. */
final class TrialsTest {

    @Test
    void an_adapter_that_cannot_be_set_up_at_all_fails_the_last_test() {
        List<DynamicTest> tests = Trials.asTests(
                        new Named("aws/sqs").trials(new UnsupportedOperationException("later")))
                .toList();
        for (DynamicTest test : tests.subList(0, tests.size() - 1)) {
            assertThrows(TestAbortedException.class, test.getExecutable(), test.getDisplayName());
        }
        Throwable failure = assertThrows(
                AssertionFailedError.class, tests.get(tests.size() - 1).getExecutable());
        assertEquals(Report.EMPTY, failure.getMessage());
    }

    @Test
    void an_adapter_that_throws_fails_every_test_that_needs_its_events() {
        List<String> passed = new ArrayList<>();
        List<DynamicTest> tests = Trials.asTests(new Named("aws/sqs").trials(new IllegalStateException()))
                .toList();
        for (DynamicTest test : tests.subList(0, tests.size() - 1)) {
            try {
                test.getExecutable().execute();
                passed.add(test.getDisplayName());
            } catch (Throwable e) {
                assertTrue(
                        String.valueOf(e.getMessage()).contains("it threw java.lang.IllegalStateException."),
                        e.getMessage());
                assertEquals(AssertionFailedError.class, e.getClass());
            }
        }
        assertEquals(List.of(), passed);
        assertDoesNotThrow(tests.get(tests.size() - 1).getExecutable());
    }

    /** Tests of an adapter that is made, or not. */
    private static final class Named extends AdapterConformance {

        private RuntimeException thrown = new IllegalStateException();

        Named(String folder) {
            super(folder);
        }

        List<Trial> trials(RuntimeException what) {
            thrown = what;
            return Suite.trials(subject(List.of()), fixtures(), Suite.RULES);
        }

        @Override
        protected Adapter<?> adapter(Options options) {
            throw thrown;
        }
    }

    @Test
    void a_source_that_there_is_not_is_told_at_once() {
        assertEquals(
                "the kit has no fixtures of aws:sqs. Did you mean aws/sqs?",
                assertThrows(IllegalArgumentException.class, () -> new Named("aws:sqs"))
                        .getMessage());
        assertEquals(
                "the kit has no batches of sqs-fifo. Did you mean aws/sqs-fifo?",
                assertThrows(IllegalArgumentException.class, () -> new Entries("sqs-fifo"))
                        .getMessage());
    }

    private static final class Entries extends HandlerConformance {

        Entries(String source) {
            super(source);
        }

        @Override
        protected Entry<?> entry(EventHandler handler) {
            throw new UnsupportedOperationException();
        }
    }
}
