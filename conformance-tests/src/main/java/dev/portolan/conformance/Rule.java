package dev.portolan.conformance;

import java.util.Optional;

/**
 * One thing the kit demands.
 *
 * @param <E> what it is demanded of: an {@link Examination} of an adapter, or a {@link Service}
 * @param id stable, for reports and links: {@code MAP_01}
 * @param strength whether breaking the rule fails the run
 * @param scope what one check of the rule is about
 * @param sentence what is demanded
 * @param link where it comes from
 * @param lookAt where to look in an implementation that breaks the rule
 */
record Rule<E>(String id, Strength strength, Scope scope, String sentence, String link, String lookAt, Check<E> check) {

    enum Strength {
        MUST,
        SHOULD
    }

    enum Scope {
        /** Each fixture is checked by itself. */
        FIXTURE,
        /** What is known of a source is checked together. */
        SOURCE
    }

    /** A rule about single readings, checked with every variant of the payloads of a source. */
    static Rule<Examination> judging(
            String id, Strength strength, String sentence, String link, String lookAt, Observation.Judge judge) {
        return new Rule<>(id, strength, Scope.SOURCE, sentence, link, lookAt, new Judging(judge));
    }

    /** The judge of a rule about single readings. */
    Optional<Observation.Judge> judge() {
        return check instanceof Judging judging ? Optional.of(judging.judge()) : Optional.empty();
    }

    /** The rules whose ids begin alike belong together: {@code CE} of {@code CE_03}. */
    String family() {
        return id.substring(0, id.indexOf('_'));
    }

    private record Judging(Observation.Judge judge) implements Check<Examination> {
        @Override
        public void run(Examination examination) {
            Observation.Finding finding = examination.finding(judge);
            if (finding != null) {
                throw new Broken(finding.how(), finding.expected(), finding.actual());
            }
        }
    }

    /** Checks a rule; returning means that it holds. */
    @FunctionalInterface
    interface Check<E> {

        /**
         * Checks the rule.
         *
         * @throws Broken if it does not hold
         * @throws NotChecked if that cannot be told
         * @throws Untried if it cannot be told because the subject failed
         */
        void run(E examined);
    }

    /** The rule does not hold. */
    static final class Broken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        final String how;
        final String expected;
        final String actual;

        Broken(String how, String expected, String actual) {
            super(how);
            this.how = how;
            this.expected = expected;
            this.actual = actual;
        }

        Broken(String how) {
            this(how, "", "");
        }
    }

    /** The rule cannot be tried, as the subject failed. */
    static final class Untried extends RuntimeException {

        private static final long serialVersionUID = 1L;

        final String reason;

        Untried(String reason) {
            super(reason);
            this.reason = reason;
        }
    }

    /** The rule cannot be checked here. */
    static final class NotChecked extends RuntimeException {

        private static final long serialVersionUID = 1L;

        final String reason;

        NotChecked(String reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
