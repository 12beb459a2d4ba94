package dev.portolan.conformance;

import dev.portolan.Adapter;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is examined, as the arguments of a command say.
 *
 * @param title what reports call it
 * @param subject an adapter; null if entries are examined
 * @param fixtures those it is made for; null if only the user knows
 * @param entries null if an adapter is examined
 */
record Examinee(
        String title,
        @Nullable Subject subject,
        @Nullable List<Fixture> fixtures,
        @Nullable HandlerConformance entries) {

    private static final int DEFAULT_SECONDS = 10;

    static Examinee of(Arguments arguments) {
        String from = arguments.value("--from");
        String className = arguments.value("--class");
        String command = arguments.value("--command");
        String url = arguments.value("--url");
        if (count(from, className, command, url) != 1) {
            throw new UsageException("One of --from, --class, --command and --url says who is examined.");
        }
        if (from != null) {
            return ofAdapter(arguments);
        }
        Duration timeout = timeout(arguments.value("--timeout"));
        if (className != null) {
            Limit limit = new Limit(timeout);
            try {
                return limit.make(() -> ofAdapter(arguments)).within(limit);
            } catch (SubjectFailedException e) {
                throw new UsageException(className + " cannot be made: " + e.getMessage());
            }
        }
        if (command != null) {
            List<String> words = ProcessSubject.words(command);
            if (words.isEmpty()) {
                throw new UsageException("--command names no program.");
            }
            return new Examinee(command, new ForeignSubject(new ProcessSubject(words, timeout)), null, null);
        }
        Subject posted = new UrlSubject(uri(String.valueOf(url)), timeout);
        return new Examinee(String.valueOf(url), new ForeignSubject(posted), null, null);
    }

    private Examinee within(Limit limit) {
        return new Examinee(
                title,
                subject == null ? null : new ForeignSubject(limit.subject(subject)),
                fixtures,
                entries == null ? null : entries.within(limit));
    }

    /** An adapter, or what else is a class, in this process. */
    static Examinee ofAdapter(Arguments arguments) {
        String className = arguments.value("--class");
        if (className != null && arguments.value("--from") == null) {
            return ofClass(className, arguments.value("--classpath"));
        }
        if (className != null || arguments.value("--from") == null) {
            throw new UsageException("Either --from or --class says which adapter it is.");
        }
        String cloud = arguments.choice("--from", Clouds.NAMES);
        Subject subject = new AdapterSubject(options -> Clouds.adapter(cloud, options), List.of("--from", cloud));
        return new Examinee("the adapter for " + cloud, subject, Fixtures.of(cloud), null);
    }

    private static int count(@Nullable String... values) {
        int count = 0;
        for (String value : values) {
            count += value == null ? 0 : 1;
        }
        return count;
    }

    private static Duration timeout(@Nullable String seconds) {
        if (seconds == null) {
            return Duration.ofSeconds(DEFAULT_SECONDS);
        }
        if (!seconds.matches("[1-9][0-9]{0,3}")) {
            throw new UsageException("--timeout is a number of seconds, not " + seconds + ".");
        }
        return Duration.ofSeconds(Integer.parseInt(seconds));
    }

    private static URI uri(String url) {
        if (!url.matches("https?://\\S+")) {
            throw new UsageException("--url begins with http:// or https://.");
        }
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new UsageException("--url is no URL: " + UsageException.ended(e.getMessage()));
        }
    }

    private static Examinee ofClass(String name, @Nullable String classPath) {
        Object instance = UserClass.instance(name, classPath);
        List<String> path = classPath == null ? List.of() : List.of("--classpath", classPath);
        if (instance instanceof AdapterConformance conformance) {
            return new Examinee(name, conformance.subject(path), conformance.fixtures(), null);
        }
        if (instance instanceof HandlerConformance entries) {
            return new Examinee(name, null, null, entries);
        }
        if (instance instanceof Subject subject) {
            return new Examinee(name, subject, null, null);
        }
        if (instance instanceof Adapter<?> adapter) {
            List<String> arguments = new ArrayList<>(List.of("--class", name));
            arguments.addAll(path);
            return new Examinee(name, new AdapterSubject(options -> standard(adapter, options), arguments), null, null);
        }
        throw new UsageException(name + " is no Adapter, Subject, AdapterConformance or HandlerConformance.");
    }

    /** An adapter that is a class of the user's. */
    static Adapter<?> adapter(String name, @Nullable String classPath, Options options) {
        if (!(UserClass.instance(name, classPath) instanceof Adapter<?> adapter)) {
            throw new UsageException(name + " is no Adapter.");
        }
        if (!options.equals(Options.NONE)) {
            throw new UsageException(
                    "--open and --accept are for this project's adapters; the class is set up as it is.");
        }
        return adapter;
    }

    private static Adapter<?> standard(Adapter<?> adapter, Options options) {
        if (!options.equals(Options.NONE)) {
            throw new UnsupportedOperationException(
                    "An adapter class can be set up in one way only; name an AdapterConformance, which sets it up.");
        }
        return adapter;
    }
}
