package dev.portolan.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A command's arguments: {@code --name value} or {@code --name=value}, flags, and the rest; {@code --} ends the options. */
final class Arguments {

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final List<String> rest = new ArrayList<>();

    private Arguments() {}

    /**
     * Sorts the arguments.
     *
     * @param flags the options that take no value
     */
    static Arguments parse(List<String> arguments, Set<String> flags) {
        Arguments parsed = new Arguments();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            if (argument.equals("--")) {
                parsed.rest.addAll(arguments.subList(i + 1, arguments.size()));
                break;
            } else if (argument.equals("-h")) {
                parsed.put("--help", "");
            } else if (!argument.startsWith("-") || argument.equals("-")) {
                parsed.rest.add(argument);
            } else if (!argument.startsWith("--")) {
                throw new UsageException("There is no option " + argument + " here.");
            } else if (flags.contains(argument)) {
                parsed.put(argument, "");
            } else if (equals > 0 && flags.contains(argument.substring(0, equals))) {
                throw new UsageException(argument.substring(0, equals) + " takes no value.");
            } else if (equals > 0) {
                parsed.put(argument.substring(0, equals), argument.substring(equals + 1));
            } else if (i + 1 < arguments.size()) {
                parsed.put(argument, arguments.get(++i));
            } else {
                throw new UsageException(argument + " needs a value.");
            }
        }
        return parsed;
    }

    private void put(String name, String value) {
        if (values.put(name, value) != null) {
            throw new UsageException(name + " is given twice.");
        }
    }

    boolean flag(String name) {
        asked.add(name);
        return values.containsKey(name);
    }

    @Nullable
    String value(String name) {
        asked.add(name);
        return values.get(name);
    }

    /** The option's value, which must be one of these; the first of them if the option is not given. */
    String choice(String name, List<String> choices) {
        String value = value(name);
        if (value != null && !choices.contains(value)) {
            String meant = meant(value, choices);
            throw new UsageException(
                    meant.isEmpty()
                            ? name + " is one of " + String.join(", ", choices) + ", not " + value + "."
                            : name + " knows no " + value + "." + meant);
        }
        return value == null ? choices.get(0) : value;
    }

    /** The option's value, which must be given. */
    String required(String name, List<String> choices) {
        if (value(name) == null) {
            throw new UsageException(name + " is missing; it is one of " + String.join(", ", choices) + ".");
        }
        return choice(name, choices);
    }

    /** A list of words with commas between them; empty if the option is not given. */
    List<String> words(String name) {
        String value = value(name);
        if (value == null) {
            return List.of();
        }
        if (value.isBlank()) {
            throw new UsageException(name + " is empty: name something, or leave it out.");
        }
        List<String> words = Stream.of(value.split(",", -1)).map(String::strip).toList();
        if (words.contains("")) {
            throw new UsageException(name + " has nothing beside a comma: " + value + ".");
        }
        return words;
    }

    /** A folder to write to, made if it is not there. */
    static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UsageException(
                    "The folder " + folder + " cannot be made: on its way is a file, or what may not be written to.");
        }
    }

    /** A question for who wrote {@code aws/sqs} for {@code aws:sqs}, or the reverse, or left out the cloud; else nothing. */
    static String meant(String value, Collection<String> names) {
        String plain = plain(value);
        for (String name : names) {
            if (plain(name).equals(plain)) {
                return " Did you mean " + name + "?";
            }
        }
        for (String name : names) {
            if (plain(name).endsWith(":" + plain)) {
                return " Did you mean " + name + "?";
            }
        }
        return "";
    }

    private static String plain(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace('/', ':');
        return plain.endsWith(":") ? plain.substring(0, plain.length() - 1) : plain;
    }

    /** The first of what is no option, looked at before anything is asked; null if there is none. */
    @Nullable
    String first() {
        return rest.isEmpty() ? null : rest.get(0);
    }

    /**
     * What is no option.
     *
     * @throws UsageException if there are options that nobody has asked for until now
     */
    List<String> rest() {
        for (String name : values.keySet()) {
            if (!asked.contains(name)) {
                throw new UsageException("There is no option " + name + " here.");
            }
        }
        return rest;
    }

    /**
     * The files to read: what is no option, else standard input.
     *
     * @throws UsageException as {@link #rest}
     */
    List<String> files() {
        return rest().isEmpty() ? List.of(Terminal.STANDARD_INPUT) : rest;
    }
}
