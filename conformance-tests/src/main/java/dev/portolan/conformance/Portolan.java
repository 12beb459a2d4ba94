package dev.portolan.conformance;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Set;

/** The command-line tool. */
public final class Portolan {

    private static final Set<String> FLAGS = Set.of("--force", "--lines", "--from-event", "--http");

    private static final List<Command> COMMANDS = List.of(
            new Demo(),
            new Check(),
            new Answer(),
            new Normalize(),
            new Simulation(),
            new Explain(),
            new AzureInit(),
            new Mapping());

    private Portolan() {}

    /** Runs one command and exits: 0 done, 1 something failed, 2 wrong usage, 3 malformed or unrecognised input. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), Terminal.ofProcess()));
    }

    static int run(List<String> arguments, Terminal terminal) {
        String name = arguments.isEmpty() ? "--help" : arguments.get(0);
        if (List.of("--help", "-h", "help").contains(name)) {
            terminal.out().print(help());
            return arguments.isEmpty() ? Command.WRONG_USAGE : Command.DONE;
        }
        if (name.equals("--version")) {
            terminal.out().println(version());
            return Command.DONE;
        }
        for (Command command : COMMANDS) {
            if (command.name().equals(name)) {
                return run(command, arguments.subList(1, arguments.size()), terminal);
            }
        }
        return complain(terminal, "There is no command " + name + "; see portolan --help.", Command.WRONG_USAGE);
    }

    private static int run(Command command, List<String> arguments, Terminal terminal) {
        List<String> options = arguments.contains("--") ? arguments.subList(0, arguments.indexOf("--")) : arguments;
        if (options.contains("--help") || options.contains("-h")) {
            terminal.out().print(command.help());
            return Command.DONE;
        }
        if (options.contains("--version")) {
            terminal.out().println(version());
            return Command.DONE;
        }
        try {
            return command.run(Arguments.parse(arguments, FLAGS), terminal);
        } catch (UsageException e) {
            String more = " See portolan " + command.name() + " --help.";
            return complain(terminal, e.sentence + more, Command.WRONG_USAGE);
        } catch (NoSuchFileException e) {
            return complain(terminal, "There is no file " + e.getFile() + ".", Command.FAILED);
        } catch (AccessDeniedException e) {
            return complain(terminal, "There is no access to " + e.getFile() + ".", Command.FAILED);
        } catch (IOException e) {
            return complain(terminal, "Reading or writing failed: " + e.getMessage() + ".", Command.FAILED);
        } catch (RuntimeException | Error e) {
            String sentence = "This is a bug in portolan: " + command.name() + " ended with " + e + ".";
            return complain(terminal, sentence, Command.FAILED);
        }
    }

    private static int complain(Terminal terminal, String sentence, int exitCode) {
        terminal.err().println("portolan: " + sentence);
        return exitCode;
    }

    /** The version that the jar's manifest names. */
    private static String version() {
        String version = Portolan.class.getPackage().getImplementationVersion();
        return "portolan " + (version == null ? "without a version: it runs outside its jar" : version);
    }

    private static String help() {
        StringBuilder help = new StringBuilder("""
                Turns what clouds hand to functions into CloudEvents, and checks whoever else does.

                usage: portolan <command> [options]

                """);
        for (Command command : COMMANDS) {
            help.append("  ")
                    .append(command.name())
                    .append(" ".repeat(12 - command.name().length()));
            help.append(command.summary()).append('\n');
        }
        return help.append("\nportolan <command> --help tells more, portolan --version which one this is.\n")
                .toString();
    }
}
