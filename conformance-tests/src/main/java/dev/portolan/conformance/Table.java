package dev.portolan.conformance;

import java.util.List;

/** Rows in columns; a row of one cell is a heading. */
final class Table {

    private static final String GAP = "  ";
    private static final int NARROWEST = 10;

    private Table() {}

    /** Prints the rows; cells are cut so that the line fits the screen, the widest columns first. */
    static void print(Terminal terminal, String[] titles, List<String[]> rows) {
        int[] widths = widths(titles, rows);
        fit(widths, terminal.width());
        terminal.out().println(terminal.dim(line(titles, widths)));
        for (String[] row : rows) {
            if (row.length == 1) {
                terminal.out().println();
                terminal.out().println(terminal.bold(cut(row[0], terminal.width())));
            } else {
                terminal.out().println(line(row, widths));
            }
        }
    }

    private static int[] widths(String[] titles, List<String[]> rows) {
        int[] widths = new int[titles.length];
        for (int column = 0; column < titles.length; column++) {
            widths[column] = length(titles[column]);
            for (String[] row : rows) {
                if (row.length > 1) {
                    widths[column] = Math.max(widths[column], length(row[column]));
                }
            }
        }
        return widths;
    }

    private static void fit(int[] widths, int available) {
        while (true) {
            int total = GAP.length() * (widths.length - 1);
            int widest = 0;
            for (int column = 0; column < widths.length; column++) {
                total += widths[column];
                widest = widths[column] > widths[widest] ? column : widest;
            }
            if (total <= available || widths[widest] <= NARROWEST) {
                return;
            }
            widths[widest]--;
        }
    }

    private static String line(String[] cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.length; column++) {
            String cell = cut(cells[column], widths[column]);
            line.append(column == 0 ? "" : GAP).append(cell);
            line.append(" ".repeat(widths[column] - length(cell)));
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String text, int width) {
        return length(text) <= width ? text : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
