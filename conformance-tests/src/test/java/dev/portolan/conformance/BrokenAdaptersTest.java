package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The kit itself: for every rule an adapter that is right but for one thing, and the words it is told so with. */
final class BrokenAdaptersTest {

    private static final Subject AWS = Subject.of(options -> Clouds.adapter("aws", options));

    private static final ObjectMapper LENIENT = new ObjectMapper();
    private static final AtomicInteger READ = new AtomicInteger();

    private static final Subject GCP = Subject.of(options -> Clouds.adapter("gcp", options));

    /**
     * An adapter that breaks a rule.
     *
     * @param source the source whose fixtures show it
     * @param wrong what is wrong with it, for the test's name
     * @param cause what the message must say
     */
    private record Broken(String rule, String source, String wrong, Subject adapter, String cause) {}

    private static final List<Broken> ADAPTERS = List.of(
            new Broken(
                    "MAP_01",
                    "aws/sqs",
                    "forgets the time",
                    attributes(attributes -> attributes.remove("time")),
                    "events[0].attributes.time should be \"20"),
            new Broken("CE_01", "aws/sqs", "gives an empty id", attribute("id", ""), "id is \"\"."),
            new Broken(
                    "CE_01",
                    "aws/sqs",
                    "gives no id",
                    attributes(attributes -> attributes.remove("id")),
                    "id is missing."),
            new Broken(
                    "CE_02", "aws/sqs", "has spaces in the source", attribute("source", "a b"), "source is \"a b\"."),
            new Broken("CE_03", "aws/sqs", "speaks another version", attribute("specversion", "0.3"), "is \"0.3\"."),
            new Broken("CE_04", "aws/sqs", "gives an empty type", attribute("type", ""), "type is \"\"."),
            new Broken(
                    "CE_05",
                    "aws/sqs",
                    "has half a media type",
                    attribute("datacontenttype", "json"),
                    "datacontenttype is \"json\"."),
            new Broken(
                    "CE_06",
                    "aws/sqs",
                    "has a relative dataschema",
                    attribute("dataschema", "/schema.json"),
                    "dataschema is \"/schema.json\"."),
            new Broken("CE_07", "aws/sqs", "gives an empty subject", attribute("subject", ""), "subject is \"\"."),
            new Broken(
                    "CE_08",
                    "aws/sqs",
                    "gives a time without its offset",
                    attribute("time", "2026-01-02T03:04:05"),
                    "time is \"2026-01-02T03:04:05\"."),
            new Broken(
                    "CE_09",
                    "aws/sqs",
                    "names an extension in camel case",
                    attribute("messageGroup", "g"),
                    "messageGroup is \"g\"."),
            new Broken("CE_09", "aws/sqs", "has an attribute data", attribute("data", "x"), "data is \"x\"."),
            new Broken(
                    "CE_10",
                    "aws/sqs",
                    "has a long name",
                    attribute("messagededuplicationid", "x"),
                    "messagededuplicationid is"),
            new Broken(
                    "CE_11",
                    "aws/sqs",
                    "hands control characters on",
                    attribute("subject", "a\nb"),
                    "subject is \"a\\nb\"."),
            new Broken(
                    "CE_12",
                    "aws/sqs",
                    "has a number of 64 bits",
                    attributes(attributes -> attributes.put("sequence", 1L << 40)),
                    "sequence is 1099511627776."),
            new Broken(
                    "STR_01",
                    "aws/sqs",
                    "throws what it should not",
                    onRefusal("malformed", (payload, refusal) -> {
                        throw new IllegalStateException();
                    }),
                    "it threw java.lang.IllegalStateException."),
            new Broken(
                    "STR_02",
                    "aws/sqs",
                    "hands out what it had read when the document ended",
                    onRefusal("malformed", (payload, refusal) -> noEvents()),
                    "should be malformed, and gave no error."),
            new Broken(
                    "STR_03",
                    "aws/sqs",
                    "stops reading behind the document",
                    (payload, options) -> AWS.read(upToLastBrace(payload), options),
                    "followed by other bytes: should be malformed"),
            new Broken(
                    "STR_04",
                    "aws/sqs",
                    "replaces bytes that are not UTF-8",
                    (payload, options) -> AWS.read(
                            new String(payload, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), options),
                    "replaced by FF: should be malformed"),
            new Broken(
                    "STR_05",
                    "aws/sqs",
                    "takes what it does not know for an empty batch",
                    onRefusal("unrecognized", (payload, refusal) -> noEvents()),
                    "was read as events."),
            new Broken(
                    "STR_06",
                    "aws/sqs",
                    "takes the last of two members",
                    (payload, options) -> AWS.read(withoutRepetitions(payload), options),
                    "Records[0].messageId twice: was read as events."),
            new Broken(
                    "FID_01",
                    "aws/sqs",
                    "trims bodies",
                    changed(AWS, reading -> {
                        for (JsonNode event : reading.path("events")) {
                            if (event.path("data").isTextual()) {
                                ((ObjectNode) event)
                                        .put("data", event.path("data").asText().strip());
                            }
                        }
                    }),
                    "Records[0].body with other data: data is \"{ "),
            new Broken(
                    "FID_01",
                    "aws/sqs",
                    "makes one character of a letter and its accent",
                    changed(AWS, reading -> {
                        for (JsonNode event : reading.path("events")) {
                            if (event.path("data").isTextual()) {
                                String data = event.path("data").asText();
                                ((ObjectNode) event).put("data", Normalizer.normalize(data, Normalizer.Form.NFC));
                            }
                        }
                    }),
                    "Records[0].body with other data: data is \"\u00a0\u00e9 &amp;"),
            new Broken(
                    "FID_01",
                    "aws/sns",
                    "unescapes the text of typed data",
                    changed(AWS, reading -> {
                        for (JsonNode typed : reading.findValues("typed")) {
                            String body = typed.path("body").asText();
                            ((ObjectNode) typed).put("body", body.replace("&amp;", "&"));
                        }
                    }),
                    "Records[0].Sns.Message with other data: typed.body is \"\u00a0e\u0301 & &#39;"),
            new Broken(
                    "FID_01",
                    "aws/sqs",
                    "gives no events any more after a while",
                    tiredAfter(3),
                    "with other data: there is no event."),
            new Broken(
                    "NES_01", "aws/sqs", "gives no events any more after a while", tiredAfter(3), "there is no event."),
            new Broken(
                    "IDN_01",
                    "aws/sqs",
                    "gives no events any more after a while",
                    tiredAfter(0),
                    ": there are 0 events instead of "),
            new Broken(
                    "IDN_02",
                    "aws/sqs",
                    "gives no events any more after a while",
                    tiredAfter(0),
                    ": there are 0 events instead of "),
            new Broken(
                    "DET_01",
                    "aws/sqs",
                    "gives no events any more after a while",
                    tiredAfter(3),
                    "events[0] should be {"),
            new Broken(
                    "TOL_01",
                    "aws/sqs",
                    "gives no events any more after a while",
                    tiredAfter(3),
                    "gave 0 events instead of "),
            new Broken(
                    "LOS_01",
                    "aws/sqs",
                    "forgets the message group",
                    changed(AWS, reading -> {
                        for (JsonNode event : reading.path("events")) {
                            if (event.has("attributes")) {
                                ((ObjectNode) event.get("attributes")).remove(List.of("partitionkey", "escaped"));
                                ((ObjectNode) event.get("typed")).remove("group");
                            }
                        }
                    }),
                    "the value of Records[].attributes.MessageGroupId was replaced, and the events stayed the same, so none of"
                            + " them tells it. Expected is an attribute, data or a component of typed that changes with it, or a"
                            + " reason under leftOut in sources.json."),
            new Broken(
                    "LOS_01",
                    "aws/kinesis",
                    "reads a hundred records of a batch",
                    changed(AWS, reading -> {
                        if (reading.path("events") instanceof ArrayNode events) {
                            while (events.size() > 100) {
                                events.remove(100);
                            }
                        }
                    }),
                    "with its records 500 times: there are 100 events instead of 1000."),
            new Broken(
                    "NES_01",
                    "aws/sqs",
                    "opens notifications unasked",
                    (payload, options) ->
                            AWS.read(payload, new Options(List.of("sns"), options.accept(), null, null, Map.of())),
                    "Records[0].body holding aws/sns/"),
            new Broken(
                    "IDN_01",
                    "aws/sqs",
                    "makes ids of whole payloads",
                    (payload, options) -> withIds(AWS.read(payload, options), id -> id + Arrays.hashCode(payload)),
                    "Records[0].receiptHandle replaced by"),
            new Broken(
                    "IDN_01",
                    "gcp/http",
                    "makes ids of whole requests",
                    (payload, options) -> withIds(GCP.read(payload, options), id -> id + Arrays.hashCode(payload)),
                    "headers in the opposite order: the id of event 0 was"),
            new Broken(
                    "IDN_02",
                    "aws/sqs",
                    "gives all messages one id",
                    (payload, options) -> withIds(AWS.read(payload, options), id -> "message"),
                    "two events that differ have the source \"arn:aws:sqs:eu-west-1:111122223333:orders\" and the id"
                            + " \"message\"."),
            new Broken(
                    "DET_01",
                    "aws/sqs",
                    "writes numbers as the locale has them",
                    (payload, options) ->
                            withIds(AWS.read(payload, options), id -> id + String.format("-%d", payload.length)),
                    "read again, with ar-EG-u-nu-arab in America/St_Johns: events[0].attributes.id should be"),
            new Broken(
                    "DET_01",
                    "aws/sqs",
                    "counts what it reads",
                    (payload, options) -> withIds(AWS.read(payload, options), id -> id + READ.incrementAndGet()),
                    "events[0].attributes.id should be"),
            new Broken(
                    "DET_02",
                    "aws/sqs",
                    "decodes with the default charset",
                    new AdapterSubject(
                            options -> new DefaultCharsetAdapter(),
                            List.of("--class", DefaultCharsetAdapter.class.getName())),
                    "read in a JVM with -Dfile.encoding=ISO-8859-1"),
            new Broken(
                    "TOL_01",
                    "aws/sqs",
                    "knows all members there will ever be",
                    (payload, options) -> text(payload).contains("xUnknown")
                            ? refusal("malformed", "unknown member")
                            : AWS.read(payload, options),
                    "with an unknown member: was refused."),
            new Broken(
                    "ISO_01",
                    "aws/sqs",
                    "keeps a failure from one record to the next",
                    changed(AWS, BrokenAdaptersTest::failAllBehindAFailure),
                    "are read otherwise."),
            new Broken(
                    "MSG_01",
                    "aws/sqs",
                    "shows in its messages what it got",
                    onRefusal("malformed", (payload, refusal) -> refusal("malformed", "what is " + text(payload))),
                    "a message repeats the payload"),
            new Broken(
                    "MSG_01",
                    "aws/sqs",
                    "shows in its paths what it got",
                    onRefusal("malformed", (payload, refusal) -> {
                        Reading told = refusal("malformed", "expected text");
                        ((ObjectNode) told.refusal()).put("path", text(payload));
                        return told;
                    }),
                    "a message repeats the payload"));

