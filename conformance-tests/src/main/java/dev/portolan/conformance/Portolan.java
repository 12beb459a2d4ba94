package dev.portolan.conformance;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The command-line tool. */
public final class Portolan {

    private static final Set<String> FLAGS = Set.of("--help", "--version", "--force", "--lines", "--from-event");

    private static final List<Command> COMMANDS = List.of(
            new Demo(),
            new Check(),
            new Answer(),
            new Normalize(),
            new RunHandler(),
            new Simulation(),
            new Explain(),
            new AzureInit(),
            new Mapping());

    private Portolan() {}

    /** Runs one command and exits: 0 done, 1 something failed, 2 wrong usage, 3 malformed or unrecognised input. */
    public static void main(String[] arguments) {
        Terminal terminal = Terminal.ofProcess();
        // What a user's class prints is no part of what a command answers.
        System.setOut(System.err);
        AtomicBoolean isDone = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endUnlessDone(isDone, terminal), "portolan-end"));
        int exitCode = run(List.of(arguments), terminal);
        isDone.set(true);
        System.exit(exitCode);
    }

    /** A user's class may end the process, with whatever exit code it likes: that is no verdict. */
    private static void endUnlessDone(AtomicBoolean isDone, Terminal terminal) {
        if (!isDone.get() && !isStopped()) {
            String sentence =
                    "The process was ended before the command was done, as by a class that calls System.exit.";
            Runtime.getRuntime().halt(complain(terminal, sentence, Command.FAILED));
        }
    }

    /** Whether a signal ends the process, such as that of Ctrl-C: then the JVM's own handler of signals is what exits. */
    private static boolean isStopped() {
        for (StackTraceElement[] stack : Thread.getAllStackTraces().values()) {
            for (StackTraceElement frame : stack) {
                if (frame.getClassName().startsWith("java.lang.Terminator")) {
                    return true;
                }
            }
        }
        return false;
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
        try {
            Arguments parsed = Arguments.parse(arguments, FLAGS);
            if (parsed.flag("--help")) {
                terminal.out().print(command.help());
                return Command.DONE;
            }
            if (parsed.flag("--version")) {
                terminal.out().println(version());
                return Command.DONE;
            }
            int exitCode = command.run(parsed, terminal);
            return terminal.out().checkError()
                    ? complain(terminal, "Standard output could not be written.", Command.FAILED)
                    : exitCode;
        } catch (UsageException e) {
            String more = " See portolan " + command.name() + " --help.";
            return complain(terminal, e.sentence + more, Command.WRONG_USAGE);
        } catch (IOException e) {
            return complain(terminal, sentence("a file", e), Command.FAILED);
        } catch (RuntimeException | Error e) {
            String sentence = "This is a bug in portolan: " + command.name() + " ended with " + UsageException.ended(e);
            return complain(terminal, sentence, Command.FAILED);
        }
    }

    /** What is wrong with a file. */
    static String sentence(String file, IOException e) {
        if (e instanceof NoSuchFileException missing) {
            return "There is no file " + missing.getFile() + ".";
        }
        return e instanceof AccessDeniedException denied
                ? "There is no access to " + denied.getFile() + "."
                : "Reading or writing " + file + " failed: " + UsageException.ended(e.getMessage());
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
