package dev.portolan.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What became of the trials of one run. */
record Report(String subject, List<Result> results) {

    /** What is said of a run that checked nothing. */
    static final String EMPTY = "This is a failure: no rule could be checked, so nothing is known of the subject.";

    /** One trial that was run. */
    record Result(Trial trial, Verdict verdict, long nanos) {

        static Result of(Trial trial) {
            long start = System.nanoTime();
            Verdict verdict;
            try {
                verdict = trial.run();
            } catch (RuntimeException | Error e) {
                verdict = new Verdict.Failed(
                        "This is a bug in the kit and says nothing of the subject: the check ended with "
                                + UsageException.ended(e),
                        "",
                        "");
            }
            return new Result(trial, verdict, System.nanoTime() - start);
        }

        boolean isPassed() {
            return verdict instanceof Verdict.Passed;
        }

        boolean isSkipped() {
            return verdict instanceof Verdict.Skipped;
        }

        /** Whether a rule could not be tried, as the subject failed. */
        boolean isUntried() {
            return verdict instanceof Verdict.Untried;
        }

        /** Whether a rule is broken that must hold. */
        boolean isFailed() {
            return verdict instanceof Verdict.Failed && trial.rule().strength() == Rule.Strength.MUST;
        }

        /** Whether a rule is broken that only should hold. */
        boolean isWarned() {
            return verdict instanceof Verdict.Failed && trial.rule().strength() == Rule.Strength.SHOULD;
        }

        double seconds() {
            return nanos / 1e9;
        }
    }

    /** How many results there are of each kind. */
    record Count(long passed, long failed, long untried, long warned, long skipped) {

        static Count of(List<Result> results) {
            return new Count(
                    count(results, Result::isPassed),
                    count(results, Result::isFailed),
                    count(results, Result::isUntried),
                    count(results, Result::isWarned),
                    count(results, Result::isSkipped));
        }

        private static long count(List<Result> results, Predicate<Result> kind) {
            return results.stream().filter(kind).count();
        }

        /** Whether a rule is broken that must hold, or could not be tried. */
        boolean isBad() {
            return failed + untried > 0;
        }

        /** For a cell of a table: {@code 12 ✗1 ?1 !1 –3}; nothing of nothing. */
        @Override
        public String toString() {
            List<String> parts = new ArrayList<>();
            add(parts, "", passed);
            add(parts, "✗", failed);
            add(parts, "?", untried);
            add(parts, "!", warned);
            add(parts, "–", skipped);
            return String.join(" ", parts);
        }

        private static void add(List<String> parts, String sign, long number) {
            if (number > 0) {
                parts.add(sign + number);
            }
        }
    }

    Count count() {
        return Count.of(results);
    }

    Count count(Predicate<Trial> which) {
        return Count.of(
                results.stream().filter(result -> which.test(result.trial())).toList());
    }

    double seconds() {
        return results.stream().mapToDouble(Result::seconds).sum();
    }

    /** A sentence: {@code 1539 of 1706 checks passed, 0 failed, 167 skipped.} */
    String summary() {
        Count count = count();
        return count.passed() + " of " + results.size() + " checks passed, " + count.failed() + " failed, "
                + (count.untried() == 0 ? "" : count.untried() + " could not be tried, ")
                + (count.warned() == 0 ? "" : count.warned() + " not as they should be, ") + count.skipped()
                + " skipped." + (isEmpty() ? " " + EMPTY : "");
    }

    /** Whether nothing is known of the subject, as everything was skipped. */
    boolean isEmpty() {
        return results.stream().allMatch(Result::isSkipped);
    }

    /** Whether every rule that must hold was kept, and there was one that could be checked. */
    boolean isGood() {
        return !count().isBad() && !isEmpty();
    }

    List<Result> broken() {
        return results.stream()
                .filter(result -> result.verdict() instanceof Verdict.Failed)
                .toList();
    }

    Set<String> sources() {
        Set<String> sources = new LinkedHashSet<>();
        results.forEach(result -> sources.add(result.trial().source()));
        return sources;
    }

    /** The rules that were asked about, by their ids. */
    Map<String, Rule<?>> rules() {
        Map<String, Rule<?>> rules = new LinkedHashMap<>();
        results.forEach(
                result -> rules.put(result.trial().rule().id(), result.trial().rule()));
        return rules;
    }

    /** The reasons why trials were skipped, and where. */
    Map<String, List<Result>> skipped() {
        return reasons(verdict -> verdict instanceof Verdict.Skipped skipped ? skipped.reason() : null);
    }

    /** How the subject failed, and what could not be tried therefore. */
    Map<String, List<Result>> untried() {
        return reasons(verdict -> verdict instanceof Verdict.Untried untried ? untried.reason() : null);
    }

    private Map<String, List<Result>> reasons(Function<Verdict, @Nullable String> reasonOf) {
        Map<String, List<Result>> reasons = new LinkedHashMap<>();
        for (Result result : results) {
            String reason = reasonOf.apply(result.verdict());
            if (reason != null) {
                reasons.computeIfAbsent(reason, any -> new ArrayList<>()).add(result);
            }
        }
        return reasons;
    }
}
