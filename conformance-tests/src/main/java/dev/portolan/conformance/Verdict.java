package dev.portolan.conformance;

/** What became of one trial. */
sealed interface Verdict {

    /** The rule holds. */
    record Passed() implements Verdict {}

    /**
     * The rule is broken.
     *
     * @param how where and by what, a sentence
     * @param expected a document, or empty where the rule demands no certain one
     */
    record Failed(String how, String expected, String actual) implements Verdict {}

    /**
     * Nobody can tell, as the subject failed.
     *
     * @param reason with what payload, and how, a sentence
     */
    record Untried(String reason) implements Verdict {}

    /** Nobody can tell. */
    record Skipped(String reason) implements Verdict {}
}
