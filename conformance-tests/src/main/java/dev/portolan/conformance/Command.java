package dev.portolan.conformance;

import java.io.IOException;

/** One command of the tool. */
interface Command {

    int DONE = 0;
    int FAILED = 1;
    int WRONG_USAGE = 2;
    int BAD_INPUT = 3;

    String name();

    /** One line for the list of commands. */
    String summary();

    /** The answer to {@code --help}. */
    String help();

    /**
     * Runs the command.
     *
     * @return the exit code
     * @throws UsageException if the arguments are wrong
     */
    int run(Arguments arguments, Terminal terminal) throws IOException;
}
