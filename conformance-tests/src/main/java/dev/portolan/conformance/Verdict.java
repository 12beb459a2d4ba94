package dev.portolan.conformance;

/** What became of one trial. */
sealed interface Verdict {

    /** The rule holds. */
    record Passed() implements Verdict {}

    /** The rule is broken. */
    record Failed(String message, String expected, String actual) implements Verdict {}

    /** Nobody can tell. */
    record Skipped(String reason) implements Verdict {}
}
