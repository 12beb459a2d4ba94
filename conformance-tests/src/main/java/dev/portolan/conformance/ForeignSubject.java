package dev.portolan.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A subject that may fail to answer, and is not asked any more once it has given no answer several times in a row. */
final class ForeignSubject implements Subject {

    private static final int MOST_FAILURES = 5;

    private final Subject subject;
    private int failures;
    private String last = "";

    ForeignSubject(Subject subject) {
        this.subject = subject;
    }

    @Override
    public synchronized Reading read(byte[] payload, Options options) {
        if (failures >= MOST_FAILURES) {
            throw new SubjectFailedException("the subject is not asked any more, as it failed " + MOST_FAILURES
                    + " times in a row; at last " + last);
        }
        try {
            Reading reading = subject.read(payload, options);
            failures = 0;
            return reading;
        } catch (SubjectFailedException e) {
            failures = e.isAnswer ? 0 : failures + 1;
            last = String.valueOf(e.getMessage());
            throw e;
        } catch (UnsupportedOperationException e) {
            failures = 0;
            throw e;
        }
    }

    @Override
    public @Nullable Subject inJvm(List<String> jvmOptions) {
        return subject.inJvm(jvmOptions);
    }

    @Override
    public void close() {
        subject.close();
    }
}
