package dev.portolan.spi;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value as {@link dev.portolan.data.DocumentChange} has it: {@code String}, {@link BigDecimal}, {@code Boolean},
 * null, {@code List} and {@code Map} in the payload's order.
 *
 * <p>One pass, whatever the nesting. Of a name that an object repeats, the last value counts.
 */
public final class PlainJson {

    /** Beyond this, making a number costs more than it can be worth: the time grows with the square. */
    private static final int LONGEST_NUMBER = 10_000;

    /** What services write as text has far fewer characters than this. */
    private static final int LONGEST_TEXT = 1000;

    private final JsonNode node;
    private final byte[] bytes;
    private final Syntax syntax;
    private final Deque<Container> open = new ArrayDeque<>();
    private int pos;

    private PlainJson(JsonNode node) {
        this.node = node;
        this.bytes = node.bytes();
        this.pos = node.start();
        this.syntax = node.syntax();
    }

    /**
     * The value of this node, unmodifiable.
     *
     * @throws dev.portolan.MalformedPayloadException if it holds a number of more than 10 000 characters, or with an exponent of
     *     more than 32 bits
     */
    public static @Nullable Object of(JsonNode node) {
        return new PlainJson(node).read();
    }

    /**
     * The object that this node is, unmodifiable; null if it is none, or an empty one.
     *
     * @throws dev.portolan.MalformedPayloadException as {@link #of} does
     */
    @SuppressWarnings("unchecked") // an object is a map with text keys
    public static @Nullable Map<String, @Nullable Object> objectOrNull(@Nullable JsonNode node) {
        return node == null || !node.isObject() || node.isEmpty() ? null : (Map<String, @Nullable Object>) of(node);
    }

    private @Nullable Object read() {
        for (; ; ) {
            int first = bytes[pos];
            Object value;
            if (first == '{' || first == '[') {
                open.push(new Container(first == '{'));
                pos = syntax.space(pos + 1);
                if (bytes[pos] != '}' && bytes[pos] != ']') {
                    name();
                    continue;
                }
                pos++;
                value = open.pop().value();
            } else {
                value = first == '"' ? text() : literal();
            }
            while (!open.isEmpty()) {
                open.element().add(value);
                pos = syntax.space(pos);
                if (bytes[pos++] == ',') {
                    pos = syntax.space(pos);
                    name();
                    break;
                }
                value = open.pop().value();
            }
            if (open.isEmpty()) {
                return value;
            }
        }
    }

    private void name() {
        if (open.element().members != null) {
            open.element().name = text();
            pos = syntax.colon(pos);
        }
    }

    private String text() {
        int start = pos + 1;
        int last = syntax.text(start);
        pos = last + 1;
        return Text.string(bytes, start, last, syntax.seen);
    }

    private @Nullable Object literal() {
        int start = pos;
        pos = syntax.scalar(start);
        return switch (bytes[start]) {
            case 't' -> true;
            case 'f' -> false;
            case 'n' -> null;
            default -> number(start);
        };
    }

    private BigDecimal number(int start) {
        if (pos - start > LONGEST_NUMBER) {
            throw node.malformed("expected numbers of at most " + LONGEST_NUMBER + " characters, found a longer one");
        }
        try {
            return new BigDecimal(new String(bytes, start, pos - start, StandardCharsets.ISO_8859_1));
        } catch (NumberFormatException e) {
            throw node.malformed("expected exponents of 32 bits, found a larger one");
        }
    }

    /** The number that a text stands for, with all its digits; the text itself if it is none, such as {@code NaN}, or too long. */
    public static Object numberOrText(String text) {
        try {
            return text.length() > LONGEST_TEXT ? text : new BigDecimal(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static final class Container {

        final @Nullable Map<String, @Nullable Object> members;
        final List<@Nullable Object> elements = new ArrayList<>();
        String name = "";

        Container(boolean object) {
            members = object ? new LinkedHashMap<>() : null;
        }

        void add(@Nullable Object value) {
            if (members == null) {
                elements.add(value);
            } else {
                members.put(name, value);
            }
        }

        Object value() {
            return members == null ? Collections.unmodifiableList(elements) : Collections.unmodifiableMap(members);
        }
    }
}
