package dev.portolan.conformance.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Horizontal bars in groups, on a logarithmic axis: ratios are distances on it. */
final class Svg {

    private static final List<String> COLORS =
            List.of("#0b6e4f", "#8fb8de", "#f2a541", "#c8553d", "#7d5ba6", "#9a9a9a");
    private static final int LEFT = 230;
    private static final int WIDTH = 560;
    private static final int BAR = 11;

    private record Group(String title, List<Double> values) {}

    private final String title;
    private final List<String> series;
    private final List<Group> groups = new ArrayList<>();

    Svg(String title, List<String> series) {
        this.title = title;
        this.series = series;
    }

    /** @param values one for each series; NaN where there is none */
    void group(String name, List<Double> values) {
        groups.add(new Group(name, values));
    }

    @Override
    public String toString() {
        double least = Double.MAX_VALUE;
        double most = 0;
        for (Group group : groups) {
            for (double value : group.values) {
                if (value > 0) {
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
            }
        }
        double low = Math.floor(Math.log10(least));
        double high = Math.ceil(Math.log10(most));
        StringBuilder bars = new StringBuilder();
        int y = 70;
        for (Group group : groups) {
            text(bars, LEFT - 8, y + BAR * group.values.size() / 2 + 4, "end", group.title);
            for (int i = 0; i < group.values.size(); i++) {
                double value = group.values.get(i);
                if (value > 0) {
                    double width = Math.max(1, (Math.log10(value) - low) / (high - low) * WIDTH);
                    bars.append(String.format(
                            Locale.ROOT,
                            "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"><title>%s, %s: %s</title></rect>%n",
                            LEFT,
                            y,
                            width,
                            BAR - 1,
                            COLORS.get(i),
                            escape(group.title),
                            escape(series.get(i)),
                            number(value)));
                }
                y += BAR;
            }
            y += 9;
        }
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                LEFT + WIDTH + 60,
                y + 30));
        text(svg, 12, 20, "start", title);
        int x = 12;
        for (int i = 0; i < series.size(); i++) {
            svg.append(String.format("<rect x=\"%d\" y=\"32\" width=\"10\" height=\"10\" fill=\"%s\"/>%n", x, COLORS.get(i)));
            text(svg, x + 14, 42, "start", series.get(i));
            x += 32 + 7 * series.get(i).length();
        }
        for (double tick = low; tick <= high; tick++) {
            double at = LEFT + (tick - low) / (high - low) * WIDTH;
            svg.append(String.format(
                    Locale.ROOT, "<path d=\"M%.1f 60V%d\" stroke=\"#ddd\"/>%n", at, y));
            text(svg, (int) at, y + 16, "middle", number(Math.pow(10, tick)));
        }
        return svg.append(bars).append("</svg>\n").toString();
    }

    private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
        svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n".formatted(x, y, anchor, escape(text)));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String number(double value) {
        return value >= 10 ? String.format(Locale.ROOT, "%.0f", value) : String.format(Locale.ROOT, "%.3g", value);
    }
}