    @TestFactory
    Stream<DynamicTest> rules_are_broken_with_a_message_that_names_rule_and_cause() {
        return ADAPTERS.stream()
                .map(broken -> DynamicTest.dynamicTest(
                        broken.rule() + ": an adapter that " + broken.wrong(), () -> assertBroken(broken)));
    }

    private static void assertBroken(Broken broken) {
        String message = "";
        for (Trial trial : trials(broken.rule(), broken.source(), broken.adapter())) {
            if (message.isEmpty() && trial.run() instanceof Verdict.Failed failed) {
                message = trial.message(failed);
            }
        }
        assertTrue(message.startsWith(rule(broken.rule()).strength() + " " + broken.rule() + " is broken. "), message);
        assertTrue(message.contains(broken.source() + "/"), message);
        assertTrue(message.contains(broken.cause()), message);
        assertTrue(message.contains("\n  Look at: "), message);
    }

    private static List<Trial> trials(String rule, String source, Subject subject) {
        return Suite.trials(subject, Fixtures.of(source), List.of(rule(rule)));
    }

    private static Rule<Examination> rule(String id) {
        return Suite.RULES.stream()
                .filter(rule -> rule.id().equals(id))
                .findAny()
                .orElseThrow();
    }

    @Test
    void who_refuses_a_large_batch_or_records_of_it_loses_nothing() {
        Subject limited = (payload, options) ->
                payload.length > 100_000 ? refusal("malformed", "too large") : AWS.read(payload, options);
        assertEquals(
                List.of(new Verdict.Passed()),
                trials("LOS_01", "aws/kinesis", limited).stream()
                        .map(Trial::run)
                        .toList());
        Subject choosy = changed(AWS, reading -> {
            for (int i = 100; i < reading.path("events").size(); i++) {
                ((ArrayNode) reading.path("events"))
                        .set(i, refusal("malformed", "too many").document());
            }
        });
        assertEquals(
                List.of(new Verdict.Passed()),
                trials("LOS_01", "aws/kinesis", choosy).stream().map(Trial::run).toList());
    }

