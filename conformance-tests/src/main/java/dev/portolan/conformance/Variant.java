package dev.portolan.conformance;

import dev.portolan.conformance.Anatomy.Kind;
import dev.portolan.conformance.Anatomy.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A fixture's payload with one thing changed.
 *
 * @param change what was done, such as {@code Records[0].body replaced by null}
 * @param part where; null where it concerns the whole payload
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and made by the hundred thousand
record Variant(Change family, String change, @Nullable Part part, byte[] payload) {

    /** What is done to payloads. */
    enum Change {
        NONE,
        REPLACED,
        RENAMED,
        UNKNOWN_MEMBER,
        TRUNCATED,
        TRAILED,
        NOT_UTF_8,
        GARBAGE
    }

    /** A text that no message may repeat. */
    static final String CANARY = "canary-4f1d9c";

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1.50",
            "1E400",
            "\"\"",
            "\"" + CANARY + "\"",
            "\"\\u0000 %\\u00e9\\ud83d\\ude80\\uFFFF\\r\\n" + CANARY + "\"",
            "\"\\ud800\"",
            "[]",
            "{}",
            "[null,{\"xUnknown\":[\"" + CANARY + "\"]}]");

    private static final List<String> HEADER_VALUES =
            List.of("", CANARY, "%zz %C3%28 \"" + CANARY + "\"", "\"" + CANARY + "\\", "é\t,;=", "0", "-1", "{}");

    private static final List<String> GARBAGE = List.of(
            "",
            " ",
            "null",
            "0",
            "\"" + CANARY + "\"",
            "[",
            "{\"xUnknown\":",
            "\u0000",
            "{}",
            "[]",
            "[[]]",
            "{\"\":{}}");

    private static final int MOST_TRUNCATIONS = 40;
    private static final int DEEP = 100_000;

    /** The same for all variants of a source's payloads that change the same field in the same way. */
    String likeness() {
        return part == null
                ? family.toString()
                : part.pattern() + change.substring(part.path().length());
    }

    /** The payload as it is. */
    static Variant none(Fixture fixture) {
        return new Variant(Change.NONE, "nothing changed", null, fixture.payload());
    }

    /** Makes every variant of a payload, one at a time. */
    static void each(Fixture fixture, Consumer<Variant> taker) {
        Anatomy anatomy = Anatomy.of(fixture);
        for (Part part : anatomy.parts()) {
            if (!fixture.facts().isUniform(part)) {
                eachChange(anatomy, part, taker);
            }
            if (part.kind() == Kind.OBJECT && !fixture.facts().isMap(part) && !isBase64(anatomy.text(part))) {
                byte[] more = anatomy.withMember(part, "\"xUnknown\":{\"y\":[1,\"" + CANARY + "\",null]}");
                taker.accept(new Variant(Change.UNKNOWN_MEMBER, part.path() + " with an unknown member", part, more));
            }
        }
        byte[] payload = fixture.payload();
        if (anatomy.isJson() && !fixture.isHttp()) {
            eachOfDocument(anatomy.parts().get(0), payload, taker);
        }
    }

    private static void eachChange(Anatomy anatomy, Part part, Consumer<Variant> taker) {
        for (String value : part.kind() == Kind.HEADER ? HEADER_VALUES : VALUES) {
            String change = part.path() + " replaced by " + value;
            taker.accept(new Variant(Change.REPLACED, change, part, anatomy.with(part, value)));
        }
        if (part.nameStart() >= 0) {
            taker.accept(
                    new Variant(Change.RENAMED, part.path() + " taken away", part, anatomy.renamed(part, "xUnknown")));
        }
    }

    /** Whether an object of a payload description stands for bytes. */
    private static boolean isBase64(String object) {
        return object.startsWith("{\"base64\"");
    }

    private static void eachOfDocument(Part root, byte[] payload, Consumer<Variant> taker) {
        int step = Math.max(1, (root.end() - root.start()) / MOST_TRUNCATIONS);
        for (int end = root.start() + 1; end < root.end(); end += step) {
            taker.accept(
                    new Variant(Change.TRUNCATED, "cut after " + end + " bytes", null, Arrays.copyOf(payload, end)));
        }
        for (String trail : List.of("x", "{}", ",", "\u0000")) {
            taker.accept(new Variant(Change.TRAILED, "followed by other bytes", null, concat(payload, trail)));
        }
        for (int at = root.start() + 1; at < root.end(); at += step) {
            byte[] broken = payload.clone();
            broken[at] = (byte) 0xFF;
            taker.accept(new Variant(Change.NOT_UTF_8, "byte " + at + " replaced by FF", null, broken));
        }
    }

    /** Documents that are no payload at all. */
    static List<Variant> garbage() {
        List<Variant> garbage = new ArrayList<>();
        List<String> documents = new ArrayList<>(GARBAGE);
        documents.add("[".repeat(DEEP));
        documents.add("{\"Records\":" + "[".repeat(DEEP) + "]".repeat(DEEP) + "}");
        for (String document : documents) {
            String shown = document.length() > 20 ? document.length() + " bytes of brackets" : document;
            garbage.add(new Variant(Change.GARBAGE, "only " + shown, null, document.getBytes(StandardCharsets.UTF_8)));
        }
        return garbage;
    }

    private static byte[] concat(byte[] payload, String trail) {
        byte[] more = trail.getBytes(StandardCharsets.UTF_8);
        byte[] both = Arrays.copyOf(payload, payload.length + more.length);
        System.arraycopy(more, 0, both, payload.length, more.length);
        return both;
    }
}
