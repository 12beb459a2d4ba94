package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portolan.conformance.Rule.Strength;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a payload holds is neither changed, nor lost, nor opened unasked. */
final class DataRules {

    private static final String DOCUMENT = "docs/conformance.md";

    /** How many records a large batch has. */
    private static final int MANY = 1_000;

    /** No platform hands over more at once. */
    private static final int MOST_BYTES = 6 << 20;

    private static final List<String> ODD_TEXTS = List.of(
            "{\"n\":1.10,\"e\":1E400,\"big\":12345678901234567890123,\"a\":1,\"a\":2}",
            " \t\r\n{ \"b\" :\t[ ] , \"c\\u0000\\/\" : \"\\ud83d\\ude80\" }\n ",
            "\u00a0e\u0301 &amp; &#39;\u00a0",
            "é\u0000\u001b[31m \u2028\uFFFD \ud83d\ude80 %2F+&=",
            "\uFEFFx",
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a b='c'/>",
            "\"text\"",
            "null",
            "x".repeat(100_000));

    private static final List<String> ODD_VALUES = List.of(
            "1.10",
            "1E400",
            "12345678901234567890123",
            "{\"a\":1,\"a\":2}",
            " [ 1 ,\t2 ]\n",
            "\"\\u00e9\\ud83d\\ude80\\/ é\"",
            "\"\\ud800\"");

    private static final List<byte[]> ODD_BYTES = List.of(
            allBytes(), new byte[] {(byte) 0xFF, (byte) 0xFE, 0}, new byte[] {0x1F, (byte) 0x8B, 8, 0}, new byte[] {0});

    static final List<Rule<Examination>> ALL = List.of(
            new Rule<>(
                    "FID_01",
                    Strength.MUST,
                    Rule.Scope.SOURCE,
                    "Data is what the producer or the provider wrote, byte for byte.",
                    DOCUMENT,
                    "whether data is parsed and written again, trimmed, or decoded twice.",
                    DataRules::dataIsUnchanged),
            new Rule<>(
                    "LOS_01",
                    Strength.MUST,
                    Rule.Scope.SOURCE,
                    "Whatever a payload says is in an event, or on the list of what is left out and why.",
                    "docs/mapping.md",
                    "whether the source's row reads the field: it belongs into an attribute, data or typed data; if nobody needs"
                            + " it, leftOut in the provider's sources.json names it and says why. If records are missing: what"
                            + " limits their number.",
                    DataRules::nothingIsLost),
            new Rule<>(
                    "NES_01",
                    Strength.MUST,
                    Rule.Scope.SOURCE,
                    "Another provider's document in a message stays data, unless the function asked to open it.",
                    DOCUMENT,
                    "whether the row looks into bodies, or recognition into more than the outermost document.",
                    DataRules::nothingIsOpened));

    private DataRules() {}

