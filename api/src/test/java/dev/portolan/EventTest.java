package dev.portolan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portolan.data.Opaque;
import dev.portolan.data.TimerFired;
import dev.portolan.data.TypedData;
import dev.portolan.spi.Json;
import dev.portolan.spi.Origin;
import dev.portolan.spi.Time;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.jackson.JsonFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events against CloudEvents 1.0.2, to the letter. */
class EventTest {

    static final List<String> TEXTS = List.of("id", "source", "type", "subject", "datacontenttype", "myext");

    private static Draft draft() {
        return new Draft(new byte[0], 0, 0).id("1").source("/s").type("t");
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    // What an event must have.

    static final List<Consumer<Draft>> INCOMPLETE = List.of(
            draft -> draft.source("/s").type("t"),
            draft -> draft.id("1").type("t"),
            draft -> draft.id("1").source("/s"),
            draft -> draft.id("").source("/s").type("t"),
            draft -> draft.id("1").source("").type("t"),
            draft -> draft.id("1").source("/s").type(""));

    @ParameterizedTest
    @FieldSource("INCOMPLETE")
    void there_is_no_event_without_id_source_and_type(Consumer<Draft> mapping) {
        Draft draft = new Draft(new byte[0], 0, 0);
        mapping.accept(draft);

        assertThrows(IllegalStateException.class, draft::event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "source", "type"})
    void a_carried_attribute_that_is_required_is_not_empty(String name) {
        assertThrows(IllegalArgumentException.class, () -> draft().carried(name, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject", "time", "datacontenttype", "dataschema"})
    void an_optional_attribute_that_is_empty_is_absent(String name) {
        Event event = draft().carried(name, "").event();

        assertNull(event.getAttribute(name));
        assertNull(event.text(name));
    }

    @Test
    void the_version_is_1_0_and_cannot_be_set_to_another() {
        Event event = draft().carried("specversion", "1.0").event();

        assertEquals(SpecVersion.V1, event.getSpecVersion());
        assertEquals("1.0", event.text("specversion"));
        assertEquals(Set.of(), event.getExtensionNames());
        for (Object other : List.of("0.3", "1", "1.1", "", "1.0 ", 1, true)) {
            assertThrows(IllegalArgumentException.class, () -> draft().carried("specversion", other), other::toString);
        }
    }

    // What values it may have.

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id              | ` `",
                "id              | A234-1234-1234",
                "id              | %",
                "id              | \u00e9\u20ac\ud83d\ude00",
                "source          | urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66",
                "source          | /cloudevents/spec/pull/123",
                "source          | 1-555-123-4567",
                "source          | ?q#f",
                "type            | com.github.pull_request.opened",
                "type            | two words",
                "subject         | mynewfile.jpg",
                "subject         | ` `",
                "datacontenttype | text/xml; charset=\"utf-8\"",
                "dataschema      | urn:x",
                "dataschema      | https://example.com/schema?v=1#top",
                "time            | 2018-04-05T17:31:00Z",
                "time            | 0000-01-01T00:00:00Z",
                "time            | 9999-12-31T23:59:59.999999999Z",
                "time            | 2018-04-05T17:31:00.1-23:59",
                "myext           | ` `",
                "0               | digits are a name",
            })
    void a_legal_value_is_carried_as_it_is(String name, String value) {
        Event event = draft().carried(name, value).event();
        // java.time has no such offset, so that the time is told in UTC.
        String expected = value.endsWith("-23:59") ? "2018-04-06T17:30:00.1Z" : value;

        assertEquals(expected, event.text(name));
    }

    static final List<List<Object>> FORBIDDEN = List.of(
            List.of("id", 1),
            List.of("subject", true),
            List.of("source", "a b"),
            List.of("source", "\u00e9"),
            List.of("source", "%"),
            List.of("source", "http://["),
            List.of("source", "1:b"),
            List.of("dataschema", "/relative"),
            List.of("dataschema", "schema.json"),
            List.of("dataschema", "//example.com/schema"),
            List.of("dataschema", "http:"),
            List.of("dataschema", "urn:a b"),
            List.of("datacontenttype", "json"),
            List.of("datacontenttype", "text/plain\r\nx: y"),
            List.of("datacontenttype", "text/pl\u00e4in"),
            List.of("time", "yesterday"),
            List.of("time", "2018-04-05"),
            List.of("time", "2018-04-05T17:31:00"),
            List.of("time", "2018-04-05 17:31:00Z"),
            List.of("time", "2018-04-05T17:31Z"),
            List.of("time", "2018-02-30T17:31:00Z"),
            List.of("time", "2018-04-05T24:00:00Z"),
            List.of("time", "2018-04-05T17:31:00+24:00"),
            List.of("time", "2018-04-05T17:31:00+0100"),
            List.of("time", "+12018-04-05T17:31:00Z"),
            List.of("time", "2018-04-05T17:31:00,5Z"),
            List.of("time", "\u0662018-04-05T17:31:00Z"),
            List.of("myext", 1L),
            List.of("myext", 1.0),
            List.of("myext", 'c'),
            List.of("myext", List.of("a")),
            List.of("myext", Map.of("a", 1)));

    @ParameterizedTest
    @FieldSource("FORBIDDEN")
    void another_value_is_refused(List<Object> attribute) {
        String name = (String) attribute.get(0);

        assertThrows(IllegalArgumentException.class, () -> draft().carried(name, attribute.get(1)));
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void no_text_has_a_character_that_a_string_must_not_have(String name) {
        for (String forbidden : List.of(
                "\u0000",
                "\t",
                "\n",
                "\r",
                "\u001f",
                "\u007f",
                "\u0085",
                "\u009f",
                "\ud800",
                "\udfff",
                "\ud800a",
                "\udc00\ud800",
                "\ufdd0",
                "\ufdef",
                "\ufffe",
                "\uffff",
                "\ud83f\udffe",
                "\udbff\udfff")) {
            assertThrows(IllegalArgumentException.class, () -> draft().carried(name, "a/" + forbidden + "b"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "data", "A", "camelCase", "a_b", "a-b", "a b", "a.b", "\u00e9", "\u0661", "\uff41", "a\n"})
    void no_extension_has_a_name_that_the_specification_forbids(String name) {
        assertThrows(IllegalArgumentException.class, () -> draft().carried(name, "x"));
        assertThrows(IllegalArgumentException.class, () -> draft().extension(name, "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "data"
            })
    void no_extension_has_the_name_of_an_attribute(String name) {
        assertThrows(IllegalArgumentException.class, () -> draft().extension(name, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/relative", "urn:a b", "schema.json"})
    void no_mapping_gives_a_schema_that_is_no_absolute_uri(String schema) {
        assertThrows(IllegalArgumentException.class, () -> draft().dataSchema(schema));
    }

    @Test
    void the_types_of_extensions_stay() {
        Event event = draft().carried("least", Integer.MIN_VALUE)
                .carried("most", Integer.MAX_VALUE)
                .carried("flag", true)
                .carried("text", "1")
                .event();

        assertEquals(Integer.MIN_VALUE, event.getExtension("least"));
        assertEquals("2147483647", event.text("most"));
        assertEquals(true, event.getExtension("flag"));
        assertEquals("1", event.getExtension("text"));
        assertNull(event.getExtension("id"));
        assertNull(event.getExtension("other"));
        assertNull(event.text("other"));
        assertThrows(IllegalArgumentException.class, () -> event.getAttribute("text"));
        assertThrows(IllegalArgumentException.class, () -> event.getAttribute("data"));
    }

    @Test
    void an_attribute_is_found_by_its_name() {
        Event event = full();

        assertEquals(SpecVersion.V1, event.getAttribute("specversion"));
        assertEquals("1", event.getAttribute("id"));
        assertEquals(URI.create("/s"), event.getAttribute("source"));
        assertEquals("t", event.getAttribute("type"));
        assertEquals("about", event.getAttribute("subject"));
        assertEquals(OffsetDateTime.parse("2026-01-02T03:04:05.600+02:00"), event.getAttribute("time"));
        assertEquals("application/json", event.getAttribute("datacontenttype"));
        assertEquals(URI.create("https://example.com/schema"), event.getAttribute("dataschema"));
        assertEquals(SpecVersion.V1.getAllAttributes(), event.getAttributeNames());
    }

    @Test
    void an_extension_that_is_set_again_has_the_last_value() {
        Event event = draft().extension("a", "1")
                .extension("b", "2")
                .extension("a", "3")
                .extension("b", null)
                .extension("c", "")
                .event();

        assertEquals("3", event.text("a"));
        assertEquals("2", event.text("b"));
        assertEquals(List.of("a", "b"), List.copyOf(event.getExtensionNames()));
    }

    // Text that is illegal: the one reversible rule.

    @Test
    void every_code_point_comes_back_from_every_text_attribute() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            String text = "50%" + Character.toString(codePoint) + "b";
            Event event = draft().id(text)
                    .type(text)
                    .subject(text)
                    .extension("myext", text)
                    .event();
            String escaped = event.text("escaped");

            for (String name : new String[] {"id", "type", "subject", "myext"}) {
                String value = event.text(name);
                if (!text.equals(value)) {
                    assertNotNull(escaped, text);
                    assertTrue(Arrays.asList(escaped.split(" ")).contains(name), escaped);
                    assertEquals(text, unescaped(value));
                }
            }
            assertEquals(text.equals(event.getId()), escaped == null, text);
            assertEquals(
                    event.getId(), draft().carried("id", event.getId()).event().getId());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1900, 2100, 5000})
    void every_ascii_character_of_a_document_comes_back_from_an_id_however_large_the_document_is(int size) {
        for (char c = 0; c < 0x80; c++) {
            String text = "twenty characters, no base64 at all " + c + " and more";
            String written = c < ' ' ? String.format("\\u%04x", (int) c) : c == '"' || c == '\\' ? "\\" + c : "" + c;
            byte[] document =
                    bytes("{\"id\":\"" + text.replace("" + c, written) + "\",\"more\":\"" + "x".repeat(size) + "\"}");
            try (Json json = Json.read(document)) {
                Event event = new Draft(json.root())
                        .id(json.root().text("id"))
                        .source("/s")
                        .type("t")
                        .event();
                boolean legal = c >= ' ' && c != 0x7F;
                assertEquals(legal, text.equals(event.getId()), text);
                assertEquals(legal ? null : "id", event.text("escaped"));
                assertEquals(text, legal ? event.getId() : unescaped(event.getId()));
            }
        }
    }

    @Test
    void two_halves_of_a_pair_come_back_as_they_were() {
        for (String text : List.of("\ud800", "\udc00\ud800", "\ud800\ud800\udc00", "a\udfff%ED%B0%80\ud800")) {
            assertEquals(text, unescaped(draft().id(text).event().getId()));
        }
    }

    @Test
    void only_the_attributes_concerned_are_named() {
        Event event = draft().id("1%")
                .type("t\n")
                .subject("\u0001")
                .extension("x", "\u0085")
                .event();

        assertEquals("1%", event.getId());
        assertEquals("t%0A", event.getType());
        assertEquals("%01", event.getSubject());
        assertEquals("%C2%85", event.getExtension("x"));
        assertEquals("type subject x", event.getExtension("escaped"));
    }

    @Test
    void a_draft_starts_again_with_nothing_of_the_last_event() {
        byte[] array = bytes("[{},{}]");
        try (Json json = Json.read(array)) {
            List<Event> events = new ArrayList<>();
            Draft draft = new Draft(json.root());
            json.root().forEach(record -> {
                draft.restart(record);
                if (events.isEmpty()) {
                    draft.subject("\n")
                            .extension("x", "y")
                            .time(new Time(0, 0, 0))
                            .dataJson(record);
                }
                events.add(draft.id("1").source("/s").type("t").event());
            });

            assertEquals(Set.of("escaped", "x"), events.get(0).getExtensionNames());
            assertEquals(draft().event(), events.get(1));
        }
    }

    /** What the text was, by the rule alone: bytes of the UTF-8 form, a lone surrogate in its three. */
    private static String unescaped(@Nullable String escaped) {
        assertNotNull(escaped);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < escaped.length(); ) {
            if (escaped.charAt(i) != '%') {
                text.append(escaped.charAt(i++));
                continue;
            }
            int first = octet(escaped, i);
            int more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
            int codePoint = more == 0 ? first : first & (0x3F >> more);
            for (int k = 1; k <= more; k++) {
                codePoint = codePoint << 6 | (octet(escaped, i + 3 * k) & 0x3F);
            }
            text.appendCodePoint(codePoint);
            i += 3 * (1 + more);
        }
        return text.toString();
    }

    private static int octet(String escaped, int at) {
        return Integer.parseInt(escaped.substring(at + 1, at + 3), 16);
    }

    // Nothing changes it.

    private static Event full() {
        return draft().carried("subject", "about")
                .carried("time", "2026-01-02T03:04:05.600+02:00")
                .carried("dataschema", "https://example.com/schema")
                .carried("number", 7)
                .carried("flag", false)
                .extension("text", "50% \u20ac")
                .dataBytes(bytes("{\"a\":1}"), "application/json")
                .event();
    }

    @Test
    void what_a_caller_gets_does_not_change_the_event() {
        Event event = full();
        String before = described(event);

        Arrays.fill(present(event.data()), (byte) 0);
        Arrays.fill(present(event.getData()).toBytes(), (byte) 0);
        Arrays.fill(((Opaque) event.typedData()).bytes().toArray(), (byte) 0);
        for (Set<String> names : List.of(event.getExtensionNames(), event.getAttributeNames())) {
            assertThrows(UnsupportedOperationException.class, () -> names.add("other"));
            assertThrows(UnsupportedOperationException.class, () -> names.remove("text"));
            assertThrows(UnsupportedOperationException.class, names::clear);
        }
        assertEquals(before, described(event));
    }

    @Test
    void what_becomes_of_the_draft_does_not_change_the_event() {
        Draft draft = draft().extension("a", "1").extension("b", "2").extension("c", "3");
        Event event = draft.event();
        String before = described(event);

        draft.id("2")
                .source("/other")
                .type("u")
                .subject("s")
                .extension("a", "4")
                .extension("d", "5");
        draft.dataBytes(new byte[1], "text/plain");
        assertEquals(before, described(event));
    }

    @Test
    void a_detached_event_is_equal_and_free_of_the_payload() {
        for (Function<Draft, Draft> form : List.<Function<Draft, Draft>>of(
                draft -> draft, draft -> draft.dataContentType(null), draft -> draft.dataContentType("text/plain"))) {
            byte[] payload = bytes("[\"h\u00e9\\u0041\",\"aMOp\",{\"n\" : 1.50},7]");
            List<Event> events = new ArrayList<>();
            try (Json json = Json.read(payload)) {
                List<dev.portolan.spi.JsonNode> nodes = new ArrayList<>();
                json.root().forEach(nodes::add);
                events.add(form.apply(draft().dataText(nodes.get(0), null)).event());
                events.add(form.apply(draft().dataBase64(nodes.get(1), null)).event());
                events.add(form.apply(draft().dataJson(nodes.get(2))).event());
                events.add(form.apply(draft().noData()).event());
            }
            List<String> before = events.stream().map(EventTest::described).toList();
            List<Event> detached = events.stream().map(Event::detached).toList();

            assertEquals(events, detached);
            Arrays.fill(payload, (byte) 'x');
            assertEquals(before, detached.stream().map(EventTest::described).toList());
        }
    }

    /** Everything that an event tells. */
    private static String described(Event event) {
        StringBuilder all = new StringBuilder();
        for (String name : event.getAttributeNames()) {
            all.append(name).append('=').append(event.text(name)).append('\n');
        }
        for (String name : event.getExtensionNames()) {
            all.append(name).append('=').append(event.getExtension(name)).append('\n');
        }
        return all + Arrays.toString(event.data()) + event.typedData().getClass() + event.kind();
    }

    // Events of others.

    private static CloudEventBuilder foreign() {
        return CloudEventBuilder.v1().withId("1").withSource(URI.create("/s")).withType("t");
    }

    @Test
    void an_event_of_the_sdk_is_copied_with_its_types() {
        OffsetDateTime time = OffsetDateTime.parse("2026-01-02T03:04:05.600+02:00");
        byte[] data = {1, 2, 3};
        CloudEvent foreign = foreign()
                .withSubject("about")
                .withTime(time)
                .withDataContentType("image/png")
                .withDataSchema(URI.create("urn:schema"))
                .withExtension("number", 7)
                .withExtension("flag", true)
                .withExtension("text", "\u20ac")
                .withExtension("uri", URI.create("/a"))
                .withExtension("when", time)
                .withExtension("binary", new byte[] {(byte) 0xFF})
                .withData(data)
                .build();
        Event event = Event.copyOf(foreign);
        data[0] = 9;

        assertEquals(7, event.getExtension("number"));
        assertEquals(true, event.getExtension("flag"));
        assertEquals(URI.create("/a"), event.getExtension("uri"));
        assertEquals(time, event.getExtension("when"));
        assertEquals("2026-01-02T03:04:05.6+02:00", event.text("when"));
        assertEquals("/w==", event.getExtension("binary"));
        assertEquals(time, event.getTime());
        assertEquals("image/png", event.getDataContentType());
        assertEquals(URI.create("urn:schema"), event.getDataSchema());
        assertArrayEquals(new byte[] {1, 2, 3}, event.data());
        assertEquals("cloudevents", event.kind());
        assertSame(event, Event.copyOf(event));
        assertEquals(event, event.detached());
    }

    @Test
    void the_media_type_of_another_ones_data_is_not_guessed() {
        Event event = Event.copyOf(foreign().withData(bytes("{}")).build());

        assertNull(event.getDataContentType());
        assertNull(event.detached().getDataContentType());
    }

    @Test
    void the_first_and_the_last_year_of_rfc_3339_are_copied() {
        for (String time : List.of("0000-01-01T00:00:00Z", "9999-12-31T23:59:59-18:00")) {
            Event event =
                    Event.copyOf(foreign().withTime(OffsetDateTime.parse(time)).build());
            assertEquals(time, event.text("time"));
        }
    }

    @Test
    void an_adapter_that_copies_an_event_names_it() {
        Origin origin = new Origin() {
            @Override
            public String kind() {
                return "test:copied";
            }

            @Override
            public TypedData typedData(Event event, byte[] bytes, int start, int end) {
                return new TimerFired(event.getId() + start + end, null, null);
            }
        };
        Event event = ForeignEvents.copy(foreign().build(), origin);

        assertEquals("Event[test:copied]", event.toString());
        assertEquals(new TimerFired("100", null, null), event.typedData());
    }

    static final List<Consumer<CloudEventBuilder>> LAX = List.of(
            event -> event.withId(""),
            event -> event.withId("a\nb"),
            event -> event.withType(""),
            event -> event.withType("\ud800"),
            event -> event.withSource(URI.create("")),
            event -> event.withSource(URI.create("/\u00e9")),
            event -> event.withSubject("\ufffe"),
            event -> event.withDataSchema(URI.create("/relative")),
            event -> event.withData("text", bytes("x")),
            event -> event.withData("text/plain\r\nx: y", bytes("x")),
            event -> event.withTime(OffsetDateTime.parse("-0001-01-02T03:04:05Z")),
            event -> event.withTime(OffsetDateTime.parse("+10000-01-02T03:04:05Z")),
            event -> event.withTime(OffsetDateTime.parse("2026-01-02T03:04:05+01:00:30")),
            event -> event.withExtension("x", "\u0000"),
            event -> event.withExtension("x", 9_999_999_999L),
            event -> event.withExtension("x", 0.5),
            event -> event.withExtension("x", URI.create("/\u00e9")),
            event -> event.withExtension("x", OffsetDateTime.parse("2026-01-02T03:04:05+01:00:30")));

    @ParameterizedTest
    @FieldSource("LAX")
    void what_the_sdk_lets_through_and_the_specification_forbids_is_refused(Consumer<CloudEventBuilder> illegal) {
        CloudEventBuilder foreign = foreign();
        illegal.accept(foreign);
        CloudEvent event = foreign.build();

        assertThrows(IllegalArgumentException.class, () -> Event.copyOf(event));
    }

    @Test
    void an_event_of_another_version_is_refused() {
        CloudEvent old = CloudEventBuilder.v03()
                .withId("1")
                .withSource(URI.create("/s"))
                .withType("t")
                .build();

        assertThrows(IllegalArgumentException.class, () -> Event.copyOf(old));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "source", "type", "subject", "time", "specversion", "data", "", "A", "a_b", "a\nb"})
    void another_class_of_events_cannot_smuggle_a_name_in(String name) {
        Strange event = new Strange();
        event.extensions.put(name, "1.0");

        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Event.copyOf(event));
        assertFalse(String.valueOf(refused.getMessage()).contains("\n"));
    }

    @Test
    void numbers_of_other_classes_are_whole_and_of_32_bits() {
        for (Number number : List.<Number>of((byte) 7, (short) 7, 7L, new BigDecimal("7"), BigInteger.valueOf(7))) {
            Strange event = new Strange();
            event.extensions.put("x", number);
            assertEquals(7, Event.copyOf(event).getExtension("x"));
        }
        for (Number number : List.<Number>of(
                1L << 31,
                -1L - (1L << 31),
                1L << 32,
                7.5f,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                1e300,
                new BigDecimal("7.00000000000000000001"),
                BigInteger.ONE.shiftLeft(64),
                BigInteger.ONE.shiftLeft(64).add(BigInteger.ONE))) {
            Strange event = new Strange();
            event.extensions.put("x", number);
            assertThrows(IllegalArgumentException.class, () -> Event.copyOf(event), number::toString);
        }
    }

    @Test
    void a_foreign_event_that_lacks_what_is_required_is_refused() {
        for (String name : List.of("id", "source", "type")) {
            Strange event = new Strange();
            event.missing = name;

            IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Event.copyOf(event));
            assertTrue(String.valueOf(refused.getMessage()).startsWith(name + ": "));
        }
    }

    @Test
    void what_a_foreign_event_does_later_does_not_change_the_copy() {
        Strange strange = new Strange();
        strange.extensions.put("x", "1");
        Event event = Event.copyOf(strange);

        strange.extensions.put("x", "2");
        strange.extensions.put("y", "3");
        Arrays.fill(strange.data, (byte) 0);
        strange.missing = "id";
        assertEquals("1", event.getExtension("x"));
        assertEquals(Set.of("x"), event.getExtensionNames());
        assertArrayEquals(bytes("data"), event.data());
        assertEquals("1", event.getId());
    }

    /** An event as anyone may write it: mutable, and held to nothing. */
    private static final class Strange implements CloudEvent {
        final Map<String, Object> extensions = new HashMap<>();
        final byte[] data = bytes("data");
        String missing = "";

        @Override
        @SuppressWarnings("NullAway") // code that knows no annotations can do so
        public String getId() {
            return missing.equals("id") ? null : "1";
        }

        @Override
        @SuppressWarnings("NullAway")
        public URI getSource() {
            return missing.equals("source") ? null : URI.create("/s");
        }

        @Override
        @SuppressWarnings("NullAway")
        public String getType() {
            return missing.equals("type") ? null : "t";
        }

        @Override
        public SpecVersion getSpecVersion() {
            return SpecVersion.V1;
        }

        @Override
        public CloudEventData getData() {
            return () -> data;
        }

        @Override
        public @Nullable String getDataContentType() {
            return null;
        }

        @Override
        public @Nullable URI getDataSchema() {
            return null;
        }

        @Override
        public @Nullable String getSubject() {
            return null;
        }

        @Override
        public @Nullable OffsetDateTime getTime() {
            return null;
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            throw new IllegalArgumentException(name);
        }

        @Override
        public @Nullable Object getExtension(String name) {
            return extensions.get(name);
        }

        @Override
        public Set<String> getExtensionNames() {
            return extensions.keySet();
        }
    }

    // The SDK works with it.

    private static Stream<Event> events() {
        return Stream.of(
                draft().event(),
                full(),
                draft().dataBytes(bytes("text \u20ac"), "text/plain").event(),
                draft().dataBytes(new byte[] {(byte) 0xFF, 0}, "application/octet-stream")
                        .event(),
                draft().dataBytes(bytes("[1,\"2\",null,true]"), "application/vnd.a+json")
                        .event(),
                draft().dataBytes(new byte[0], "image/png").event(),
                draft().time(new Time(-1, 999_999_999, -3_600)).event(),
                draft().id("\n").extension("x", "\ud800").event());
    }

    @Test
    void the_json_format_of_the_sdk_reads_what_it_writes() {
        EventFormat format = new JsonFormat();
        events().forEach(event -> assertEquals(event, Event.copyOf(format.deserialize(format.serialize(event)))));
    }

    @Test
    void the_builder_of_the_sdk_takes_it() {
        events().forEach(event ->
                assertEquals(event, Event.copyOf(CloudEventBuilder.v1(event).build())));
        CloudEvent changed = CloudEventBuilder.from(full()).withType("u").build();
        assertEquals("about", changed.getSubject());
        assertEquals(7, changed.getExtension("number"));
    }

    // Equality.

    @Test
    void equal_means_equal_in_everything_an_event_tells() {
        List<Event> all = new ArrayList<>(List.of(full(), draft().event()));
        for (Consumer<Draft> other : List.<Consumer<Draft>>of(
                draft -> draft.id("2"),
                draft -> draft.source("/t"),
                draft -> draft.type("u"),
                draft -> draft.subject("s"),
                draft -> draft.time(new Time(0, 0, 0)),
                draft -> draft.time(new Time(0, 0, 3_600)),
                draft -> draft.dataSchema("urn:a"),
                draft -> draft.dataContentType("text/plain"),
                draft -> draft.extension("x", "1"),
                draft -> draft.extension("x", "2"),
                draft -> draft.extension("y", "1"),
                draft -> draft.extension("x", "1").extension("y", "1"),
                draft -> draft.dataBytes(new byte[0], "image/png"),
                draft -> draft.dataBytes(new byte[1], "image/png"))) {
            Draft draft = draft();
            other.accept(draft);
            all.add(draft.event());
        }

        for (int i = 0; i < all.size(); i++) {
            for (int k = 0; k < all.size(); k++) {
                assertEquals(i == k, all.get(i).equals(all.get(k)), i + " and " + k);
            }
        }
        assertNotEquals(full(), foreign().build());
        assertNotEquals(full(), null);
    }

    @Test
    void equal_events_have_equal_hash_codes_whatever_they_were_made_of() {
        Event inOrder = draft().extension("a", "1")
                .carried("b", 2)
                .dataBytes(bytes("{}"), null)
                .event();
        Event copy = Event.copyOf(foreign()
                .withExtension("b", 2)
                .withExtension("a", "1")
                .withData("application/json", bytes("{}"))
                .build());

        assertEquals(inOrder, copy);
        assertEquals(copy, inOrder);
        assertEquals(inOrder.hashCode(), copy.hashCode());
        assertEquals(full().hashCode(), full().detached().hashCode());
    }

    @Test
    void hash_codes_of_a_batch_are_spread() {
        Set<Integer> codes = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            codes.add(draft().id("m-" + i).event().hashCode());
            codes.add(draft().source("/q-" + i).event().hashCode());
            codes.add(draft().type("t-" + i).event().hashCode());
        }
        assertTrue(codes.size() > 2_900, codes.size() + " of 3 000");
    }

    @Test
    void nothing_that_is_printed_tells_content() {
        Event event = draft().id("secret")
                .source("/secret")
                .type("secret")
                .extension("secret", "secret")
                .dataBytes(bytes("secret"), null)
                .event();

        for (Object printed :
                List.of(event, present(event.getData()), event.typedData(), ((Opaque) event.typedData()).bytes())) {
            assertFalse(printed.toString().contains("secret"), printed.toString());
        }
    }
}
