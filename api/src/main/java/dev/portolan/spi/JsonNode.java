package dev.portolan.spi;

import dev.portolan.MalformedPayloadException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * One value of a {@link Json} document, valid until that is closed.
 *
 * <p>{@code text} and {@code at} read what must be there and throw {@link MalformedPayloadException} if it is not;
 * {@code textOrNull} and {@code atOrNull} read what may be there. Several names lead from object to object. A name that
 * an object holds twice makes every reading of that object fail; objects that nobody reads may repeat names.
 */
public final class JsonNode implements Iterable<JsonNode> {

    final Json json;
    final int position;
    final int name;

    JsonNode(Json json, int position, int name) {
        this.json = json;
        this.position = position;
        this.name = name;
    }

    /** The member's text, which must be there and not empty. */
    public String text(String name) {
        return json.text(position, name);
    }

    /** The text of a member of a member, which must be there and not empty. */
    public String text(String first, String second) {
        return json.text(json.childObject(position, first), second);
    }

    /** The text three names down, which must be there and not empty. */
    public String text(String first, String second, String third) {
        return json.text(json.object(json.childObject(position, first), second), third);
    }

    /** The member's text; null if there is none, an empty one or something else. */
    public @Nullable String textOrNull(String name) {
        return json.textOrNull(position, name);
    }

    /** The text of a member of a member; null if there is none, an empty one or something else. */
    public @Nullable String textOrNull(String first, String second) {
        return json.textOrNull(json.child(position, first), second);
    }

    /** The text three names down; null if there is none, an empty one or something else. */
    public @Nullable String textOrNull(String first, String second, String third) {
        return json.textOrNull(json.member(json.child(position, first), second), third);
    }

    /** The member, which must be there and not null. */
    public JsonNode at(String name) {
        return node(json.value(position, name));
    }

    /** The member of a member, which must be there and not null. */
    public JsonNode at(String first, String second) {
        return node(json.value(json.childObject(position, first), second));
    }

    /** What is three names down, which must be there and not null. */
    public JsonNode at(String first, String second, String third) {
        return node(json.value(json.object(json.childObject(position, first), second), third));
    }

    /** The member; null if there is none or JSON's null. */
    public @Nullable JsonNode atOrNull(String name) {
        return nodeOrNull(json.valueOrNothing(position, name));
    }

    /** The member of a member; null if there is none or JSON's null. */
    public @Nullable JsonNode atOrNull(String first, String second) {
        return nodeOrNull(json.valueOrNothing(json.child(position, first), second));
    }

    /** What is three names down; null if there is nothing or JSON's null. */
    public @Nullable JsonNode atOrNull(String first, String second, String third) {
        return nodeOrNull(json.valueOrNothing(json.member(json.child(position, first), second), third));
    }

    private JsonNode node(int found) {
        return new JsonNode(json, found, json.foundName());
    }

    private @Nullable JsonNode nodeOrNull(int found) {
        return found == Json.NOTHING ? null : node(found);
    }

    /** The first member with this name, A to Z in whatever case, as of HTTP headers; null if there is none. */
    public @Nullable JsonNode anyCaseOrNull(String name) {
        return nodeOrNull(json.memberInAnyCase(position, name));
    }

    /** Whether there is such a member that is not null. */
    public boolean has(String name) {
        return json.isValue(json.member(position, name));
    }

    /** Whether the member has such a member that is not null. */
    public boolean has(String first, String second) {
        return json.isValue(json.member(json.child(position, first), second));
    }

    /** Whether there is such a member that is text and not empty. */
    public boolean hasText(String name) {
        return json.isText(json.member(position, name));
    }

    /** Whether the member has such a member that is text and not empty. */
    public boolean hasText(String first, String second) {
        return json.isText(json.member(json.child(position, first), second));
    }

    /** Whether there is such a member that is an object with members. */
    public boolean hasMembers(String name) {
        return json.hasMembers(json.member(position, name));
    }

    public boolean isObject() {
        return first() == '{';
    }

    public boolean isArray() {
        return first() == '[';
    }

    public boolean isString() {
        return first() == '"';
    }

    public boolean isNumber() {
        int first = first();
        return first == '-' || (first >= '0' && first <= '9');
    }

    public boolean isBoolean() {
        return isTrue() || first() == 'f';
    }

    public boolean isTrue() {
        return first() == 't';
    }

    /** An element of an array can be JSON's null; a member that {@code at} found is not. */
    public boolean isNull() {
        return first() == 'n';
    }

    private int first() {
        return json.bytes[json.start(position)];
    }

    /** This text, which may be empty and may hold half a surrogate pair. */
    public String string() {
        expectText();
        return json.string(position);
    }

    /** The exact characters of this number, {@code true}, {@code false} or {@code null}. */
    public String literal() {
        int first = first();
        if (first == '"' || first == '{' || first == '[') {
            throw expected("a number, true, false or null");
        }
        int start = start();
        return new String(json.bytes, start, end() - start, StandardCharsets.ISO_8859_1);
    }

