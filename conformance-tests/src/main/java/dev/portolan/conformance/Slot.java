package dev.portolan.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portolan.conformance.Anatomy.Kind;
import dev.portolan.conformance.Anatomy.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a payload holds the data of an event, or what its typed data carries, so that other data can be put there.
 *
 * @param event the event's position among those of the payload
 * @param member what of the event holds it: {@code data}, {@code typed.body}
 */
record Slot(Fixture fixture, Anatomy anatomy, Part part, Form form, int event, String member) {

    /** How the data is written there. */
    enum Form {
        /** A text that is the data. */
        TEXT,
        /** A text that is the data in base64. */
        BASE64,
        /** An object that is the data. */
        OBJECT
    }

    /** Of each member so many. */
    private static final int MOST = 6;

    private static final int SHOWN = 200;
    private static final String NO_EVENT = "there is no event.";
    private static final String DATA = "data";
    private static final List<String> TYPED = List.of("typed.body", "typed.data", "typed.bytes");
    private static final String MORE = "\"xUnknown\":";

    /** A few slots in those payloads of a source that are not opened. */
    static List<Slot> of(Examination examination) {
        List<Slot> slots = new ArrayList<>(of(examination, DATA));
        TYPED.forEach(member -> slots.addAll(of(examination, member)));
        return slots;
    }

    private static List<Slot> of(Examination examination, String member) {
        List<Slot> slots = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Fixture fixture : examination.fixtures()) {
            List<JsonNode> events = fixture.expected().events();
            boolean isOpened = !fixture.options().open().isEmpty();
            if (!isOpened && slots.size() < MOST && tells(examination.firstOrNull(fixture), member)) {
                Anatomy anatomy = Anatomy.of(fixture);
                for (int event = 0; event < events.size(); event++) {
                    Slot slot = find(examination, fixture, anatomy, event, member);
                    if (slot != null && seen.add(slot.part.pattern() + slot.form)) {
                        slots.add(slot);
                    }
                }
            }
        }
        return slots;
    }

    /** Nothing is said of a payload that is refused from the first, nor of typed data where no event has any. */
    private static boolean tells(@Nullable Reading first, String member) {
        return first != null
                && !first.isRefusal()
                && (member.equals(DATA) || first.events().stream().anyMatch(event -> event.has("typed")));
    }

    private static @Nullable Slot find(
            Examination examination, Fixture fixture, Anatomy anatomy, int event, String member) {
        JsonNode data = in(fixture.expected().events().get(event), member);
        if (data.isMissingNode() || (data.isTextual() && data.asText().isEmpty())) {
            return null;
        }
        Slot silent = null;
        for (Part part : anatomy.parts()) {
            for (Form form : Form.values()) {
                Slot slot = new Slot(fixture, anatomy, part, form, event, member);
                if (data.equals(slot.content())) {
                    String problem = slot.problem(examination, slot.probe());
                    if (problem == null) {
                        return slot;
                    }
                    silent = silent == null && problem.equals(NO_EVENT) ? slot : silent;
                }
            }
        }
        // The same content may stand at several places, and not be read from some; but there is an event.
        return silent;
    }

    private static JsonNode in(JsonNode event, String member) {
        return event.at("/" + member.replace('.', '/'));
    }

    /** What stands there, as data would be written in a reading; null if it is not of this form. */
    private @Nullable JsonNode content() {
        String text = anatomy.text(part);
        if (form == Form.OBJECT) {
            return part.kind() == Kind.OBJECT
                    ? StrictJson.MAPPER.getNodeFactory().textNode(text)
                    : null;
        }
        if (part.kind() != Kind.TEXT) {
            return null;
        }
        JsonNode string = StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
        if (form == Form.TEXT) {
            return string;
        }
        try {
            return TypedJson.bytes(Base64.getDecoder().decode(string.asText()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private byte[] probe() {
        return form == Form.OBJECT ? bytes("\"probe\"") : bytes("{\"probe\":1}");
    }

    /** The payload with other data, or for an object with one more member of this value. */
    byte[] with(byte[] data) {
        return switch (form) {
            case TEXT -> anatomy.with(part, quoted(new String(data, StandardCharsets.UTF_8)));
            case BASE64 -> anatomy.with(part, '"' + Base64.getEncoder().encodeToString(data) + '"');
            case OBJECT -> anatomy.withMember(part, MORE + new String(data, StandardCharsets.UTF_8));
        };
    }

    /** What keeps the event from having exactly this data then; null if it has. */
    @Nullable
    String problem(Examination examination, byte[] data) {
        Reading reading = examination.readOrNull(fixture, with(data));
        if (reading == null || reading.isRefusal() || reading.events().size() <= event) {
            return NO_EVENT;
        }
        JsonNode actual = in(reading.events().get(event), member);
        JsonNode expected = expected(data);
        if (!actual.equals(expected)) {
            return member + " is " + shown(actual) + " and should be " + shown(expected) + ".";
        }
        return null;
    }

    private JsonNode expected(byte[] data) {
        if (form != Form.OBJECT) {
            return TypedJson.bytes(data);
        }
        String text = anatomy.text(part);
        String comma = text.substring(1).stripLeading().startsWith("}") ? "" : ",";
        return StrictJson.MAPPER
                .getNodeFactory()
                .textNode("{" + MORE + new String(data, StandardCharsets.UTF_8) + comma + text.substring(1));
    }

    private static String shown(JsonNode data) {
        String text = data.isMissingNode() ? "absent" : data.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    static String quoted(String text) {
        return new String(StrictJson.write(StrictJson.MAPPER.getNodeFactory().textNode(text)), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return fixture.name() + ", " + (part.path().isEmpty() ? "the document" : part.path());
    }
}
