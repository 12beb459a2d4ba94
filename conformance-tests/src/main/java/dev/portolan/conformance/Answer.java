package dev.portolan.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** An adapter as a subject in another process. */
final class Answer implements Command {

    @Override
    public String name() {
        return "answer";
    }

    @Override
    public String summary() {
        return "answers the check's protocol on standard input with an adapter";
    }

    @Override
    public String help() {
        return """
                usage: portolan answer (--from aws|gcp|azure | --class NAME [--classpath PATH])

                Reads lines of JSON, each with a payload, and answers each with one line: what the adapter reads it as. This is
                what portolan check --command expects of a process in any language; docs/conformance.md describes the lines.

                  {"version":1,"payload":"<base64>","options":{}}

                Exit code 3: a line was no such request; it is answered with a failure that says why.
                """;
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        Subject subject = Examinee.ofAdapter(arguments).subject();
        if (!arguments.rest().isEmpty() || subject == null) {
            throw new UsageException("--from or --class says which adapter answers.");
        }
        BufferedReader lines = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
        int number = 0;
        int exitCode = DONE;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            String answer;
            try {
                answer = Protocol.answer(subject, line);
            } catch (IllegalArgumentException e) {
                answer = Protocol.failure("Line " + number + " is no request: it is " + e.getMessage() + ".");
                exitCode = BAD_INPUT;
            }
            terminal.out().println(answer);
        }
        return exitCode;
    }
}
