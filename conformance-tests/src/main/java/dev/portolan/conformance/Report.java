package dev.portolan.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What became of the trials of one run. */
record Report(String subject, List<Result> results) {

    /** One trial that was run. */
    record Result(Trial trial, Verdict verdict, long nanos) {

        static Result of(Trial trial) {
            long start = System.nanoTime();
            Verdict verdict;
            try {
                verdict = trial.run();
            } catch (RuntimeException | Error e) {
                verdict = new Verdict.Failed("The check itself ended with " + e + ".", "", "");
            }
            return new Result(trial, verdict, System.nanoTime() - start);
        }

        boolean isPassed() {
            return verdict instanceof Verdict.Passed;
        }

        boolean isSkipped() {
            return verdict instanceof Verdict.Skipped;
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
    record Count(long passed, long failed, long warned, long skipped) {

        static Count of(List<Result> results) {
            return new Count(
                    count(results, Result::isPassed),
                    count(results, Result::isFailed),
                    count(results, Result::isWarned),
                    count(results, Result::isSkipped));
        }

        private static long count(List<Result> results, Predicate<Result> kind) {
            return results.stream().filter(kind).count();
        }

        /** For a cell of a table: {@code 12 ✗1 !1 –3}; nothing of nothing. */
        @Override
        public String toString() {
            List<String> parts = new ArrayList<>();
            add(parts, "", passed);
            add(parts, "✗", failed);
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

    /** Whether no rule is broken that must hold, and something was checked. */
    boolean isGood() {
        Count count = count();
        return count.failed() == 0 && count.passed() + count.warned() > 0;
    }

    /** A sentence: {@code 1539 of 1706 checks passed, 0 failed, 167 skipped.} */
    String summary() {
        Count count = count();
        return count.passed() + " of " + results.size() + " checks passed, " + count.failed() + " failed, "
                + (count.warned() == 0 ? "" : count.warned() + " not as they should be, ") + count.skipped()
                + " skipped."
                + (isGood() || count.failed() > 0 ? "" : " Nothing could be checked.");
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
        Map<String, List<Result>> reasons = new LinkedHashMap<>();
        for (Result result : results) {
            if (result.verdict() instanceof Verdict.Skipped skipped) {
                reasons.computeIfAbsent(skipped.reason(), reason -> new ArrayList<>())
                        .add(result);
            }
        }
        return reasons;
    }
}