    /**
     * Whether this very text was the last one read from the document, and is printable ASCII: then what follows from that
     * needs no look at its characters. False for any other text, printable or not.
     */
    public boolean isKnownPrintable(String text) {
        return json.isKnownPrintable(text);
    }

    /** Whether this is a text of Unicode characters only: no escape in it stands for half a surrogate pair. */
    public boolean isUnicode() {
        return isString() && (json.seen(position) & Syntax.LONE) == 0;
    }

    /** Whether this is a text that is padded standard base64 (RFC 4648 section 4), once its escapes are undone. */
    public boolean isBase64() {
        return isUnicode() && json.isBase64(position);
    }

    /** Whether this is base64 just as the bytes it stands for are written: without escapes, or other bits behind the last byte. */
    public boolean isCanonicalBase64() {
        return isBase64()
                && (json.seen(position) & Syntax.ESCAPED) == 0
                && Text.endsCanonically(json.bytes, start() + 1, end() - 1);
    }

    /**
     * Whether nothing in the document nests deeper than this.
     *
     * @param depth at least 8: a flatter document may count as one that was read before it
     */
    public boolean isWithin(int depth) {
        return json.isWithin(depth);
    }

    /**
     * The text's UTF-8 form.
     *
     * @throws MalformedPayloadException if this is no text, or has no UTF-8 form
     */
    public byte[] utf8() {
        if (!isUnicode()) {
            throw expected("Unicode text");
        }
        return Text.utf8(json.bytes, start() + 1, end() - 1);
    }

    /**
     * The bytes that this text is the base64 form of.
     *
     * @throws MalformedPayloadException if this is no text, or not padded standard base64
     */
    public byte[] base64() {
        byte[] decoded = isUnicode() ? Text.base64OrNull(json.bytes, start() + 1, end() - 1) : null;
        if (decoded == null) {
            throw expected("base64 text");
        }
        return decoded;
    }

    private void expectText() {
        if (!isString()) {
            throw expected("text");
        }
    }

    private RuntimeException expected(String expected) {
        return json.malformed(position, "expected " + expected + ", found " + Fault.found(json.bytes, start()));
    }

    /**
     * The name of this member.
     *
     * @throws MalformedPayloadException if this is an element or the document itself, which have none: whoever asks took an
     *     array for an object
     */
    public String name() {
        return json.name(position, name == -1 ? nameless() : name);
    }

    private int nameless() {
        throw json.malformed(position, "expected a member of an object, found none");
    }

    /**
     * Whether this member has this name, A to Z in whatever case, as the names of HTTP headers are compared.
     *
     * @throws MalformedPayloadException if this has no name
     */
    public boolean isCalled(String name) {
        return json.isCalledAtAll(this.name == -1 ? nameless() : this.name, name);
    }

    /** Where this value begins in {@link #bytes()}; a text begins with its quote. */
    public int start() {
        return json.start(position);
    }

    /** Where this value ends in {@link #bytes()}. */
    public int end() {
        return json.end(position);
    }

    /** This value as it is written, in a fresh array. */
    public byte[] slice() {
        return Arrays.copyOfRange(json.bytes, start(), end());
    }

    /** The payload that was read, not a copy. */
    public byte[] bytes() {
        return json.bytes;
    }

    Syntax syntax() {
        return json.syntax;
    }

    /** Whether this is an object or array with nothing in it. */
    public boolean isEmpty() {
        int first = first();
        return (first == '{' || first == '[') && json.bytes[json.syntax.space(start() + 1)] == first + 2;
    }

    /** How many members or elements this object or array has. */
    public int size() {
        return json.size(position);
    }

    /** The values of this object's members or this array's elements, in the order of the document. */
    @Override
    public Iterator<JsonNode> iterator() {
        return new Json.Members(json, position, json.limits.members());
    }

    /**
     * The same where the names are data, such as one for each partition of a topic: the object may have as many members as
     * {@link dev.portolan.Limits#items()}, if that is more than {@link dev.portolan.Limits#members()}.
     */
    public Iterator<JsonNode> entries() {
        return new Json.Members(json, position, Math.max(json.limits.members(), json.limits.items()));
    }

    /**
     * The same as {@link #iterator}, without those that are made like the one before: names with the same hashes in the same
     * order, and values of the same types, of which numbers, {@code true} and {@code false} are one.
     *
     * <p>So what the names of a visited one say holds of those that are left out behind it, but for names that were made to have
     * the hashes of others. Ask it before the next one is visited: as soon as a name is asked for whose hash another name has,
     * nothing in the document is alike any more.
     */
    public Iterator<JsonNode> unlike() {
        return new Json.Members(json, position, json.limits.members(), true);
    }

    /** Where this value is in the document, such as {@code Records[3].body}; empty for the document itself. */
    public String path() {
        return json.path(position);
    }

    /** An error at this value; {@code problem} says what was expected and what was found, without content. */
    public MalformedPayloadException malformed(String problem) {
        return json.malformed(position, problem);
    }
}
