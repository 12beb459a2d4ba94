package dev.portolan.conformance;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How long a class of the user's may take for one answer. One that hangs is left behind, on a thread that holds up nothing. */
final class Limit implements AutoCloseable {

    private final Duration timeout;
    private ExecutorService thread = newThread();

    Limit(Duration timeout) {
        this.timeout = timeout;
    }

    private static ExecutorService newThread() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "conformance-class");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Makes something of a class of the user's, whose constructor may hang, too.
     *
     * @throws SubjectFailedException if it is not there in time
     */
    <T> T make(Supplier<T> maker) {
        try (Limit one = new Limit(timeout)) {
            return one.call(one.thread, maker::get);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The subject with this limit. */
    Subject subject(Subject subject) {
        return new Subject() {

            @Override
            public synchronized Reading read(byte[] payload, Options options) {
                try {
                    return call(thread, () -> subject.read(payload, options));
                } catch (SubjectFailedException e) {
                    thread.shutdownNow();
                    thread = newThread();
                    throw e;
                } catch (RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public @Nullable Subject inJvm(List<String> jvmOptions) {
                return subject.inJvm(jvmOptions);
            }

            @Override
            public void close() {
                subject.close();
                Limit.this.close();
            }
        };
    }

    /** The entry with this limit; it may be called by many threads at once. */
    <A extends @Nullable Object> Entry<A> entry(Entry<A> entry) {
        return (payload, invocation) -> {
            try (Limit one = new Limit(timeout)) {
                return one.call(one.thread, () -> entry.serve(payload, invocation));
            }
        };
    }

    private <T extends @Nullable Object> T call(ExecutorService executor, Callable<T> task) throws Exception {
        try {
            return executor.submit(task).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SubjectFailedException("there was no answer within " + timeout.toSeconds() + " s.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SubjectFailedException("the check was interrupted.");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
