package dev.portolan.conformance;

/** The tool was called in a way it does not know; the message is a sentence for whoever called it. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final String sentence;

    UsageException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }
}
