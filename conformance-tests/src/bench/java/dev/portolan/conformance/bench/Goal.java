package dev.portolan.conformance.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What was aimed at, and what the run gave. */
record Goal(String name, String what, boolean atMost, double target, OptionalDouble measured) {

    String row() {
        String verdict = measured.isEmpty() ? "not measured" : reached() ? "reached" : "**missed**";
        return "| %s | %s | %s %s | %s | %s |"
                .formatted(
                        name,
                        what,
                        atMost ? "≤" : "≥",
                        number(target),
                        measured.isPresent() ? number(measured.getAsDouble()) : "–",
                        verdict);
    }

    private boolean reached() {
        return atMost ? measured.getAsDouble() <= target : measured.getAsDouble() >= target;
    }

    private static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }

    static List<Goal> all(Results results, List<Jdk> jdks) {
        return new Goals(results).all(jdks);
    }

    /** All of them, in the order of the table. */
    private static final class Goals {

        private final Results results;
        private final List<Goal> all = new ArrayList<>();

        Goals(Results results) {
            this.results = results;
        }

        List<Goal> all(List<Jdk> jdks) {
            steady();
            memory();
            for (Jdk jdk : jdks) {
                cold(jdk);
            }
            further();
            return all;
        }

        private void steady() {
            for (Case each : Case.values()) {
                boolean main = List.of(Case.SQS_10, Case.KINESIS, Case.DYNAMODB, Case.HTTP_V2).contains(each);
                atMost("G1", "to events ÷ tokens: " + each.title(), main ? .8 : 1, ratio("C1", each, "events"));
            }
            for (Case each : List.of(Case.SQS_10, Case.KINESIS, Case.DYNAMODB, Case.HTTP_V2, Case.S3)) {
                boolean s3 = each == Case.S3;
                atLeast("G2", "AWS's POJOs ÷ ours: " + each.title(), s3 ? 20 : 3, times("C1", each, "pojos", "events"));
                if (each != Case.DYNAMODB) {
                    atLeast(
                            "G2",
                            "POJOs, then builder ÷ ours: " + each.title(),
                            s3 ? 20 : 4,
                            times("C1", each, "pojos-builder", "events"));
                }
                atLeast("G2", "Spring ÷ ours: " + each.title(), 15, times("C1", each, "spring", "events"));
            }
            for (Case each : List.of(Case.SQS_10, Case.KINESIS, Case.DYNAMODB, Case.HTTP_V2, Case.S3)) {
                atMost("G3", "default JIT, to events ÷ tokens: " + each.title(), 1.05, ratio("C2", each, "events"));
                atLeast("G3", "default JIT, POJOs ÷ ours: " + each.title(), 2, times("C2", each, "pojos", "events"));
            }
            atMost("G3", "default JIT: " + Case.HTTP_DENSE.title(), .7, ratio("C2", Case.HTTP_DENSE, "events"));
        }

        private void memory() {
            atMost("G4", "bytes an event: SQS × 10", 200, figure("C1", Case.SQS_10, "events", "bytes"));
            atMost("G4", "bytes an event: Kinesis", 350, figure("C1", Case.KINESIS, "events", "bytes"));
            atMost("G4", "bytes an event: DynamoDB", 256, figure("C1", Case.DYNAMODB, "events", "bytes"));
            atMost("G4", "bytes an event: S3", 1200, figure("C1", Case.S3, "events", "bytes"));
            atMost("G4", "bytes an event: HTTP API", 512, figure("C1", Case.HTTP_V2, "events", "bytes"));
            for (String payload : Scale.PAYLOADS) {
                atMost(
                        "G5",
                        "MB of heap above the payload, one by one: " + payload,
                        1,
                        difference("heap " + payload + " each", "heap " + payload + " nothing"));
            }
            for (Case each : List.of(Case.SQS_10, Case.KINESIS, Case.DYNAMODB, Case.S3, Case.HTTP_V2)) {
                atLeast(
                        "G6",
                        "tree, builder, JsonFormat ÷ ours, to structured JSON: " + each.title(),
                        each == Case.HTTP_V2 ? 2 : 3.5,
                        times("C1", each, "builder-write", "structured"));
            }
            atMost("G6", "structured JSON to event ÷ tokens", 1.5, ratio("C1", Case.CLOUDEVENT, "events"));
        }

        private void cold(Jdk jdk) {
            String java = ", Java " + jdk.version();
            overNothing("G7", "ms CPU over a JVM that only reads" + java, jdk, "plain", 8);
            overNothing("G7", "the same with AppCDS" + java, jdk, "AppCDS", 4);
            if (jdk.version() >= 25) {
                overNothing("G7", "the same with the AOT cache" + java, jdk, "AOT cache", 2);
            }
            atMost("G7", "more classes" + java, 30, results.median(Cold.name(jdk, "plain", "portolan") + " classes"));
            String lambda = Servers.name(jdk, "lambda ");
            atMost(
                    "G8",
                    "in Lambda's runtime client, unpacked, ms CPU over a no-op" + java,
                    10,
                    difference(lambda + "portolan cpu", lambda + "no-op cpu"));
            atLeast("G8", "POJO handler ÷ ours" + java, 3, quotient(lambda + "pojos cpu", lambda + "portolan cpu"));
            atLeast("G8", "Spring ÷ ours" + java, 10, quotient(lambda + "spring cpu", lambda + "portolan cpu"));
            atMost(
                    "G9",
                    "resident MB over the empty JVM" + java,
                    2,
                    difference(
                            Cold.name(jdk, "plain", "portolan") + " resident",
                            Cold.name(jdk, "plain", "nothing") + " resident"));
            String google = Servers.name(jdk, "google ");
            for (String time : List.of("cpu", "wall")) {
                atLeast(
                        "Google",
                        "first answer: invoker ÷ CloudRun, " + time + java,
                        3,
                        quotient(google + "invoker " + time, google + "CloudRun " + time));
            }
        }

        private void further() {
            atMost(
                    "G10",
                    "a record at 10 000 ÷ at 100",
                    1.3,
                    quotient(
                            Steady.name("C1", Case.SQS_10000, "events") + " nanos",
                            Steady.name("C1", Case.SQS_100, "events") + " nanos"));
            atLeast(
                    "Google",
                    "the invoker's conversion ÷ ours: " + Case.LEGACY_STORAGE.title(),
                    10,
                    times("C1", Case.LEGACY_STORAGE, "invoker", "events"));
            atLeast(
                    "Google",
                    "cloudevents-json-jackson ÷ ours, reading",
                    1,
                    times("C1", Case.CLOUDEVENT, "sdk", "events"));
            atMost("further", "to events ÷ tokens: SQS × 10", .7, ratio("C1", Case.SQS_10, "events"));
            atMost("further", "Kinesis", .5, ratio("C1", Case.KINESIS, "events"));
            atMost("further", "DynamoDB", .6, ratio("C1", Case.DYNAMODB, "events"));
            atMost("further", "HTTP API", .55, ratio("C1", Case.HTTP_V2, "events"));
            atMost("further", "S3", .85, ratio("C1", Case.S3, "events"));
            atMost("further", "escape-dense", .4, ratio("C1", Case.HTTP_DENSE, "events"));
            for (Case each : List.of(Case.SQS_10, Case.KINESIS, Case.DYNAMODB, Case.HTTP_V2, Case.S3)) {
                atLeast(
                        "further",
                        "AWS's POJOs ÷ ours: " + each.title(),
                        each == Case.S3 ? 25 : 3.5,
                        times("C1", each, "pojos", "events"));
                atLeast("further", "Spring ÷ ours: " + each.title(), 20, times("C1", each, "spring", "events"));
            }
        }

        private void overNothing(String name, String what, Jdk jdk, String way, double target) {
            atMost(
                    name,
                    what,
                    target,
                    difference(Cold.name(jdk, way, "portolan") + " cpu", Cold.name(jdk, way, "nothing") + " cpu"));
        }

        private void atMost(String name, String what, double target, OptionalDouble measured) {
            all.add(new Goal(name, what, true, target, measured));
        }

        private void atLeast(String name, String what, double target, OptionalDouble measured) {
            all.add(new Goal(name, what, false, target, measured));
        }

        private OptionalDouble ratio(String mode, Case measured, String variant) {
            return figure(mode, measured, variant, "ratio");
        }

        private OptionalDouble times(String mode, Case measured, String other, String ours) {
            return quotient(
                    Steady.name(mode, measured, other) + " ratio", Steady.name(mode, measured, ours) + " ratio");
        }

        private OptionalDouble figure(String mode, Case measured, String variant, String figure) {
            return results.median(Steady.name(mode, measured, variant) + " " + figure);
        }

        private OptionalDouble quotient(String a, String b) {
            return combine(a, b, x -> x[0] / x[1]);
        }

        private OptionalDouble difference(String a, String b) {
            return combine(a, b, x -> x[0] - x[1]);
        }

        private OptionalDouble combine(String a, String b, Function<double[], Double> operation) {
            OptionalDouble first = results.median(a);
            OptionalDouble second = results.median(b);
            return first.isEmpty() || second.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(operation.apply(new double[] {first.getAsDouble(), second.getAsDouble()}));
        }
    }
}
