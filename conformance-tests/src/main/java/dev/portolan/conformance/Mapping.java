package dev.portolan.conformance;

import java.util.List;

/** Prints what docs/mapping.md holds. */
final class Mapping implements Command {

    @Override
    public String name() {
        return "mapping";
    }

    @Override
    public String summary() {
        return "tells, for every source, which field becomes which attribute";
    }

    @Override
    public String help() {
        return """
                usage: portolan mapping

                Changes every field of every fixture, looks what moves in the events, and prints a Markdown document: for every
                source the fields behind each attribute and each component of the typed data, and the fields that no event tells.
                """;
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) {
        if (!arguments.rest().isEmpty()) {
            throw new UsageException("The mapping takes no arguments.");
        }
        MappingDocument document = new MappingDocument();
        for (String cloud : Clouds.NAMES) {
            Subject subject = Subject.of(options -> Clouds.adapter(cloud, options));
            List<Fixture> fixtures = Fixtures.of(cloud);
            document.add(cloud, subject, fixtures, source -> terminal.err().println("  " + source));
        }
        terminal.out().print(document);
        return DONE;
    }
}