    private static byte[] allBytes() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return all;
    }

    private static void dataIsUnchanged(Examination examination) {
        List<Slot> slots = examination.slots();
        if (slots.isEmpty()) {
            throw new Rule.NotChecked(
                    "No payload of this source holds data as text, in base64 or as an object of its own.");
        }
        for (Slot slot : slots) {
            for (byte[] data : odd(slot.form())) {
                String problem = slot.problem(examination, data);
                if (problem != null) {
                    throw new Rule.Broken(slot + " with other data: " + problem);
                }
            }
        }
    }

    private static List<byte[]> odd(Slot.Form form) {
        List<byte[]> odd = new ArrayList<>(form == Slot.Form.BASE64 ? ODD_BYTES : List.of());
        for (String text : form == Slot.Form.OBJECT ? ODD_VALUES : ODD_TEXTS) {
            odd.add(text.getBytes(StandardCharsets.UTF_8));
        }
        return odd;
    }

    /**
     * A batch of the size that only a stream or a large window makes has as many events as records, each with its data. Who
     * refuses it, or a record of it, says so and loses nothing.
     */
    private static void noRecordIsLost(Examination examination) {
        for (Fixture fixture : examination.fixtures()) {
            int size = fixture.expected().events().size();
            int times = size > 1 ? Math.min(MANY / size, MOST_BYTES / fixture.payload().length) : 0;
            Reading first = times > 1 ? examination.firstOrNull(fixture) : null;
            byte[] many = first == null || first.isRefusal()
                    ? null
                    : Anatomy.of(fixture).withRecords(size, times);
            if (many != null && isEachRecordRead(examination, fixture, many, times)) {
                return;
            }
        }
    }

    /** Whether the batch is read at all. */
    private static boolean isEachRecordRead(Examination examination, Fixture fixture, byte[] many, int times) {
        String how = fixture.name() + " with its records " + times + " times: ";
        Reading reading = examination.readOrNull(fixture, many);
        if (reading == null) {
            throw new Rule.NotChecked(how + "the subject did not read it.");
        }
        if (reading.isRefusal()) {
            return false;
        }
        List<JsonNode> one = fixture.expected().events();
        List<JsonNode> all = reading.events();
        if (all.size() != one.size() * times) {
            throw new Rule.Broken(how + "there are " + all.size() + " events instead of " + one.size() * times + ".");
        }
        for (int i = 0; i < all.size(); i++) {
            JsonNode expected = one.get(i % one.size()).path("data");
            if (!all.get(i).has("error") && !all.get(i).path("data").equals(expected)) {
                throw new Rule.Broken(how + "event " + i + " does not have the data of its record.");
            }
        }
        return true;
    }

    private static void nothingIsLost(Examination examination) {
        noRecordIsLost(examination);
        Map<String, String> all = new LinkedHashMap<>();
        Set<String> told = new HashSet<>();
        for (Fixture fixture : examination.fixtures()) {
            for (Provenance.Field field : examination.provenance(fixture)) {
                all.putIfAbsent(field.pattern(), fixture.name());
                if (!field.isLost()) {
                    told.add(field.pattern());
                }
            }
        }
        if (all.isEmpty()) {
            throw new Rule.NotChecked("Every payload of this source is refused.");
        }
        Facts facts = examination.fixtures().get(0).facts();
        all.keySet().removeAll(told);
        all.keySet().removeIf(pattern -> facts.leftOut(pattern) != null);
        if (!all.isEmpty()) {
            Map.Entry<String, String> first = all.entrySet().iterator().next();
            all.remove(first.getKey());
            throw new Rule.Broken(first.getValue() + ": the value of " + first.getKey()
                    + " was replaced, and the events stayed the same, so none of them tells it. Expected is an attribute, data"
                    + " or a component of typed that changes with it, or a reason under leftOut in sources.json."
                    + (all.isEmpty()
                            ? ""
                            : " The same holds for " + String.join(", ", new TreeSet<>(all.keySet())) + "."));
        }
    }

    private static void nothingIsOpened(Examination examination) {
        boolean isChecked = false;
        for (Slot slot : examination.slots()) {
            if (slot.form() != Slot.Form.OBJECT) {
                Nesting nesting = Nesting.of(examination, slot);
                for (Fixture inner : Documents.ALL) {
                    nesting.check(inner);
                }
                isChecked = true;
            }
        }
        if (!isChecked) {
            throw new Rule.NotChecked("No payload of this source carries documents of others.");
        }
    }

    /** One document of every source there is. */
    private static final class Documents {

        private static final int LONGEST = 50_000;

        static final List<Fixture> ALL = all();

        private static List<Fixture> all() {
            Map<String, Fixture> documents = new LinkedHashMap<>();
            for (Fixture fixture : Fixtures.all()) {
                boolean isDocument = !fixture.isHttp() && fixture.payload().length < LONGEST;
                if (isDocument && !fixture.expected().isRefusal()) {
                    documents.putIfAbsent(fixture.source(), fixture);
                }
            }
            return List.copyOf(documents.values());
        }
    }

    /** What a slot's events look like, whatever is in it. */
    private record Nesting(Examination examination, Slot slot, List<JsonNode> one, List<JsonNode> other) {

        static Nesting of(Examination examination, Slot slot) {
            return new Nesting(
                    examination, slot, events(examination, slot, "{\"x\":1}"), events(examination, slot, "{\"x\":2}"));
        }

        private static List<JsonNode> events(Examination examination, Slot slot, String data) {
            Reading reading = examination.readOrNull(slot.fixture(), slot.with(data.getBytes(StandardCharsets.UTF_8)));
            List<JsonNode> events = reading == null ? List.of() : reading.events();
            if (events.size() <= slot.event()) {
                throw new Rule.Broken(slot + " holding " + data + ": there is no event.");
            }
            return events;
        }

        void check(Fixture inner) {
            String document = new String(inner.payload(), StandardCharsets.UTF_8);
            List<JsonNode> events = events(examination, slot, document);
            if (events.size() != one.size()) {
                throw new Rule.Broken(slot + " holding " + inner.name() + ": there are " + events.size()
                        + " events instead of " + one.size() + ".");
            }
            JsonNode attributes = one.get(slot.event()).path("attributes");
            for (String name : List.of("specversion", "id", "source", "type", "subject", "time")) {
                JsonNode usual = attributes.path(name);
                JsonNode now = events.get(slot.event()).path("attributes").path(name);
                boolean isOfContent =
                        !usual.equals(other.get(slot.event()).path("attributes").path(name));
                if (!isOfContent && !usual.equals(now)) {
                    throw new Rule.Broken(slot + " holding " + inner.name() + ": " + name + " is " + now
                            + " instead of " + usual + ".");
                }
            }
            String problem = slot.problem(examination, document.getBytes(StandardCharsets.UTF_8));
            if (problem != null) {
                throw new Rule.Broken(slot + " holding " + inner.name() + ": " + problem);
            }
        }
    }
}
