package dev.portolan.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.Limits;
import dev.portolan.MalformedPayloadException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What mapping code asks of a document, near its root and below what is indexed, in small documents and in large ones. */
class JsonNodeTest {

    /** The same document by itself, inside six others, and behind so much that it is a large one. */
    private static List<Json> places(String document) {
        String text = document.replace('\'', '"');
        return List.of(
                Json.read(text.getBytes(UTF_8)),
                Json.read(("{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":" + text + "}}}}}}").getBytes(UTF_8)),
                Json.read(("{\"a\":" + text + ",\"b\":\"" + "x".repeat(20_000) + "\"}").getBytes(UTF_8)));
    }

    private static JsonNode inner(Json json) {
        JsonNode node = json.root();
        for (JsonNode next = node.atOrNull("a"); next != null && next.isObject(); next = node.atOrNull("a")) {
            node = next;
        }
        return node;
    }

    @ParameterizedTest
    @CsvSource({
        "content-type, 1",
        "Content-Type, 1",
        "CONTENT-TYPE, 1",
        "x_y,          2",
        "X_Y,          2",
        "x\u007fy,",
        "x\u0000y,",
        "content-typ,",
        "content-types,",
        "z,            4",
        "Z,            4",
        "k\u00e9,      5",
        "K\u00e9,      5",
        "K\u00c9,",
        "@,",
        "`,            6",
        "[,            7",
        "{,",
    })
    void a_member_is_found_whatever_the_case_of_a_to_z(String name, @Nullable String value) {
        String document = "{'Content-Type':1,'x_y':2,'content-type':3,'\\u005a':4,'k\u00e9':5,'`':6,'[':7}";
        for (Json json : places(document)) {
            try (json) {
                JsonNode found = inner(json).anyCaseOrNull(name);
                assertEquals(value, found == null ? null : found.literal());
                if (found != null) {
                    assertTrue(found.isCalled(name));
                    assertFalse(found.isCalled(name + "x"));
                    assertFalse(found.isCalled(name.substring(1)));
                }
            }
        }
    }

    /** Short values leave an index no room for them, long ones do. */
    @ParameterizedTest
    @ValueSource(ints = {1, 60})
    void what_is_read_does_not_depend_on_how_far_the_index_reaches(int length) {
        StringBuilder text = new StringBuilder("{\"Records\":[{\"dynamodb\":{\"NewImage\":{");
        for (int i = 0; i < 20_000; i++) {
            text.append('"')
                    .append(i)
                    .append("\":{\"N\":\"")
                    .append("7".repeat(length))
                    .append("\"},");
        }
        byte[] document =
                text.append("\"last\":{\"S\":\"here\"}}}}]}").toString().getBytes(UTF_8);
        try (Json json = Json.read(document, 0, document.length, Limits.STANDARD.withMembers(30_000))) {
            for (JsonNode record : json.root().at("Records")) {
                JsonNode image = record.at("dynamodb", "NewImage");
                assertEquals(20_001, image.size());
                assertEquals("7".repeat(length), image.text("19999", "N"));
                assertEquals("here", image.text("last", "S"));
                assertNull(image.textOrNull("last", "N"));
            }
        }
    }

    @Test
    void names_in_any_case_are_looked_for_in_objects_only() {
        try (Json json = Json.read("[{},\"a\",{\"b\":null}]".getBytes(UTF_8))) {
            List<JsonNode> nodes = new ArrayList<>();
            json.root().forEach(nodes::add);

            assertNull(json.root().anyCaseOrNull("a"));
            assertNull(nodes.get(0).anyCaseOrNull("a"));
            assertNull(nodes.get(1).anyCaseOrNull("a"));
            assertTrue(Objects.requireNonNull(nodes.get(2).anyCaseOrNull("B")).isNull());
            assertThrows(MalformedPayloadException.class, () -> nodes.get(0).isCalled("a"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':1,'b':'x'}      | {'a':1,'b':'y'}       | true",
                "{'a':1,'b':'x'}      | {'a':12,'b':''}       | true",
                "{}                   | {}                    | true",
                "{'a':{'x':1},'b':[]} | {'a':{'y':[1]},'b':[2]} | true",
                "{'a':1,'b':'x'}      | {'b':'x','a':1}       | false",
                "{'a':1,'b':'x'}      | {'a':1}               | false",
                "{'a':1}              | {'a':1,'b':'x'}       | false",
                "{'a':1}              | {}                    | false",
                "{'a':1}              | {'a':'1'}             | false",
                "{'a':1}              | {'a':-2}              | true",
                "{'a':1}              | {'a':false}           | true",
                "{'a':1}              | {'a':null}            | false",
                "{'a':null}           | {'a':'null'}          | false",
                "{'a':{}}             | {'a':[]}              | false",
                "{'a':{'x':1},'b':2}  | {'a':{'x':1,'b':2}}   | false",
                "{'a':1}              | {'b':1}               | false",
                "{'Aa':1}             | {'BB':1}              | true",
                "{'a':1}              | ['a']                 | false",
                "1                    | 1                     | false",
            })
    void objects_are_alike_by_names_and_kinds_of_values(String one, String other, boolean alike) {
        assertEquals(alike ? 1 : 2, unlike("a", one, other));
        assertEquals(alike ? 1 : 2, unlike("a", other, one));
        assertEquals(alike && !one.contains("Aa") ? 1 : 2, unlike("BB", one, other));
    }

    @Test
    void elements_are_left_out_only_behind_one_that_they_are_like() {
        assertEquals(0, unlike("a"));
        assertEquals(1, unlike("a", "{'a':1}", "{'a':1}", "{'a':12}"));
        assertEquals(3, unlike("a", "{'a':1}", "{'a':1}", "{'b':1}", "{'b':1}", "{'a':1}", "{'a':1}"));
        assertEquals(3, unlike("a", "1", "1", "1"));
        assertEquals(1, unlike("a", "[{'a':1}]", "[{'b':1}]"));
        assertEquals(3, unlike("BB", "{'Aa':1}", "{'Aa':2}", "{'Aa':3}"));
    }

    @Test
    void names_of_the_same_hash_are_told_apart_however_often_a_document_comes() {
        byte[] document = "{\"r\":[{\"Aa\":1},{\"BB\":1}]}".getBytes(UTF_8);
        for (int turn = 0; turn < 30; turn++) {
            try (Json json = Json.read(document)) {
                int found = 0;
                for (Iterator<JsonNode> unlike = json.root().at("r").unlike(); unlike.hasNext(); ) {
                    found += unlike.next().has("BB") ? 1 : 0;
                }
                assertEquals(1, found);
            }
        }
    }

    /** How many elements are visited, each of which is asked for a name: as many in a large document as in a small one. */
    private static int unlike(String name, String... elements) {
        String array = "[" + String.join(",", elements).replace('\'', '"') + "]";
        int visited = visited(name, array);
        assertEquals(visited, visited(name, array + " ".repeat(5000)));
        return visited;
    }

    private static int visited(String name, String array) {
        int visited = 0;
        try (Json json = Json.read(array.getBytes(UTF_8))) {
            for (Iterator<JsonNode> unlike = json.root().unlike(); unlike.hasNext(); visited++) {
                unlike.next().has(name);
            }
        }
        return visited;
    }

    @Test
    void a_text_is_what_this_document_says_whatever_others_said_before() {
        List<String> texts =
                List.of("a", "b", "a\u007f", "a".repeat(128), "a".repeat(129), "b".repeat(129), "\u00e9", "a\\n", "");
        List<String> read =
                List.of("a", "b", "a\u007f", "a".repeat(128), "a".repeat(129), "b".repeat(129), "\u00e9", "a\n", "");
        for (int turn = 0; turn < 300; turn++) {
            int one = turn * 7 % texts.size();
            int other = turn / 9 % texts.size();
            try (Json outer = Json.read(member(texts.get(one), turn % 2 * 5000));
                    Json inner = Json.read(member(texts.get(other), turn / 2 % 2 * 5000))) {
                String first = outer.root().textOrNull("name");
                String second = inner.root().textOrNull("name");
                assertEquals(read.get(one), first == null ? "" : first);
                assertEquals(read.get(other), second == null ? "" : second);
                assertEquals(isPrintable(first), first != null && outer.root().isKnownPrintable(first));
                assertEquals(isPrintable(second), second != null && inner.root().isKnownPrintable(second));
            }
        }
    }

    private static boolean isPrintable(@Nullable String text) {
        return text != null && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static byte[] member(String text, int blanks) {
        return ("{\"name\":\"" + text + "\"}" + " ".repeat(blanks)).getBytes(UTF_8);
    }

    @Test
    void a_text_that_comes_again_is_the_same_object() {
        byte[] document = "{\"queue\":\"arn:aws:sqs:eu-west-1:111122223333:orders\"}".getBytes(UTF_8);
        Set<String> different = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 100; i++) {
            try (Json json = Json.read(document)) {
                different.add(json.root().text("queue"));
            }
        }
        assertTrue(different.size() < 10, () -> different.size() + " objects");
    }

    @Test
    void members_are_told_apart_by_every_character() {
        String document = "{'Aa':1,'BB':2,'AaAa':3,'BBBB':4,'AaBB':5,'BBAa':6,'a\\u0022':7,'a':8,'':9,'\u00e9':10}";
        List<String> names = List.of("Aa", "BB", "AaAa", "BBBB", "AaBB", "BBAa", "a\"", "a", "", "\u00e9");
        for (Json json : places(document.replace("'a':8", "'b':8"))) {
            try (json) {
                JsonNode node = inner(json);
                int i = 1;
                for (String name : names) {
                    String asked = name.equals("a") ? "b" : name;
                    assertEquals("" + i++, node.at(asked).literal());
                    assertEquals(asked, node.at(asked).name());
                    assertTrue(node.has(asked));
                }
                for (String missing : List.of("A", "AaA", "BBAaBB", "a\\", "\"", "AaaA", "BBaA")) {
                    assertNull(node.atOrNull(missing));
                    assertFalse(node.has(missing));
                }
                assertEquals(names.size(), node.size());
            }
        }
    }

    @Test
    void names_with_equal_hashes_are_no_repetition_and_repetitions_are_found_among_many() {
        for (int count : new int[] {2, 60, 63, 64, 65, 66, 70, 100, 500}) {
            StringBuilder members = new StringBuilder("{");
            for (int i = 0; i < count; i++) {
                // All have the same hash code.
                StringBuilder name = new StringBuilder();
                for (int bit = 0; bit < 9; bit++) {
                    name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
                }
                members.append(i == 0 ? "'" : ",'").append(name).append("':").append(i);
            }
            for (Json json : places(members + "}")) {
                try (json) {
                    JsonNode node = inner(json);
                    assertEquals("1", node.at("BB" + "Aa".repeat(8)).literal());
                    assertNull(node.atOrNull("Bb" + "Aa".repeat(8)));
                }
            }
            for (String again : List.of("Aa".repeat(9), "BB" + "Aa".repeat(8))) {
                for (Json json : places(members + ",'" + again + "':0}")) {
                    try (json) {
                        MalformedPayloadException error = assertThrows(
                                MalformedPayloadException.class,
                                () -> inner(json).at("missing"));
                        assertTrue(
                                String.valueOf(error.getMessage())
                                        .contains("expected every name once, found one twice"),
                                error::getMessage);
                    }
                }
            }
        }
    }

    @Test
    void as_many_members_as_the_limit_says_may_be_read() {
        for (int members = 1; members <= 6; members++) {
            StringBuilder object = new StringBuilder("{");
            for (int i = 0; i < members; i++) {
                object.append(i == 0 ? "" : ",").append("\"m").append(i).append("\":{\"x\":[1,{}]}");
            }
            String one = object.append('}').toString();
            String deep = "[".repeat(12) + one + "]".repeat(12);
            for (String document : List.of(one, deep)) {
                byte[] bytes = document.getBytes(UTF_8);
                try (Json json = Json.read(bytes, 0, bytes.length, Limits.STANDARD.withMembers(4))) {
                    JsonNode node = json.root();
                    while (node.isArray()) {
                        node = node.iterator().next();
                    }
                    JsonNode found = node;
                    if (members <= 4) {
                        assertTrue(found.at("m0").isObject());
                    } else {
                        MalformedPayloadException error =
                                assertThrows(MalformedPayloadException.class, () -> found.at("m0"));
                        assertTrue(
                                String.valueOf(error.getMessage()).contains("limit members of 4"), error::getMessage);
                    }
                }
            }
        }
    }

    @Test
    void a_document_is_as_large_and_as_deep_as_the_limits_say() {
        byte[] bytes = "x[[[[7]]]]y".getBytes(UTF_8);
        for (int depth = 1; depth <= 5; depth++) {
            Limits limits = Limits.STANDARD.withDepth(depth).withPayloadBytes(9);
            if (depth >= 4) {
                Json.read(bytes, 1, 10, limits).close();
            } else {
                assertThrows(MalformedPayloadException.class, () -> Json.read(bytes, 1, 10, limits));
            }
            assertEquals(depth >= 4, Json.isValue("[[[[7]]]]".getBytes(UTF_8), 0, 9, depth));
        }
        MalformedPayloadException error = assertThrows(
                MalformedPayloadException.class, () -> Json.read(bytes, 1, 10, Limits.STANDARD.withPayloadBytes(8)));
        assertTrue(String.valueOf(error.getMessage()).contains("limit payloadBytes of 8"), error::getMessage);
    }

    @Test
    void a_part_of_an_array_is_inside_it() {
        byte[] bytes = "[7]".getBytes(UTF_8);

        assertThrows(IndexOutOfBoundsException.class, () -> Json.read(bytes, -1, 3, Limits.STANDARD));
        assertThrows(IndexOutOfBoundsException.class, () -> Json.read(bytes, 2, 1, Limits.STANDARD));
        assertThrows(IndexOutOfBoundsException.class, () -> Json.read(bytes, 0, 4, Limits.STANDARD));
        assertThrows(MalformedPayloadException.class, () -> Json.read(bytes, 1, 1, Limits.STANDARD));
        Json.read(bytes, 1, 2, Limits.STANDARD).close();
    }

    @Test
    void a_byte_order_mark_is_passed_over_and_half_of_one_is_not() {
        byte[] marked = "\uFEFF[7]".getBytes(UTF_8);

        try (Json json = Json.read(marked)) {
            assertEquals(3, json.root().start());
            assertEquals(
                    "(byte 3)",
                    String.valueOf(json.root().malformed("no").getMessage()).replace("no ", ""));
        }
        for (int from = 1; from <= 2; from++) {
            int start = from;
            assertThrows(
                    MalformedPayloadException.class, () -> Json.read(marked, start, marked.length, Limits.STANDARD));
        }
        assertThrows(MalformedPayloadException.class, () -> Json.read(marked, 0, 3, Limits.STANDARD));
        byte[] other = marked.clone();
        other[2] = (byte) 0xBE;
        assertThrows(MalformedPayloadException.class, () -> Json.read(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}       | true  | true",
                "[1]      | true  | true",
                "` [1]\n` | true  | false",
                "7        | false | true",
                "`\"a\"`  | false | true",
                "` 7`     | false | false",
                "7 8      | false | false",
                "[1] x    | false | false",
                "[1       | false | false",
                "``       | false | false",
                "` `      | false | false",
            })
    void a_document_is_an_object_or_array_and_a_value_has_nothing_around_it(
            String text, boolean document, boolean value) {
        byte[] bytes = text.getBytes(UTF_8);

        assertEquals(document, Json.isDocument(bytes, 0, bytes.length));
        assertEquals(value, Json.isValue(bytes, 0, bytes.length, 10));
    }

    @Test
    void nothing_is_read_from_a_document_that_is_closed() {
        Json json = Json.read("{\"a\":{\"b\":[1]}}".getBytes(UTF_8));
        JsonNode root = json.root();
        JsonNode inner = root.at("a");
        json.close();
        json.close();

        assertThrows(IllegalStateException.class, json::root);
        assertThrows(IllegalStateException.class, () -> root.at("a"));
        assertThrows(IllegalStateException.class, () -> root.has("c"));
        assertThrows(IllegalStateException.class, inner::start);
        assertThrows(IllegalStateException.class, inner::end);
    }

    @Test
    void text_is_known_to_be_printable_while_it_is_the_last_one_read() {
        String letters = "a".repeat(200);
        String document = "{'one':'plain','two':'d\u007fl','three':'t\\u0061b','four':'\u00e9','five':'','six':'"
                + letters + "','seven':'" + letters + "\u007f'}";
        for (Json json : places(document)) {
            try (json) {
                JsonNode node = inner(json);
                String one = node.text("one");
                assertTrue(node.isKnownPrintable(one));
                String two = node.text("two");
                assertFalse(node.isKnownPrintable(two));
                assertFalse(node.isKnownPrintable(node.text("three")));
                assertFalse(node.isKnownPrintable(node.text("four")));
                assertEquals("plain", node.at("one").string());
                assertNull(node.textOrNull("five"));
                assertTrue(node.isKnownPrintable(node.text("six")));
                assertFalse(node.isKnownPrintable(node.text("seven")));
            }
        }
    }

    @Test
    void what_is_asked_for_by_several_names_is_found_again_and_again() {
        for (Json json : places("{'o':{'s':'1','n':null},'p':{'s':'2','t':7},'q':['s']}")) {
            try (json) {
                JsonNode node = inner(json);
                assertEquals("1", node.text("o", "s"));
                assertEquals("2", node.text("p", "s"));
                assertEquals("1", node.text("o", "s"));
                assertNull(node.textOrNull("p", "t"));
                assertNull(node.textOrNull("q", "s"));
                assertNull(node.atOrNull("o", "n"));
                assertFalse(node.has("o", "n"));
                assertTrue(node.has("p", "t"));
                for (String[] names : new String[][] {{"o", "n"}, {"o", "x"}, {"q", "s"}, {"r", "s"}}) {
                    assertThrows(MalformedPayloadException.class, () -> node.at(names[0], names[1]));
                    assertThrows(MalformedPayloadException.class, () -> node.text(names[0], names[1]));
                }
            }
        }
    }

    @Test
    void an_object_has_members_unless_it_is_empty_or_none() {
        for (Json json :
                places("{'o':{'a':null},'b':{ 'x':1,'x':2},'e':{},'s':{ \n },'l':[1],'t':'{x','n':null,'i':7}")) {
            try (json) {
                JsonNode node = inner(json);
                assertTrue(node.hasMembers("o"));
                assertTrue(node.hasMembers("b"));
                for (String name : List.of("e", "s", "l", "t", "n", "i", "none")) {
                    assertFalse(node.hasMembers(name), name);
                }
            }
        }
    }

    @Test
    void a_member_of_a_member_is_asked_for_its_text_where_the_outer_one_is_an_object() {
        try (Json json = Json.read(
                "{\"o\":{\"t\":\"x\",\"e\":\"\",\"i\":7},\"t\":\"x\",\"l\":[1],\"n\":null}".getBytes(UTF_8))) {
            assertTrue(json.root().hasText("o", "t"));
            for (String inner : List.of("e", "i", "none")) {
                assertFalse(json.root().hasText("o", inner), inner);
            }
            for (String outer : List.of("t", "l", "n", "none")) {
                assertFalse(json.root().hasText(outer, "t"), outer);
            }
        }
    }

    @Test
    void texts_are_decoded_and_what_is_none_is_refused() {
        try (Json json = Json.read("[\"\u00e9\\n\",\"aMOp\",\"aMOp=\",\"\\ud800\",7,{}]".getBytes(UTF_8))) {
            List<JsonNode> nodes = new ArrayList<>();
            json.root().forEach(nodes::add);

            assertArrayEquals("\u00e9\n".getBytes(UTF_8), nodes.get(0).utf8());
            assertArrayEquals("\"\u00e9\\n\"".getBytes(UTF_8), nodes.get(0).slice());
            assertArrayEquals("{}".getBytes(UTF_8), nodes.get(5).slice());
            assertArrayEquals("h\u00e9".getBytes(UTF_8), nodes.get(1).base64());
            for (int i : new int[] {0, 2, 3, 4, 5}) {
                assertFalse(nodes.get(i).isBase64());
                assertThrows(MalformedPayloadException.class, () -> nodes.get(i).base64());
            }
            for (int i : new int[] {3, 4, 5}) {
                assertFalse(nodes.get(i).isUnicode());
                assertThrows(MalformedPayloadException.class, () -> nodes.get(i).utf8());
            }
            assertThrows(MalformedPayloadException.class, () -> nodes.get(4).string());
        }
    }
}
