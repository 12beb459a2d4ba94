package dev.portolan.conformance;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One rule applied to one fixture or one source.
 *
 * @param source the source's name
 * @param on the fixture's or the source's name
 * @param claim what is shown if it holds: what the fixture proves, else the rule's own sentence
 * @param exception why the rule does not hold for this source; null if it holds
 */
record Trial(
        Rule<?> rule,
        String source,
        String on,
        String claim,
        @Nullable String exception,
        Runnable check) {

    static <E> Trial of(
            Rule<E> rule, String source, String on, String claim, @Nullable String exception, Supplier<E> examined) {
        return new Trial(rule, source, on, claim, exception, () -> rule.check().run(examined.get()));
    }

    /** A sentence: {@code MUST MAP_01 aws/sqs/standard-message: A message …}. */
    String displayName() {
        return rule.strength() + " " + rule.id() + " " + on + ": " + claim;
    }

    Verdict run() {
        if (exception != null) {
            return new Verdict.Skipped(exception);
        }
        try {
            check.run();
            return new Verdict.Passed();
        } catch (Rule.Broken e) {
            return new Verdict.Failed(e.how, e.expected, e.actual);
        } catch (Rule.NotChecked e) {
            return new Verdict.Skipped(e.reason);
        } catch (Rule.Untried e) {
            return new Verdict.Untried(e.reason);
        }
    }

    /** A failure of the subject for whoever has to find its cause. */
    String message(Verdict.Untried untried) {
        return rule.strength() + " " + rule.id() + " could not be tried, as the subject failed.\n  " + untried.reason();
    }

    /** A failure for whoever has to find its cause: what is demanded, how it is broken, where to look. */
    String message(Verdict.Failed failed) {
        return rule.strength() + " " + rule.id() + " is broken. " + rule.sentence() + "\n  " + failed.how()
                + "\n  Look at: " + rule.lookAt() + "\n  See: " + rule.link();
    }
}
