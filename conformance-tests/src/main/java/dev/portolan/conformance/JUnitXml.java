package dev.portolan.conformance;

import java.util.Locale;

/** A report in the XML that build servers read: one suite, one case for each trial. */
final class JUnitXml {

    private JUnitXml() {}

    static String of(Report report) {
        Report.Count count = report.count();
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite");
        attribute(xml, "name", "Conformance of " + report.subject());
        int empty = report.isEmpty() ? 1 : 0;
        attribute(xml, "tests", Integer.toString(report.results().size() + empty));
        attribute(xml, "failures", Long.toString(count.failed()));
        attribute(xml, "errors", Long.toString(count.untried() + empty));
        attribute(xml, "skipped", Long.toString(count.skipped() + count.warned()));
        attribute(xml, "time", seconds(report.seconds()));
        xml.append(">\n");
        for (Report.Result result : report.results()) {
            xml.append("  <testcase");
            attribute(xml, "classname", result.trial().source());
            attribute(xml, "name", result.trial().displayName());
            attribute(xml, "time", seconds(result.seconds()));
            xml.append('>');
            outcome(xml, result);
            xml.append("</testcase>\n");
        }
        if (report.isEmpty()) {
            xml.append("  <testcase classname=\"portolan\" name=\"A rule is checked\">");
            error(xml, Report.EMPTY);
            xml.append("</testcase>\n");
        }
        return xml.append("</testsuite>\n").toString();
    }

    private static void outcome(StringBuilder xml, Report.Result result) {
        if (result.verdict() instanceof Verdict.Skipped skipped) {
            skipped(xml, skipped.reason());
        } else if (result.verdict() instanceof Verdict.Untried untried) {
            error(xml, result.trial().message(untried));
        } else if (result.verdict() instanceof Verdict.Failed failed) {
            String message = result.trial().message(failed);
            if (result.isWarned()) {
                skipped(xml, message);
                return;
            }
            xml.append("<failure");
            attribute(xml, "message", message.substring(0, message.indexOf('\n')));
            attribute(xml, "type", result.trial().rule().id());
            xml.append('>').append(escaped(message));
            if (!failed.actual().isEmpty()) {
                xml.append(escaped("\n\nexpected:\n" + failed.expected() + "\n\nactual:\n" + failed.actual()));
            }
            xml.append("</failure>");
        }
    }

    private static void error(StringBuilder xml, String message) {
        xml.append("<error");
        attribute(xml, "message", message);
        xml.append("/>");
    }

    private static void skipped(StringBuilder xml, String reason) {
        xml.append("<skipped");
        attribute(xml, "message", reason);
        xml.append("/>");
    }

    private static void attribute(StringBuilder xml, String name, String value) {
        String inAttribute = escaped(value).replace("\n", "&#10;").replace("\t", "&#9;");
        xml.append(' ').append(name).append("=\"").append(inAttribute).append('"');
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    /** Text for XML 1.0; what that cannot hold, such as control characters and half surrogate pairs, is shown in hex. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\r' -> escaped.append("&#13;");
                default -> {
                    if (isLegal(point)) {
                        escaped.appendCodePoint(point);
                    } else {
                        escaped.append(hex(point));
                    }
                }
            }
        });
        return escaped.toString();
    }

    /** A character that the format cannot hold, in hex as in JSON. */
    static String hex(int character) {
        return String.format(Locale.ROOT, "\\u%04x", character);
    }

    private static boolean isLegal(int point) {
        return point == '\n'
                || point == '\t'
                || (point >= ' ' && point < 0x7F)
                || (point > 0x9F && point < 0xD800)
                || (point >= 0xE000 && point < 0xFFFE)
                || point > 0xFFFF;
    }
}
