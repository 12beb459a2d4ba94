package dev.portolan.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {

    private static final String SQS = """
            {"Records": [
              {"messageId": "m-1", "body": "{\\"n\\":1}", "attributes": {"SentTimestamp": "1545082649183"}},
              {"messageId": "m-2", "body": "", "attributes": {}, "deep": {"er": {"est": {"name": "x", "n": [1, {"k": "v"}]}}}}
            ]}
            """;

    private static Json read(String text) {
        return Json.read(text.getBytes(UTF_8));
    }

    @Test
    void readsByName() {
        try (Json json = read(SQS)) {
            List<String> ids = new ArrayList<>();
            for (JsonNode record : json.root().at("Records")) {
                ids.add(record.text("messageId"));
            }
            assertEquals(List.of("m-1", "m-2"), ids);
            JsonNode first = json.root().at("Records").iterator().next();
            assertEquals("1545082649183", first.text("attributes", "SentTimestamp"));
            assertEquals("{\"n\":1}", first.at("body").string());
            assertEquals("Records[0].body", first.at("body").path());
            assertNull(first.textOrNull("attributes", "MessageGroupId"));
            assertNull(first.textOrNull("messageAttributes", "MessageGroupId"));
        }
    }

    @Test
    void halfASurrogatePairIsNeitherUnicodeNorBase64() {
        try (Json json = read("[\"\\ud800\", \"AA=\\u003d\", \"\\ud83d\\ude00\"]")) {
            List<String> found = new ArrayList<>();
            for (JsonNode text : json.root()) {
                found.add(text.isUnicode() + " " + text.isBase64());
            }
            assertEquals(List.of("false false", "true true", "true false"), found);
        }
    }

    @Test
    void readsBelowTheIndex() {
        try (Json json = read(SQS)) {
            var records = json.root().at("Records").iterator();
            records.next();
            JsonNode deep = records.next().at("deep", "er", "est");
            assertEquals("x", deep.text("name"));
            assertEquals("est", deep.name());
            assertEquals("Records[1].deep.er.est", deep.path());
            assertEquals(2, deep.at("n").size());
            var elements = deep.at("n").iterator();
            assertEquals("1", elements.next().literal());
            JsonNode last = elements.next();
            assertEquals("v", last.text("k"));
            assertEquals("k", last.at("k").name());
            assertEquals("Records[1].deep.er.est.n[1].k", last.at("k").path());
        }
    }

    @Test
    void saysWhatIsMissing() {
        try (Json json = read(SQS)) {
            JsonNode record = json.root().at("Records").iterator().next();
            assertEquals(
                    "Records[0].messageID: expected text, found nothing (byte 16)",
                    assertThrows(MalformedPayloadException.class, () -> record.text("messageID"))
                            .getMessage());
            assertEquals(
                    "Records[0].attributes: expected text, found an object (byte 72)",
                    assertThrows(MalformedPayloadException.class, () -> record.text("attributes"))
                            .getMessage());
        }
    }

    /** Texts that follow a container in an array are content, and no message may hold them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{},'secret',nul]                                                   | [2]",
                "{'a':[{},'secret',5,nul]}                                           | a[3]",
                "{'a':[[],'secret',{'b':1},'secret',nul]}                            | a[4]",
                "[[[[[[[[[[[[[[[[[[1,2]]]]]]]]]]]]]]]]],'secret',nul]                | [2]",
                "{'a':{'b':[1]},'c':nul}                                             | c",
            })
    void aPathHoldsNamesAndNoTexts(String document, String path) {
        MalformedPayloadException error = assertThrows(
                MalformedPayloadException.class,
                () -> read(document.replace('\'', '"')).close());
        assertEquals(path, error.path());
    }

    @Test
    void everyValueIsWhereItsPathSays() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            String document = "[" + value(random, 0) + "," + value(random, 0) + "]";
            try (Json json = read(document)) {
                requirePaths(json.root(), "", document);
            }
        }
    }

    private static String value(Random random, int depth) {
        StringBuilder value = new StringBuilder();
        int kind = random.nextInt(depth > 5 ? 2 : 5);
        int size = random.nextInt(4);
        if (kind == 0) {
            return "1";
        }
        if (kind == 1) {
            return "\"secret\"";
        }
        for (int i = 0; i < size; i++) {
            value.append(i == 0 ? "" : ",")
                    .append(kind == 2 ? "\"" + (char) ('a' + i) + "\":" : "")
                    .append(value(random, depth + 1));
        }
        return kind == 2 ? "{" + value + "}" : "[" + value + "]";
    }

    private static void requirePaths(JsonNode node, String path, String document) {
        assertEquals(path, node.path(), document);
        int i = 0;
        if (node.isArray()) {
            for (JsonNode element : node) {
                requirePaths(element, path + "[" + i++ + "]", document);
            }
        } else if (node.isObject()) {
            for (JsonNode member : node) {
                requirePaths(member, path.isEmpty() ? member.name() : path + "." + member.name(), document);
            }
        }
    }

    @Test
    void refusesRepeatedNamesWhereTheyAreRead() {
        try (Json json = read("{\"data\":{\"a\":1,\"a\":2},\"read\":{\"b\":1,\"\\u0062\":2}}")) {
            assertTrue(json.root().at("data").isObject());
            assertThrows(MalformedPayloadException.class, () -> json.root().textOrNull("read", "c"));
        }
    }

    @Test
    void halfASurrogatePairIsNoBase64() {
        try (Json json = read("{\"a\":\"\\ud800\"}")) {
            assertEquals(false, json.root().at("a").isBase64());
        }
    }

    @Test
    void elementsHaveNoNames() {
        try (Json json = read("{\"a\":[1]}")) {
            JsonNode element = json.root().at("a").iterator().next();
            assertEquals(
                    "a[0]",
                    assertThrows(MalformedPayloadException.class, element::name).path());
        }
    }

    @Test
    void base64IsUnescapedOnce() {
        try (Json json = read("[\"\\\\u0041AA\", \"AAA\\\\u003d\", \"\\\\\\\\ud800\"]")) {
            for (JsonNode text : json.root()) {
                assertEquals(false, text.isBase64(), text.string());
            }
        }
    }

    @Test
    void anEscapedQuoteEndsNoText() {
        for (int length = 0; length < 5_000; length += length < 40 || length > 4_960 ? 1 : 331) {
            String text = "[\"" + "x".repeat(length) + "\\n";
            assertThrows(MalformedPayloadException.class, () -> read(text + "\\\"]"));
            assertThrows(MalformedPayloadException.class, () -> read(text + "y".repeat(70) + "\\\"]"));
            assertThrows(MalformedPayloadException.class, () -> read(text + "\\\"" + "y".repeat(70) + "]"));
            try (Json json = read(text + "\\\"\"]")) {
                assertEquals(length + 2, json.root().iterator().next().string().length());
            }
        }
    }

    @Test
    void readsOneScalarInsideOtherBytes() {
        byte[] bytes = "77-12.5e3true\"a]\"".getBytes(UTF_8);
        int[] ends = {2, 9, 13, 17};
        for (int i = 0, start = 0; i < ends.length; start = ends[i++]) {
            try (Json json = Json.read(bytes, start, ends[i], Limits.STANDARD)) {
                assertEquals(ends[i], json.root().end());
            }
        }
    }

    @Test
    void aLimitOfMembersMayBeAsHighAsNumbersGo() {
        Limits limits = Limits.STANDARD.withMembers(Integer.MAX_VALUE);
        byte[] deep =
                "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":{\"h\":{\"i\":{\"j\":\"k\"}}}}}}}}}}".getBytes(UTF_8);
        // The first document has the spare index, so the second must grow its own.
        try (Json first = Json.read(deep, 0, deep.length, limits);
                Json json = Json.read(deep, 0, deep.length, limits)) {
            assertTrue(first.root().isObject());
            JsonNode node = json.root();
            for (String name : List.of("a", "b", "c", "d", "e", "f", "g", "h", "i")) {
                node = node.at(name);
            }
            assertEquals("k", node.text("j"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"3|", "4|[", "5|{'records':["})
    void whatWasReadBeforeLiftsNoLimit(int depth, @Nullable String around) {
        byte[] document = ofOneRecord("{'a':{'b':[[1]],'c':2}}", around);
        for (int turn = 0; turn < 10; turn++) {
            try (Json json = Json.read(document)) {
                assertEquals(2, record(json.root()).at("a").size());
            }
        }
        for (int turn = 0; turn < 10; turn++) {
            try (Json json = Json.read(document, 0, document.length, Limits.STANDARD.withMembers(1))) {
                JsonNode a = record(json.root()).at("a");
                assertThrows(MalformedPayloadException.class, () -> a.at("c"));
            }
            Limits shallow = Limits.STANDARD.withDepth(depth);
            assertThrows(MalformedPayloadException.class, () -> Json.read(document, 0, document.length, shallow));
        }
    }

    private static byte[] ofOneRecord(String record, @Nullable String around) {
        String document = around == null
                ? record
                : around + record + (around.endsWith("{'records':[") ? "]}" : "]") + " ".repeat(4096);
        return document.replace('\'', '"').getBytes(UTF_8);
    }

    private static JsonNode record(JsonNode root) {
        JsonNode records = root.isObject() ? root.atOrNull("records") : root;
        return records == null ? root : records.iterator().next();
    }

    @Test
    void whatWasReadBeforeLiftsNoLimitForOthers() {
        byte[] document = "{\"m\":{\"x\":1,\"y\":2,\"z\":3}}".getBytes(UTF_8);
        byte[] batch = ("[" + "{\"m\":{\"x\":1,\"y\":2,\"z\":3}},".repeat(3) + "0]" + " ".repeat(5000)).getBytes(UTF_8);
        Limits two = Limits.STANDARD.withMembers(2);
        for (int turn = 0; turn < 20; turn++) {
            try (Json json = Json.read(document, 0, document.length, two)) {
                JsonNode m = json.root().at("m");
                assertThrows(MalformedPayloadException.class, () -> m.at("z"));
                assertEquals("x", m.entries().next().name());
                assertThrows(MalformedPayloadException.class, () -> m.at("z"));
                assertThrows(MalformedPayloadException.class, () -> m.atOrNull("none"));
            }
            try (Json json = Json.readAgain(document, 0, document.length)) {
                assertEquals("3", json.root().at("m", "z").literal());
            }
            try (Json json = Json.readAgain(batch, 0, batch.length)) {
                for (JsonNode record : json.root()) {
                    assertEquals(
                            record.isObject() ? "3" : "0",
                            (record.isObject() ? record.at("m", "z") : record).literal());
                }
            }
            try (Json json = Json.read(batch, 0, batch.length, two)) {
                for (JsonNode record : json.root()) {
                    if (record.isObject()) {
                        JsonNode m = record.at("m");
                        assertTrue(m.entries().hasNext());
                        assertThrows(MalformedPayloadException.class, () -> m.at("z"));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"7|", "6|["})
    void aDocumentIsAsDeepAsItIsWhateverWasReadBefore(int objects, @Nullable String around) {
        byte[] flat = ofOneRecord(nested(objects, 1), around);
        for (int depth : List.of(2, 3, 90, 500, 991)) {
            byte[] deep = ofOneRecord(nested(objects, depth), around);
            for (int turn = 0; turn < 40; turn++) {
                byte[] document = turn % 20 < 15 ? flat : deep;
                try (Json json = Json.read(document)) {
                    int depthOfThis = document == flat ? 8 : 7 + depth;
                    assertTrue(json.root().isWithin(depthOfThis));
                    assertFalse(json.root().isWithin(depthOfThis - 1));
                }
            }
        }
    }

    /** In what is known of a document, records begin now and then where others began in the last one. */
    @Test
    void aTextIsThatOfItsOwnDocument() {
        for (int others = 0; others < 12; others++) {
            for (int records = 2; records < 12; records++) {
                for (int turn = 0; turn < 40; turn++) {
                    String text = turn % 20 < 15 ? "x" : "y";
                    String record = "{'a':'" + text + "','b':1},";
                    String batch =
                            "{'records':[" + record.repeat(records) + "0],'others':[" + "[],".repeat(others) + "0]}";
                    byte[] document = (batch.replace('\'', '"') + " ".repeat(4096)).getBytes(UTF_8);
                    try (Json json = Json.read(document)) {
                        int left = records;
                        for (JsonNode each : json.root().iterator().next()) {
                            if (left-- > 0) {
                                assertEquals(text, each.text("a"));
                            }
                        }
                    }
                }
            }
        }
    }

    private static String nested(int objects, int arrays) {
        return "{'a':".repeat(objects) + "[".repeat(arrays) + "]".repeat(arrays) + "}".repeat(objects);
    }

    @Test
    void aTextIsPrintableByItsOwnBytesWhereverTheSameWasReadBefore() {
        String blanks = " ".repeat(4096);
        for (String name : List.of("a", "b")) {
            String batch = "[{\"" + name + "\":\"x\u007f\"}]";
            for (int turn = 0; turn < 40; turn++) {
                // What a large document is, too, as soon as it is more than blanks.
                boolean blanksFirst = turn < 20 == name.equals("a");
                byte[] document = (blanksFirst ? blanks + batch : batch + blanks).getBytes(UTF_8);
                try (Json json = Json.read(document)) {
                    JsonNode record = json.root().iterator().next();
                    assertFalse(record.isKnownPrintable(record.text(name)));
                }
            }
        }
    }

    @Test
    void anArrayThatIsChangedTooEarlySpoilsNoOtherDocument() {
        byte[] good = "{\"a\":\"b\",\"c\":[1,2]}".getBytes(UTF_8);
        byte[] bad = "{\"a\":\"b\",\"c\":[1,,]}".getBytes(UTF_8);
        for (int turn = 0; turn < 40; turn++) {
            byte[] document = good.clone();
            try (Json json = Json.read(document)) {
                assertEquals("b", json.root().text("a"));
                System.arraycopy(bad, 0, document, 0, bad.length);
            }
            assertThrows(MalformedPayloadException.class, () -> Json.read(bad));
        }
    }
}
