package dev.portolan.conformance;

import java.util.function.Supplier;

/** With a subject that does not answer: without an end to it a check would wait for each of thousands of payloads. */
final class Patience {

    private static final int MOST_FAILURES = 5;

    private final String who;
    private int failures;
    private String last = "";

    Patience(String who) {
        this.who = who;
    }

    /**
     * What the subject answers.
     *
     * @throws SubjectFailedException if it gives no answer, or has not for too often
     */
    <T> T ask(Supplier<T> question) {
        if (failures >= MOST_FAILURES) {
            throw new SubjectFailedException(
                    who + " is not asked any more, " + MOST_FAILURES + " times in a row " + last);
        }
        try {
            T answer = question.get();
            failures = 0;
            return answer;
        } catch (SubjectFailedException e) {
            failures++;
            last = String.valueOf(e.getMessage());
            throw e;
        }
    }
}
