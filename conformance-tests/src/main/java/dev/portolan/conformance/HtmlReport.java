package dev.portolan.conformance;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A report for people: one page that needs nothing else. */
final class HtmlReport {

    private static final String STYLE = """
            :root { color-scheme: light dark; --line: #8884; --good: #2a7d3f; --bad: #c62828; --warn: #b26a00; --quiet: #777; }
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 90em; padding: 0 1.5em; }
            h1 { font-size: 1.5em; } h2 { font-size: 1.2em; margin-top: 2em; } h3 { font-size: 1em; margin: 0; }
            code, pre, td.code, .diff { font: 12.5px/1.45 ui-monospace, monospace; }
            table { border-collapse: collapse; }
            th, td { border: 1px solid var(--line); padding: .2em .5em; text-align: left; vertical-align: top; }
            .scroll { overflow-x: auto; }
            .matrix td { text-align: center; white-space: nowrap; } .matrix td, .matrix th { padding: .15em .35em; }
            .matrix thead th { font-weight: normal; text-align: center; }
            .good { color: var(--good); } .bad { color: var(--bad); font-weight: bold; }
            .warn { color: var(--warn); font-weight: bold; } .quiet { color: var(--quiet); }
            article { border: 1px solid var(--line); border-left: 4px solid var(--bad); margin: 1em 0; padding: .8em 1em; }
            article.should { border-left-color: var(--warn); }
            article p { margin: .4em 0; overflow-wrap: anywhere; }
            .diff { width: 100%; table-layout: fixed; margin-top: .6em; }
            .diff td { white-space: pre-wrap; overflow-wrap: anywhere; border-width: 0 1px; }
            .diff .missing { background: #c6282826; } .diff .more { background: #2a7d3f26; }
            dl.rules dt { margin-top: .8em; font-weight: bold; } dl.rules dd { margin-left: 1.5em; }
            """;

    private final Report report;
    private final StringBuilder html = new StringBuilder();

    private HtmlReport(Report report) {
        this.report = report;
    }

    static String of(Report report) {
        HtmlReport page = new HtmlReport(report);
        page.write();
        return page.html.toString();
    }

    private void write() {
        String title = "Conformance of " + escaped(report.subject());
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
                .append(title)
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(title)
                .append("</h1>\n");
        html.append("<p class=\"").append(report.isGood() ? "good" : "bad").append("\">");
        html.append(escaped(report.summary())).append("</p>\n");
        html.append(
                        "<p class=\"quiet\">A <b>MUST</b> that is broken, or cannot be tried as the subject failed, fails the run; ")
                .append(
                        "a <b>SHOULD</b> that is broken does not. Skipped is what cannot be checked here, with the reason below.</p>\n");
        failures();
        matrix();
        reasons("What could not be tried, as the subject failed", report.untried());
        reasons("What was not checked", report.skipped());
        rules();
        html.append("</body>\n</html>\n");
    }

    private void failures() {
        List<Report.Result> broken = report.broken();
        if (broken.isEmpty()) {
            return;
        }
        boolean isFailed = report.count().failed() > 0;
        html.append(isFailed ? "<h2>What is broken</h2>\n" : "<h2>What is not as it should be</h2>\n");
        for (int i = 0; i < broken.size(); i++) {
            Report.Result result = broken.get(i);
            Trial trial = result.trial();
            Verdict.Failed failed = (Verdict.Failed) result.verdict();
            html.append("<article id=\"").append(anchor(trial)).append("\"");
            html.append(result.isWarned() ? " class=\"should\"" : "").append(">\n<h3>");
            html.append(trial.rule().strength())
                    .append(" <a href=\"#")
                    .append(trial.rule().id())
                    .append("\">");
            html.append(trial.rule().id())
                    .append("</a> on <code>")
                    .append(escaped(trial.on()))
                    .append("</code></h3>\n");
            paragraph("", trial.rule().sentence());
            if (!trial.claim().equals(trial.rule().sentence())) {
                paragraph("The fixture proves: ", trial.claim());
            }
            paragraph("Found: ", failed.how());
            paragraph("Look at: ", trial.rule().lookAt());
            documents(failed);
            html.append("</article>\n");
        }
    }

    private void paragraph(String title, String text) {
        html.append("<p>");
        if (!title.isEmpty()) {
            html.append("<b>").append(title).append("</b>");
        }
        html.append(escaped(text)).append("</p>\n");
    }

