package dev.portolan.conformance;

/**
 * One rule applied to one fixture or one source.
 *
 * @param on the fixture's or the source's name
 * @param claim what is shown if it holds: what the fixture proves, else the rule's own sentence
 */
record Trial(Rule rule, String on, String claim, Examination examination) {

    /** A sentence: {@code MUST MAP_01 aws/sqs/standard-message: A message …}. */
    String displayName() {
        return rule.strength() + " " + rule.id() + " " + on + ": " + claim;
    }

    Verdict run() {
        String exception = examination.fixtures().get(0).facts().exception(rule.id());
        if (exception != null) {
            return new Verdict.Skipped(exception);
        }
        try {
            rule.check().run(examination);
            return new Verdict.Passed();
        } catch (Rule.Broken e) {
            return new Verdict.Failed(
                    rule.strength() + " " + rule.id() + " is broken. " + rule.sentence() + "\n  " + e.how
                            + "\n  Look at: " + rule.lookAt() + "\n  See: " + rule.link(),
                    e.expected,
                    e.actual);
        } catch (Rule.NotChecked e) {
            return new Verdict.Skipped(e.reason);
        }
    }
}
