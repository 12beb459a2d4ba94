package dev.portolan.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portolan.MalformedPayloadException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapesTest {

    private static List<String> kinds(String table, String json, String... path) {
        try (Json document = Json.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))) {
            JsonNode object = document.root();
            for (String name : path) {
                object = object.at(name);
            }
            return new Shapes(table).kinds(object);
        }
    }

    @Test
    void whatAnObjectIsIsToldByItselfHoweverManyLikeItWereBefore() {
        Shapes outermost = new Shapes("text  a=x\nother  a=y\nouter  b{}\n");
        Shapes nested = new Shapes("inner  c\n");
        for (int turn = 0; turn < 40; turn++) {
            boolean is = turn % 20 < 15;
            String json = "{'a':'" + (is ? "x" : "y") + "','b':{'c':1,'d':{}}}";
            try (Json document = Json.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))) {
                JsonNode outer = document.root();
                assertEquals(List.of(is ? "text" : "other", "outer"), outermost.kinds(outer));
                assertEquals(List.of("inner"), nested.kinds(outer.at("b")));
                assertEquals(List.of(), nested.kinds(outer.at("b", "d")));
                assertEquals(List.of("inner"), nested.kinds(outer.at("b")));
            }
        }
    }

    /** A shape says the names of a record, but not of what has no entries. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A x/a;B x/b | [[[[[{'x':{'?':1}}]]]]] | 0",
                "A a;B b     | {'x':{'x':{'x':{'x':{'x':{'x':{'?':1}}}}}}} | 6",
                "A x/a;B x/b | {'x':{'x':{'x':{'x':{'x':{'x':{'?':1}}}}}}} | 5",
            })
    void kindsOfWhatLiesDeepAreNotThoseOfAnEarlierDocument(String table, String json, int names) {
        Shapes shapes = new Shapes(table.replace(';', '\n') + '\n');
        for (int turn = 0; turn < 40; turn++) {
            boolean is = turn % 20 < 15;
            String document = json.replace('\'', '"').replace("?", is ? "a" : "b") + " ".repeat(4200);
            try (Json read = Json.read(document.getBytes(StandardCharsets.UTF_8))) {
                JsonNode object = read.root();
                while (object.isArray()) {
                    object = object.iterator().next();
                }
                for (int i = 0; i < names; i++) {
                    object = object.at("x");
                }
                assertEquals(List.of(is ? "A" : "B"), shapes.kinds(object));
            }
        }
    }

    @Test
    void aNameThatHasTheHashOfAnotherIsNoticedInEachDocument() {
        Shapes shapes = new Shapes("A AaAa\nB id\n");
        String batch = "[{'id':'t','BBBB':1},{'id':'t','AaAa':1}]".replace('\'', '"') + " ".repeat(4200);
        for (int turn = 0; turn < 40; turn++) {
            try (Json json = Json.read(batch.getBytes(StandardCharsets.UTF_8))) {
                List<List<String>> kinds = new ArrayList<>();
                for (Iterator<JsonNode> unlike = json.root().unlike(); unlike.hasNext(); ) {
                    kinds.add(shapes.kinds(unlike.next()));
                }
                assertEquals(List.of(List.of("B"), List.of("B", "A")), kinds);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a          | {'a':1}                   | true",
                "a          | {'z':{},'a':false}        | true",
                "a          | {'a':null}                | false",
                "a          | {'b':1}                   | false",
                "a          | {}                        | false",
                "a{}        | {'a':{}}                  | true",
                "a{}        | {'a':[]}                  | false",
                "a{}        | {'b':{}}                  | false",
                "a[]        | {'a':[]}                  | true",
                "a[]        | {'a':''}                  | false",
                "a\"\"      | {'a':''}                  | true",
                "a\"\"      | {'a':7}                   | false",
                "a=x        | {'a':'x'}                 | true",
                "a=x        | {'a':'xx'}                | false",
                "a=x        | {'a':['x']}               | false",
                "a=x/y      | {'a':'y'}                 | false",
                "a/b        | {'a':{'b':1}}             | true",
                "a/b        | {'a':{'b':null}}          | false",
                "a/b        | {'a':[{'b':1}]}           | false",
                "a/b        | {'b':{'a':1}}             | false",
                "a/b{}      | {'a':{'b':{}}}            | true",
                "a/b=x      | {'a':{'b':'x'}}           | true",
                "a/b=x      | {'a':{'b':'y'}}           | false",
                "a b        | {'b':1,'a':1}             | true",
                "a   b      | {'a':1,'b':1}             | true",
                "a b        | {'a':1}                   | false",
                "a b        | {'b':1}                   | false",
                "a !b       | {'a':1}                   | true",
                "a !b       | {'a':1,'b':null}          | true",
                "a !b       | {'a':1,'b':1}             | false",
                "a !b{}     | {'a':1,'b':1}             | true",
                "a !a/b     | {'a':{'c':1}}             | true",
                "a !a/b     | {'a':{'b':1}}             | false",
                "Aa         | {'BB':1}                  | false",
                "Aa         | {'BB':1,'Aa':1}           | true",
                "a          | {'\\u0061':1}             | true",
                "a          | ['a']                     | false",
                "a          | 'a'                       | false",
            })
    void an_object_is_of_a_kind_if_it_has_all_its_marks(String marks, String json, boolean fits) {
        assertEquals(fits ? List.of("kind") : List.of(), kinds("kind " + marks, json));
    }

    @Test
    void a_text_is_one_of_several() {
        String table = "kind a=x|yy|z";
        for (String text : List.of("x", "yy", "z")) {
            assertEquals(List.of("kind"), kinds(table, "{'a':'" + text + "'}"));
        }
        assertEquals(List.of(), kinds(table, "{'a':'y'}"));
        assertEquals(List.of(), kinds(table, "{'a':'x|yy|z'}"));
    }

    @Test
    void every_row_is_tried() {
        String table = """
                one    a b
                two    a c
                one    c
                three  Aa
                four   BB
                """;
        assertEquals(List.of("one"), kinds(table, "{'a':1,'b':1}"));
        assertEquals(List.of("two", "one"), kinds(table, "{'a':1,'c':1}"));
        assertEquals(List.of("one", "two"), kinds(table, "{'c':1,'a':1}"));
        assertEquals(List.of("one", "two"), kinds(table, "{'a':1,'b':1,'c':1}"));
        assertEquals(List.of("four", "three"), kinds(table, "{'BB':1,'Aa':1}"));
    }

    @Test
    void more_rows_than_names_have_places_are_told_apart() {
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            table.append("kind").append(i).append(" name").append(i).append(i < 999 ? "\n" : "");
        }
        for (int i = 0; i < 1000; i++) {
            assertEquals(List.of("kind" + i), kinds(table.toString(), "{'other':1,'name" + i + "':1}"));
        }
    }

    @Test
    void an_object_deep_in_a_document_is_of_a_kind_as_well() {
        String object = "{'x':{'y':{'z':1}},'a':{'b':{'c':'t'}},'c':1}";
        String json = "{'1':{'2':{'3':{'4':{'5':{'6':{'7':{'8':{'9':" + object + "}}}}}}}}}";
        String table = "one a/b{}\ntwo c x/y\nthree c x/z\n";
        assertEquals(List.of("one", "two"), kinds(table, json, "1", "2", "3", "4", "5", "6", "7", "8", "9"));
    }

    @Test
    void names_that_are_repeated_are_malformed() {
        assertThrows(MalformedPayloadException.class, () -> kinds("kind b", "{'a':1,'a':2}"));
        assertThrows(MalformedPayloadException.class, () -> kinds("kind b/c", "{'b':{'a':1,'a':2}}"));
        assertEquals(List.of(), kinds("kind b/c", "{'a':{'a':1,'a':2}}"));
    }

    @Test
    void what_is_malformed_does_not_depend_on_the_order_of_members() {
        String table = "kind a/x\nkind b/x";
        assertThrows(MalformedPayloadException.class, () -> kinds(table, "{'a':{'x':1},'b':{'y':1,'y':2}}"));
        assertThrows(MalformedPayloadException.class, () -> kinds(table, "{'b':{'y':1,'y':2},'a':{'x':1}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " a",
                "kind",
                "kind ",
                "kind !a",
                "kind !a b",
                "kind a/b/c",
                "kind a/",
                "kind /b",
                "kind a !",
                "kind !!a b",
                "kind a{",
                "kind a{}b",
                "kind a{}=b",
                "kind a[}",
                "kind a\"",
                "kind a=",
                "kind =b",
                "kind {}",
                "kind a\tb",
            })
    void a_row_that_could_fit_nothing_is_refused(String row) {
        assertThrows(IllegalArgumentException.class, () -> new Shapes("other a\n" + row + "\nlast b"));
    }
}