    private void documents(Verdict.Failed failed) {
        if (failed.expected().isEmpty()) {
            if (!failed.actual().isEmpty()) {
                html.append("<details><summary>What it was read as</summary><pre>")
                        .append(escaped(failed.actual()))
                        .append("</pre></details>\n");
            }
            return;
        }
        html.append("<table class=\"diff\">\n<thead><tr><th>expected</th><th>actual</th></tr></thead>\n");
        for (LineDiff.Row row : LineDiff.of(failed.expected(), failed.actual())) {
            html.append("<tr>");
            line(row.left(), row.isSame() ? "" : "missing");
            line(row.right(), row.isSame() ? "" : "more");
            html.append("</tr>\n");
        }
        html.append("</table>\n");
    }

    private void line(@Nullable String line, String kind) {
        html.append(line == null || kind.isEmpty() ? "<td>" : "<td class=\"" + kind + "\">");
        html.append(line == null ? "" : escaped(line)).append("</td>");
    }

    private void matrix() {
        html.append("<h2>Rules and sources</h2>\n<div class=\"scroll\"><table class=\"matrix\">\n<thead><tr><th></th>");
        for (Rule<?> rule : report.rules().values()) {
            html.append("<th title=\"").append(escaped(rule.sentence())).append("\"><a href=\"#");
            html.append(rule.id())
                    .append("\">")
                    .append(rule.id().replace("_", "<br>"))
                    .append("</a></th>");
        }
        html.append("</tr></thead>\n");
        for (String source : report.sources()) {
            html.append("<tr><th>").append(escaped(source)).append("</th>");
            for (String rule : report.rules().keySet()) {
                cell(source, rule);
            }
            html.append("</tr>\n");
        }
        html.append("</table></div>\n<p class=\"quiet\">Numbers are checks that passed; ✗ failed, ? not tried, ")
                .append("! not as it should be, – skipped.</p>\n");
    }

    private void cell(String source, String rule) {
        List<Report.Result> results = report.results().stream()
                .filter(result -> result.trial().source().equals(source)
                        && result.trial().rule().id().equals(rule))
                .toList();
        Report.Count count = Report.Count.of(results);
        String kind = count.isBad() ? "bad" : count.warned() > 0 ? "warn" : count.passed() > 0 ? "good" : "quiet";
        html.append("<td class=\"").append(kind).append("\">");
        Report.Result broken = results.stream()
                .filter(result -> result.verdict() instanceof Verdict.Failed)
                .findFirst()
                .orElse(null);
        if (broken != null) {
            html.append("<a class=\"")
                    .append(kind)
                    .append("\" href=\"#")
                    .append(anchor(broken.trial()))
                    .append("\">");
        }
        html.append(count).append(broken == null ? "</td>" : "</a></td>");
    }

    private void reasons(String title, Map<String, List<Report.Result>> reasons) {
        if (reasons.isEmpty()) {
            return;
        }
        html.append("<h2>")
                .append(title)
                .append("</h2>\n<table>\n<tr><th>reason</th><th>rules</th><th>sources</th></tr>\n");
        reasons.forEach((reason, results) -> {
            Set<String> rules = new LinkedHashSet<>();
            Map<String, Integer> sources = new LinkedHashMap<>();
            for (Report.Result result : results) {
                rules.add(result.trial().rule().id());
                sources.merge(result.trial().source(), 1, Integer::sum);
            }
            html.append("<tr><td>").append(escaped(reason)).append("</td><td>");
            html.append(escaped(String.join(", ", rules))).append("</td><td>");
            html.append(escaped(String.join(", ", sources.keySet()))).append("</td></tr>\n");
        });
        html.append("</table>\n");
    }

    private void rules() {
        html.append("<h2>The rules</h2>\n<dl class=\"rules\">\n");
        for (Rule<?> rule : report.rules().values()) {
            html.append("<dt id=\"")
                    .append(rule.id())
                    .append("\">")
                    .append(rule.id())
                    .append(" ");
            html.append(rule.strength())
                    .append("</dt>\n<dd>")
                    .append(escaped(rule.sentence()))
                    .append("</dd>\n");
            html.append("<dd>If it fails, look at: ")
                    .append(escaped(rule.lookAt()))
                    .append("</dd>\n<dd class=\"quiet\">");
            html.append(link(rule.link())).append("</dd>\n");
        }
        html.append("</dl>\n");
    }

    private static String link(String link) {
        String text = escaped(link);
        return link.startsWith("https://") ? "<a href=\"" + text + "\">" + text + "</a>" : text;
    }

    private static String anchor(Trial trial) {
        return escaped((trial.rule().id() + "-" + trial.on()).replaceAll("[^A-Za-z0-9_.-]", "-"));
    }

    /** Text for HTML; what XML cannot hold is shown in hex there and here. */
    private static String escaped(String text) {
        return JUnitXml.escaped(text);
    }
}
