package dev.portolan.conformance;

/** A subject in another process gave no answer that can be judged; the message says why, in a sentence. */
final class SubjectFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whether the subject said so itself, and can be asked again. */
    final boolean isAnswer;

    SubjectFailedException(String sentence) {
        this(sentence, false);
    }

    SubjectFailedException(String sentence, boolean isAnswer) {
        super(sentence);
        this.isAnswer = isAnswer;
    }

    /** What a subject did that threw, for a message. */
    static String describe(Throwable thrown) {
        return thrown instanceof SubjectFailedException
                ? String.valueOf(thrown.getMessage())
                : "it threw " + thrown.getClass().getName() + ".";
    }
}
