package dev.portolan.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A process that reads one line of JSON and answers one: see {@link Protocol}. It is started again when it has ended. */
final class ProcessSubject implements Subject {

    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|\\S)+");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");
    private static final int LAST_WORDS = 500;
    private static final int SECONDS_TO_END = 5;

    private final List<String> command;
    private final Duration timeout;
    private final ExecutorService exchanges = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "conformance-subject");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable Running running;

    ProcessSubject(List<String> command, Duration timeout) {
        this.command = List.copyOf(command);
        this.timeout = timeout;
    }

    /** The words of a command line; double or single quotes, also around a part of a word, keep blanks. */
    static List<String> words(String commandLine) {
        return WORD.matcher(commandLine)
                .results()
                .map(word -> QUOTED.matcher(word.group()).replaceAll("$1$2"))
                .toList();
    }

    @Override
    public synchronized Reading read(byte[] payload, Options options) {
        return Protocol.reading(exchange(Protocol.request(payload, options)));
    }

    private String exchange(String request) {
        Running process = running;
        if (process == null) {
            process = running = Running.start(command);
        }
        Running asked = process;
        try {
            return CompletableFuture.supplyAsync(() -> asked.exchange(request), exchanges)
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            stop();
            throw new SubjectFailedException("there was no answer within " + timeout.toSeconds() + " s.");
        } catch (ExecutionException e) {
            String end = asked.end(Math.min(timeout.toSeconds(), SECONDS_TO_END));
            stop();
            throw new SubjectFailedException(end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SubjectFailedException("the check was interrupted.");
        }
    }

    private void stop() {
        Running process = running;
        if (process != null) {
            running = null;
            process.process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.process.destroyForcibly();
        }
    }

    @Override
    public synchronized void close() {
        stop();
        exchanges.shutdownNow();
    }

    /** A process that was started, and what it has said on standard error. */
    private static final class Running {

        private final Process process;
        private final BufferedReader answers;
        private final StringBuilder words = new StringBuilder();
        private final Thread listener;

        private Running(Process process) {
            this.process = process;
            answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            listener = new Thread(this::listen, "conformance-subject-errors");
            listener.setDaemon(true);
            listener.start();
        }

        static Running start(List<String> command) {
            try {
                return new Running(new ProcessBuilder(command).start());
            } catch (IOException e) {
                throw new SubjectFailedException(
                        "the process could not be started: " + UsageException.ended(e.getMessage()));
            }
        }

        String exchange(String request) {
            try {
                process.getOutputStream().write((request + "\n").getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
                String answer = answers.readLine();
                if (answer == null) {
                    throw new IOException("end of output");
                }
                return answer;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void listen() {
            try (Reader errors = new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)) {
                char[] buffer = new char[LAST_WORDS];
                for (int read = errors.read(buffer); read >= 0; read = errors.read(buffer)) {
                    said(new String(buffer, 0, read));
                }
            } catch (IOException e) {
                said(String.valueOf(e.getMessage()));
            }
        }

        private void said(String more) {
            synchronized (words) {
                words.append(more);
                words.delete(0, Math.max(0, words.length() - LAST_WORDS));
            }
        }

        private String lastWords() {
            synchronized (words) {
                return words.toString().strip();
            }
        }

        /** How the process ended, or that it answers no more. */
        String end(long seconds) {
            try {
                if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                    return "the process closed its output and runs on.";
                }
                listener.join(1_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            String last = lastWords();
            return "the process ended with exit code " + process.exitValue()
                    + (last.isEmpty() ? " and said nothing." : "; its last words: " + last);
        }
    }
}