    @Test
    void who_gives_no_answer_to_a_large_batch_has_not_lost_it() {
        Subject failing = (payload, options) -> {
            if (payload.length > 100_000) {
                throw new SubjectFailedException("there was no answer within 10 s.");
            }
            return AWS.read(payload, options);
        };
        for (Trial trial : trials("LOS_01", "aws/kinesis", failing)) {
            assertInstanceOf(Verdict.Untried.class, trial.run());
        }
    }

    @Test
    void every_rule_has_an_adapter_that_breaks_it() {
        TreeSet<String> rules = new TreeSet<>();
        Suite.RULES.forEach(rule -> rules.add(rule.id()));
        TreeSet<String> broken = new TreeSet<>();
        ADAPTERS.forEach(adapter -> broken.add(adapter.rule()));
        assertEquals(rules, broken, "a rule without a broken adapter may be one that cannot fail: add one here");
    }

    @Test
    void what_an_adapter_cannot_be_set_up_for_is_skipped_with_its_reason() {
        Subject limited = (payload, options) -> {
            throw new UnsupportedOperationException("it reads nothing today");
        };
        for (Trial trial : Suite.trials(limited, Fixtures.of("aws/sqs"), Suite.RULES)) {
            Verdict.Skipped skipped = assertInstanceOf(Verdict.Skipped.class, trial.run(), trial.displayName());
            assertTrue(skipped.reason().length() > 10, trial.displayName());
        }
    }

