package dev.portolan.conformance;

/** The tool was called in a way it does not know; the message is a sentence for whoever called it. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final String sentence;

    /** An adapter was to be set up as it cannot be. */
    static UsageException of(UnsupportedOperationException e) {
        return new UsageException("This cannot be set up: " + e.getMessage() + ".");
    }

    UsageException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }
}
