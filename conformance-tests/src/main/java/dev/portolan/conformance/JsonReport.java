package dev.portolan.conformance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A report for programs. */
final class JsonReport {

    /** Counted up when a member changes its meaning. */
    private static final int VERSION = 1;

    private JsonReport() {}

    static String of(Report report) {
        ObjectNode json = StrictJson.MAPPER.createObjectNode().put("version", VERSION);
        json.put("subject", report.subject());
        Report.Count count = report.count();
        json.putObject("count")
                .put("passed", count.passed())
                .put("failed", count.failed())
                .put("untried", count.untried())
                .put("warned", count.warned())
                .put("skipped", count.skipped());
        json.put("seconds", Math.round(report.seconds() * 1000) / 1000.0);
        ArrayNode rules = json.putArray("rules");
        report.rules()
                .values()
                .forEach(rule -> rules.addObject()
                        .put("id", rule.id())
                        .put("strength", rule.strength().name())
                        .put("sentence", rule.sentence())
                        .put("link", rule.link())
                        .put("lookAt", rule.lookAt()));
        ArrayNode results = json.putArray("results");
        report.results().forEach(result -> add(results.addObject(), result));
        return wellFormed(json.toPrettyString()) + "\n";
    }

    /** The document with the halves of surrogate pairs, which UTF-8 cannot hold, in hex; they stand in texts only. */
    private static String wellFormed(String json) {
        StringBuilder escaped = new StringBuilder(json.length());
        json.codePoints().forEach(point -> {
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                escaped.append(JUnitXml.hex(point));
            } else {
                escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }

    private static void add(ObjectNode json, Report.Result result) {
        json.put("rule", result.trial().rule().id());
        json.put("source", result.trial().source());
        json.put("on", result.trial().on());
        if (result.verdict() instanceof Verdict.Failed failed) {
            json.put("result", result.isWarned() ? "warned" : "failed").put("how", failed.how());
            if (!failed.expected().isEmpty()) {
                json.put("expected", failed.expected());
            }
            if (!failed.actual().isEmpty()) {
                json.put("actual", failed.actual());
            }
        } else if (result.verdict() instanceof Verdict.Untried untried) {
            json.put("result", "untried").put("reason", untried.reason());
        } else if (result.verdict() instanceof Verdict.Skipped skipped) {
            json.put("result", "skipped").put("reason", skipped.reason());
        } else {
            json.put("result", "passed");
        }
    }
}