    private static Reading withIds(Reading reading, UnaryOperator<String> change) {
        for (JsonNode attributes : Reading.attributesOf(reading)) {
            ((ObjectNode) attributes)
                    .put("id", change.apply(attributes.path("id").asText()));
        }
        return reading;
    }

    private static byte[] withoutRepetitions(byte[] payload) {
        try {
            return LENIENT.writeValueAsBytes(LENIENT.readTree(payload));
        } catch (IOException e) {
            return payload;
        }
    }

    private static Subject attribute(String name, String value) {
        return attributes(attributes -> attributes.put(name, value));
    }

    private static Subject attributes(Consumer<ObjectNode> change) {
        return changed(AWS, reading -> {
            for (JsonNode event : reading.path("events")) {
                if (event.has("attributes")) {
                    change.accept((ObjectNode) event.get("attributes"));
                }
            }
        });
    }

    private static Subject changed(Subject real, Consumer<ObjectNode> change) {
        return (payload, options) -> {
            ObjectNode reading = real.read(payload, options).document().deepCopy();
            change.accept(reading);
            return Reading.of(reading);
        };
    }

    /** An adapter that is right for so many readings. */
    private static Subject tiredAfter(int most) {
        AtomicInteger readings = new AtomicInteger();
        return (payload, options) -> readings.incrementAndGet() <= most ? AWS.read(payload, options) : noEvents();
    }

    /** What an adapter does with a payload that it should refuse. */
    private interface Refusal {
        Reading read(byte[] payload, Reading refusal);
    }

    private static Subject onRefusal(String kind, Refusal instead) {
        return (payload, options) -> {
            Reading reading = AWS.read(payload, options);
            return reading.refusal().path("kind").asText().equals(kind) ? instead.read(payload, reading) : reading;
        };
    }

    private static Reading noEvents() {
        ObjectNode reading = StrictJson.MAPPER.createObjectNode();
        reading.putArray("events");
        return Reading.of(reading);
    }

    private static Reading refusal(String kind, String message) {
        ObjectNode reading = StrictJson.MAPPER.createObjectNode();
        reading.putObject("error").put("kind", kind).put("message", message);
        return Reading.of(reading);
    }

    private static void failAllBehindAFailure(ObjectNode reading) {
        if (reading.path("events") instanceof ArrayNode events) {
            for (int i = 1; i < events.size(); i++) {
                if (events.get(i - 1).has("error")) {
                    events.set(i, events.get(i - 1).deepCopy());
                }
            }
        }
    }

    private static byte[] upToLastBrace(byte[] payload) {
        for (int end = payload.length; end > 1; end--) {
            boolean endsObject = payload[end - 1] == '}';
            boolean isEmptyObject = endsObject && payload[end - 2] == '{';
            if (endsObject && !isEmptyObject) {
                return Arrays.copyOf(payload, end);
            }
        }
        return payload;
    }

    private static String text(byte[] payload) {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
