package dev.portolan.conformance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/** Names with values, in lines that fit a terminal. */
final class Lines {

    private static final String MARGIN = "  ";
    private static final String ARROW = "← ";
    private static final int NAMES = 18;
    private static final int MOST_COLUMNS = 100;

    private final Terminal terminal;
    private final int width;

    Lines(Terminal terminal) {
        this.terminal = terminal;
        width = Math.max(2 * NAMES, Math.min(MOST_COLUMNS, terminal.width()));
    }

    void heading(String text) {
        terminal.out().println();
        terminal.out().println(terminal.bold(text));
    }

    /** A value and where it comes from: behind it, or below if there is no room. */
    void value(String name, String value, Collection<String> from) {
        String shown = cut(value);
        String first = name(name) + terminal.good(shown);
        String whole = from.isEmpty() ? "" : MARGIN + ARROW + String.join(", ", from);
        if (NAMES + length(shown) + length(whole) + MARGIN.length() <= width) {
            terminal.out().println(first + terminal.dim(whole));
            return;
        }
        terminal.out().println(first);
        String start = ARROW;
        for (String line : wrapped(from, ", ", width - NAMES - MARGIN.length() - ARROW.length())) {
            terminal.out().println(name("") + terminal.dim(start + line));
            start = MARGIN;
        }
    }

    /** Names that have something in common, and below them what. */
    void group(Collection<String> names, String what, UnaryOperator<String> style) {
        String indented = MARGIN + MARGIN;
        wrapped(names, ", ", width - MARGIN.length())
                .forEach(line -> terminal.out().println(MARGIN + line));
        wrapped(List.of(what.split(" ")), " ", width - indented.length())
                .forEach(line -> terminal.out().println(indented + style.apply(line)));
    }

    private static String name(String name) {
        return MARGIN + name + " ".repeat(Math.max(1, NAMES - name.length()));
    }

    /** The texts, in lines of at most so many columns unless one of them is longer. */
    static List<String> wrapped(Collection<String> texts, String between, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String text : texts) {
            if (!line.isEmpty() && length(line) + 2 * between.length() + length(text) > columns) {
                lines.add(line.append(between.stripTrailing()).toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : between).append(text);
        }
        lines.add(line.toString());
        return lines;
    }

    private String cut(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "·");
        int most = width - NAMES - MARGIN.length();
        return length(line) <= most ? line : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }
}
