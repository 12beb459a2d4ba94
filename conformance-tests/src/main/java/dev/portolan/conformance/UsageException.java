package dev.portolan.conformance;

import org.jspecify.annotations.Nullable;

/** The tool was called in a way it does not know; the message is a sentence for whoever called it. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final String sentence;

    /** An adapter was to be set up as it cannot be. */
    static UsageException of(UnsupportedOperationException e) {
        return new UsageException("This cannot be set up: " + ended(e.getMessage()));
    }

    /** What somebody else said, with the full stop that it may have already. */
    static String ended(@Nullable Object said) {
        String text = String.valueOf(said).strip();
        return text.endsWith(".") ? text : text + ".";
    }

    UsageException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }
}
